import { expect, test } from 'vitest'
import { MemoryRooms, aHeader, canada, chair, mexico, observer } from '#tests/builders/memory-rooms.ts'
import { answerBridging, closeBridging, keepBridging, readBridging, sendBridging } from './bridging.ts'

async function atWork() {
  const table = new MemoryRooms()
  await table.draft(aHeader(), 'OP: To urge')
  const [paragraph] = (await table.read('d1')).paragraphs
  const kept = await keepBridging(table.ports, chair, 'd1', {
    id: null,
    paragraph: paragraph!.id,
    text: ' To invite ',
  })
  if (!kept.ok) throw new Error(kept.refusal.kind)
  const read = async (by: typeof chair) => {
    const found = await readBridging(table.ports, by, 'd1')
    return found.ok ? found.value.map(({ text, views }) => [text, ...views.map((v) => v.stance)]) : found
  }
  return { table, ports: table.ports, id: kept.value, paragraph: paragraph!.id, read }
}

test('a bridging text is the chair’s alone until it is sent, then also theirs whom it was sent to', async () => {
  const { ports, id, read, table, paragraph } = await atWork()
  expect([await read(chair), await read(mexico)]).toEqual([[['To invite']], []])
  expect(await sendBridging(ports, chair, 'd1', { id, to: ['MEX'] })).toMatchObject({ ok: true })
  expect([await read(mexico), await read(canada), await read(observer)]).toEqual([
    [['To invite', null]],
    [],
    [],
  ])
  expect((await table.readFloor('d1')).bridging).toMatchObject([{ paragraph, to: ['MEX'] }])
  const record = await ports.record.of('d1')
  expect(record.at(-1)).toMatchObject({ what: 'send-bridging', detail: { to: ['MEX'] } })
  expect(JSON.stringify(record)).not.toContain('To invite')
})

test('views come back to the chair, and a closed text leaves the tables', async () => {
  const { ports, id, read, table } = await atWork()
  await sendBridging(ports, chair, 'd1', { id, to: ['MEX', 'CAN'] })
  const answer = { id, stance: 'accepts', note: '' } as const
  expect(await answerBridging(ports, mexico, 'd1', answer)).toMatchObject({ ok: true })
  expect(await answerBridging(ports, observer, 'd1', answer)).toMatchObject({
    refusal: { kind: 'not-allowed' },
  })
  expect(await read(chair)).toEqual([['To invite', null, 'accepts']])
  expect(await closeBridging(ports, chair, 'd1', id)).toMatchObject({ ok: true })
  expect(await read(mexico)).toEqual([])
  expect((await table.readFloor('d1')).bridging).toEqual([])
})

test('another round takes the place of the one before, and closing ends both', async () => {
  const { ports, id, read, paragraph, table } = await atWork()
  await sendBridging(ports, chair, 'd1', { id, to: ['MEX', 'CAN'] })
  await answerBridging(ports, mexico, 'd1', { id, stance: 'objects', note: 'Too strong.' })
  const again = await keepBridging(ports, chair, 'd1', { id: null, paragraph, text: 'To ask' })
  if (!again.ok) throw new Error(again.refusal.kind)
  expect(await read(mexico), 'until it is sent').toEqual([['To invite', 'objects']])
  expect(await sendBridging(ports, chair, 'd1', { id: again.value, to: ['MEX'] })).toMatchObject({ ok: true })
  expect([await read(mexico), await read(canada)]).toEqual([[['To ask', null]], []])
  expect((await table.readFloor('d1')).bridging).toMatchObject([{ paragraph, to: ['MEX'] }])
  expect(await closeBridging(ports, chair, 'd1', again.value)).toMatchObject({ ok: true })
  expect([await read(mexico), (await table.readFloor('d1')).bridging]).toEqual([[], []])
})

test('a text that nobody was sent is given up without a word to the room', async () => {
  const { ports, id } = await atWork()
  const before = (await ports.record.of('d1')).length
  expect(await closeBridging(ports, chair, 'd1', id)).toMatchObject({ ok: true })
  expect((await ports.record.of('d1')).length).toBe(before)
})

test('nobody but the chair keeps or sends one', async () => {
  const { ports, id, paragraph } = await atWork()
  const text = { id: null, paragraph, text: 'To ask' }
  for (const by of [mexico, observer]) {
    expect(await keepBridging(ports, by, 'd1', text)).toMatchObject({ refusal: { kind: 'not-allowed' } })
    expect(await sendBridging(ports, by, 'd1', { id, to: ['MEX'] })).toMatchObject({ ok: false })
  }
})
