import { describe, expect, test } from 'vitest'
import { charAt } from '#app/domain/basics/character.ts'
import type { Mention, SaidWithin } from '#app/domain/floor/comment.ts'
import type { Actor } from '#app/domain/basics/actor.ts'
import {
  MemoryRooms,
  aHeader,
  actor,
  canada,
  chair,
  mexico,
  observer,
  secretariat,
} from '#tests/builders/memory-rooms.ts'
import { readCommentsWithin, sayWithin } from './comments-within.ts'

const ana: Actor = { ...mexico, user: 'ana', name: 'Ana' }
const luis: Actor = { ...mexico, user: 'luis', name: 'Luis' }

async function aTable() {
  const table = new MemoryRooms()
  await table.draft(aHeader(), 'OP: To urge all states')
  for (const { user, name } of [ana, luis, { ...canada }])
    await table.ports.users.add({
      id: user,
      name,
      email: `${user}@example.org`,
      role: 'delegate',
      delegation: user === canada.user ? 'CAN' : 'MEX',
      demo: false,
      passwordHash: 'x',
    })
  const paragraph = (await table.read('d1')).paragraphs[0]!
  const say = (by: Actor, said: SaidWithin) => sayWithin(table.ports, by, 'd1', said)
  const read = async (by: Actor) => {
    const found = await readCommentsWithin(table.ports, by, 'd1')
    return found.ok ? found.value : found.refusal.kind
  }
  const on = (text: string, mentions: Mention[] = []): SaidWithin => ({
    kind: 'comment',
    about: {
      kind: 'words',
      paragraph: paragraph.id,
      from: charAt(paragraph.runs, 8)!,
      to: charAt(paragraph.runs, 10)!,
    },
    text,
    mentions,
  })
  const threads = async (by: Actor = ana) => {
    const found = await read(by)
    return typeof found === 'string' ? [] : found.threads
  }
  return { table, say, read, on, threads }
}

describe('comments within a delegation', () => {
  test('are read by its members, with their names, and keep the words they are about', async () => {
    const { say, on, read } = await aTable()
    await say(ana, on('Can we live with this?'))
    expect(await read(luis)).toMatchObject({
      colleagues: [
        { user: 'ana', name: 'Ana' },
        { user: 'luis', name: 'Luis' },
      ],
      threads: [
        { words: 'all', comments: [{ name: 'Ana', delegation: 'MEX', text: 'Can we live with this?' }] },
      ],
    })
  })

  test('are nothing to another delegation: neither to read, nor to answer, nor to settle', async () => {
    const { say, on, threads } = await aTable()
    await say(ana, on('Our red line'))
    const { id } = (await threads())[0]!
    expect(await threads(canada)).toEqual([])
    for (const said of [
      { kind: 'reply', thread: id, text: 'Found you', mentions: [] },
      { kind: 'resolve-thread', thread: id },
      { kind: 'reopen-thread', thread: id },
    ] satisfies SaidWithin[])
      expect(await say(canada, said)).toMatchObject({ ok: false, refusal: { kind: 'no-such-thread' } })
    expect(await threads()).toMatchObject([{ comments: [{ text: 'Our red line' }], resolved: null }])
  })

  test.each([
    ['the chair', chair],
    ['the secretariat', secretariat],
    ['an observer', observer],
    ['an administrator', actor('administrator')],
    ['a translator', actor('translator')],
    ['a delegate without a delegation', { ...mexico, delegation: null }],
  ])('are not for %s', async (_, by) => {
    const { say, on, read } = await aTable()
    await say(ana, on('Our red line'))
    expect(await read(by)).toBe('not-allowed')
    expect(await say(by, on('Mine'))).toMatchObject({ refusal: { kind: 'not-allowed' } })
  })

  test('leave no trace at the table and in its record', async () => {
    const { say, on, table } = await aTable()
    const before = (await table.ports.record.of('d1')).length
    await say(ana, on('Our red line'))
    expect((await table.readFloor('d1')).threads).toEqual([])
    expect((await table.ports.record.of('d1')).length).toBe(before)
  })

  test('are answered, settled and opened again by any colleague', async () => {
    const { say, on, threads } = await aTable()
    await say(ana, on('Can we?'))
    const { id } = (await threads())[0]!
    await say(luis, { kind: 'reply', thread: id, text: 'No.', mentions: [] })
    await say(luis, { kind: 'resolve-thread', thread: id })
    expect(await threads()).toMatchObject([
      { comments: [{ name: 'Ana' }, { name: 'Luis' }], resolved: { user: 'luis', name: 'Luis' } },
    ])
    await say(ana, { kind: 'reopen-thread', thread: id })
    expect(await threads()).toMatchObject([{ resolved: null }])
  })

  test('call upon colleagues, and upon nobody else', async () => {
    const { say, on, threads } = await aTable()
    const luisCalled: Mention = { kind: 'person', user: 'luis', name: 'Luis' }
    await say(
      ana,
      on('@Luis @CAN person @Canada', [
        luisCalled,
        { kind: 'person', user: canada.user, name: 'CAN person' },
        { kind: 'delegation', code: 'CAN', name: 'Canada' },
      ]),
    )
    expect((await threads())[0]!.comments[0]!.mentions).toEqual([luisCalled])
  })

  test('call upon them by the names that they have', async () => {
    const { say, on, threads } = await aTable()
    await say(ana, on('@Luis @The Chair', [{ kind: 'person', user: 'luis', name: 'The Chair' }]))
    expect((await threads())[0]!.comments[0]!.mentions).toEqual([
      { kind: 'person', user: 'luis', name: 'Luis' },
    ])
  })

  test.each<[string, SaidWithin, string]>([
    ['without words', { kind: 'reply', thread: 'none', text: ' ', mentions: [] }, 'nothing-said'],
    ['in no thread', { kind: 'reply', thread: 'none', text: 'Yes', mentions: [] }, 'no-such-thread'],
    [
      'about a paragraph that is not there',
      { kind: 'comment', about: { kind: 'paragraph', paragraph: 'p9' }, text: 'Why', mentions: [] },
      'nothing-to-comment-on',
    ],
  ])('%s are refused', async (_, said, kind) => {
    const { say } = await aTable()
    expect(await say(ana, said)).toMatchObject({ ok: false, refusal: { kind } })
  })
})
