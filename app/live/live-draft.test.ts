import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { floorKey, floorOf } from '#app/document/model/floor-keys.ts'
import { emptyFloor } from '#app/domain/floor/floor.ts'
import { encodeStored } from '#app/document/wire.ts'
import { LocalStorage } from '#tests/builders/local-storage.ts'
import { actor, chair, MemoryRooms, aHeader } from '#tests/builders/memory-rooms.ts'
import { LiveDraft, type OpenOptions } from './live-draft.ts'
import { BESIDE_TYPING } from './pace.ts'

const me = { name: 'Ana', role: 'delegate' as const, delegation: 'MEX' }
const options: OpenOptions = {
  draft: 'd',
  user: 'u',
  author: 'u',
  behalf: null,
  me,
  writes: false,
  isPresent: true,
  settles: false,
  pace: BESIDE_TYPING,
}

/** As much of a browser as a page needs that never gets a connection. */
beforeEach(() => {
  vi.useFakeTimers()
  const page = Object.assign(new EventTarget(), { hidden: false })
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('document', page)
  vi.stubGlobal('localStorage', new LocalStorage())
  vi.stubGlobal('location', { origin: 'http://localhost' })
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal(
    'WebSocket',
    class extends EventTarget {
      close() {}
    },
  )
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A page at a draft of two paragraphs, as the server sent it; `room` is what the room tells. */
async function aPage(given: Partial<OpenOptions> = {}) {
  const room = new MemoryRooms()
  await room.draft(aHeader({ id: 'd' }), 'OP: To urge', 'OP: To note')
  const text = await room.read('d')
  const draft = new LiveDraft({ text, floor: emptyFloor })
  const rendered = vi.fn()
  const leave = draft.open({ ...options, ...given })
  draft.subscribe(rendered)
  const { doc, connection } = draft.snapshot().document!
  const told = () => {
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(room.layers('d').doc), connection.provider)
    vi.runOnlyPendingTimers()
  }
  return { room, text, draft, rendered, told, leave, provider: connection.provider }
}

test('shows what the server sent until the room has spoken, and then follows it', async () => {
  const { room, text, draft, told, leave } = await aPage()
  expect(draft.snapshot()).toMatchObject({ text, isReady: false, connection: 'connecting' })
  room.type('d', actor('delegate', 'CAN'), 0, 3, 3, 'strongly ')
  told()
  const { isReady, text: now } = draft.snapshot()
  expect(isReady).toBe(true)
  expect(now).toEqual(await room.read('d'))
  leave()
})

test('is drawn again for what has changed alone', async () => {
  const { room, draft, rendered, told, leave, provider } = await aPage()
  const { awareness } = provider
  told()
  const before = draft.snapshot()
  rendered.mockClear()
  told()
  expect(rendered).not.toHaveBeenCalled()

  await room.decide('d', chair, {
    kind: 'set-status',
    paragraph: before.text.paragraphs[0]!.id,
    status: 'agreed',
    date: '2024-04-09',
  })
  floorOf(room.layers('d').doc).set(floorKey('focus'), before.text.paragraphs[1]!.id)
  told()
  const after = draft.snapshot()
  expect(after.floor.focus).toBe(before.text.paragraphs[1]!.id)
  expect(after.floor.threads).toBe(before.floor.threads)
  expect(after.labels).toBe(before.labels)
  expect(after.text.paragraphs[1]).toBe(before.text.paragraphs[1])
  expect(after.people).toBe(before.people)

  const colleague = { user: { role: 'delegate', delegation: 'CAN' } }
  const shows = (caret: unknown) => {
    awareness.states.set(77, { ...colleague, caret })
    awareness.emit('change', [{ added: [], updated: [77], removed: [] }, 'remote'])
    vi.runOnlyPendingTimers()
  }
  shows(null)
  expect(draft.snapshot().people).toMatchObject([
    { delegation: 'MEX', me: true },
    { delegation: 'CAN', me: false },
  ])
  rendered.mockClear()
  shows({ paragraph: 'p1', anchor: null, head: null })
  expect(rendered).not.toHaveBeenCalled()
  leave()
})

test.each([
  ['go to the tray where there is one', true, ['to urge'], []],
  ['stay for a page with a tray where there is none', false, [], ['to urge']],
])('words of a document that was given up %s', async (_, settles, inTray, stay) => {
  const words = [{ paragraph: 'p1', text: 'to urge', struck: false, ends: [[7, 12]] }]
  localStorage.setItem('corchete dropped d u', JSON.stringify([{ reason: 'refused', words }]))
  const { draft, told, leave, provider } = await aPage({ settles })
  told()
  provider.synced = true
  const decoder = decoding.createDecoder(encodeStored(0))
  const type = decoding.readVarUint(decoder)
  provider.messageHandlers[type]!(encoding.createEncoder(), decoder, provider, true, type)
  await vi.advanceTimersByTimeAsync(1)
  expect(draft.snapshot().unsent.map(({ text }) => text)).toEqual(inTray)
  const dropped = JSON.parse(localStorage.getItem('corchete dropped d u') ?? '[]') as {
    words: typeof words
  }[]
  expect(dropped.flatMap(({ words }) => words.map(({ text }) => text))).toEqual(stay)
  leave()
})
