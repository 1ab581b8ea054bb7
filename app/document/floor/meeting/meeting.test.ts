import { describe, expect, test } from 'vitest'
import type { Actor } from '#app/domain/basics/actor.ts'
import type { Deadline } from '#app/domain/meeting/deadline.ts'
import type { MeetingStatement } from '#app/domain/meeting/meeting-statement.ts'
import { MemoryRooms, aHeader, canada, chair, mexico, secretariat } from '#tests/builders/memory-rooms.ts'

/** Far beyond the clock of the table. */
const deadline: Deadline = { day: '2030-03-04', time: '18:00', zone: 'America/New_York', offset: -300 }
const later: Deadline = { ...deadline, time: '19:00' }

/** Three paragraphs: words of Mexico in the first, a bracket in the second. */
async function aMeeting() {
  const table = new MemoryRooms()
  await table.draft(aHeader(), 'OP: To urge', 'OP: To [invite]', 'OP: To ask')
  table.type('d1', mexico, 0, 7, 7, ' strongly')
  const { paragraphs } = await table.read('d1')
  const ids = paragraphs.map(({ id }) => id)
  const proposal = paragraphs[0]!.runs.flatMap(({ insertions }) => insertions)[0]!.id
  const say = (by: Actor, said: MeetingStatement) => table.makeStatement('d1', by, said)
  const floor = () => table.readFloor('d1')
  return { table, ids, proposal, say, floor, one: ids[0]!, two: ids[1]!, three: ids[2]! }
}

const kindOf = (said: { ok: boolean; refusal?: { kind: string } }) => said.refusal?.kind ?? 'done'

describe('the screen of the room', () => {
  test('changes in parts, and is no entry of the record', async () => {
    const { say, floor } = await aMeeting()
    expect(await say(chair, { kind: 'set-screen', change: { view: 'clean' } })).toEqual({
      ok: true,
      value: null,
    })
    await say(chair, { kind: 'set-screen', change: { zoom: 2 } })
    expect((await floor()).screen).toMatchObject({ view: 'clean', zoom: 2, blank: false })
  })
})

describe('a reading', () => {
  test('goes through its paragraphs in the order of the text, with what was left on each', async () => {
    const { say, floor, one, two, three } = await aMeeting()
    const opened = await say(chair, {
      kind: 'open-reading',
      meeting: 'Third meeting',
      date: '2025-03-04',
      paragraphs: [three, one, two],
    })
    expect(opened).toMatchObject({ value: { detail: { number: 1, paragraphs: 3 } } })
    const taken = await say(chair, { kind: 'take-up', paragraph: one })
    expect(taken).toMatchObject({
      value: { detail: { left: { brackets: 0, proposals: 1 }, labels: { [one]: 'OP 1' } } },
    })
    await say(chair, { kind: 'take-up', paragraph: two })
    const [reading] = (await floor()).readings
    expect(reading).toMatchObject({
      paragraphs: [one, two, three],
      taken: { [one]: { brackets: 0, proposals: 1 }, [two]: { brackets: 1, proposals: 0 } },
    })
    const closed = await say(chair, { kind: 'close-reading' })
    expect(closed).toMatchObject({
      value: { detail: { taken: 2, of: 3, left: { brackets: 1, proposals: 1 } } },
    })
    expect((await floor()).readings[0]!.closedAt).not.toBeNull()
  })

  test.each<[string, (at: Awaited<ReturnType<typeof aMeeting>>) => MeetingStatement, string]>([
    ['of a paragraph that is not there', () => ({ kind: 'take-up', paragraph: 'p-none' }), 'no-such-subject'],
    ['when none is open', ({ one }) => ({ kind: 'take-up', paragraph: one }), 'no-reading'],
    ['closed when none is open', () => ({ kind: 'close-reading' }), 'no-reading'],
    [
      'of what is no paragraph',
      () => ({ kind: 'open-reading', meeting: 'x', date: '2025-03-04', paragraphs: ['p-none'] }),
      'no-such-subject',
    ],
  ])('%s is refused', async (_, said, kind) => {
    const at = await aMeeting()
    expect(kindOf(await at.say(chair, said(at)))).toBe(kind)
  })
})

describe('silence', () => {
  type At = Awaited<ReturnType<typeof aMeeting>>
  const start = ({ say }: At, ...subjects: string[]) =>
    say(chair, { kind: 'start-silence', subjects, deadline })
  const running = async ({ floor }: At) => (await floor()).silences[0]!

  test.each<[string, (at: At) => string[], string]>([
    ['a paragraph that nothing is proposed on', ({ three }) => [three], 'done'],
    ['a paragraph with a bracket: ad referendum it may wait', ({ two }) => [two], 'done'],
    ['a proposal', ({ proposal }) => [proposal], 'done'],
    ['a proposal and the paragraph that it stands in', ({ one, proposal }) => [one, proposal], 'done'],
    ['a paragraph with something proposed on it', ({ one }) => [one], 'cannot-stand'],
    ['what is not there', () => ['p-none'], 'no-such-subject'],
  ])('on %s', async (_, subjects, kind) => {
    const at = await aMeeting()
    expect(kindOf(await start(at, ...subjects(at)))).toBe(kind)
    expect((await at.floor()).silences).toHaveLength(kind === 'done' ? 1 : 0)
  })

  test('takes proposals before their paragraphs, and tells what stands in the way', async () => {
    const at = await aMeeting()
    await start(at, at.one, at.proposal)
    expect((await running(at)).items.map(({ kind, label }) => `${kind} ${label}`)).toEqual([
      'proposal OP 1',
      'paragraph OP 1',
    ])
    const refused = await start(await aMeeting(), at.one)
    expect(refused).toMatchObject({ refusal: { because: { kind: 'proposals-pending', count: 1 } } })
  })

  test('is broken by a delegation on one thing, which everybody sees and the record keeps', async () => {
    const at = await aMeeting()
    await start(at, at.two, at.three)
    const { id } = await running(at)
    const broken = await at.say(canada, {
      kind: 'break-silence',
      silence: id,
      subject: at.two,
      reason: ' new orders ',
    })
    expect(broken).toMatchObject({
      value: { what: 'break-silence', by: { delegation: 'CAN' }, detail: { labels: { [at.two]: 'OP 2' } } },
    })
    expect((await running(at)).items.map(({ fate }) => fate)).toMatchObject([
      { kind: 'broken', delegation: 'CAN', reason: 'new orders' },
      { kind: 'running' },
    ])
  })

  test.each<[string, (id: string) => MeetingStatement, string]>([
    [
      'is extended, with a reason',
      (silence) => ({ kind: 'extend-silence', silence, deadline: later, reason: 'asked' }),
      'done',
    ],
    [
      'is not extended without one',
      (silence) => ({ kind: 'extend-silence', silence, deadline: later, reason: ' ' }),
      'reason-needed',
    ],
    [
      'is cancelled, with a reason',
      (silence) => ({ kind: 'cancel-silence', silence, reason: 'settled' }),
      'done',
    ],
    [
      'is not cancelled without one',
      (silence) => ({ kind: 'cancel-silence', silence, reason: '' }),
      'reason-needed',
    ],
    [
      'is not there under another id',
      () => ({ kind: 'cancel-silence', silence: 'x', reason: 'y' }),
      'no-such-silence',
    ],
  ])('%s', async (_, said, kind) => {
    const at = await aMeeting()
    await start(at, at.three)
    expect(kindOf(await at.say(chair, said((await running(at)).id)))).toBe(kind)
  })
})

describe('the list of speakers', () => {
  test('is asked for, given and kept in the record', async () => {
    const { say, floor } = await aMeeting()
    await say(mexico, { kind: 'ask-floor' })
    await say(canada, { kind: 'ask-floor' })
    expect(kindOf(await say(canada, { kind: 'ask-floor' }))).toBe('already-waiting')
    await say(chair, { kind: 'move-speaker', delegation: 'CAN', to: 0 })
    await say(chair, { kind: 'give-floor', delegation: 'CAN' })
    const given = await say(chair, { kind: 'give-floor', delegation: 'MEX' })
    expect(given).toMatchObject({
      value: { detail: { delegation: 'MEX', spoke: 'CAN', seconds: expect.any(Number) } },
    })
    expect((await floor()).speakers).toMatchObject({ speaking: { delegation: 'MEX' }, waiting: [] })
    expect(given).not.toHaveProperty('value.detail.limit')
    expect(await say(secretariat, { kind: 'limit-speaking', minutes: 3 })).toMatchObject({
      value: { what: 'limit-speaking', detail: { minutes: 3, before: null } },
    })
    expect((await floor()).speakers).toMatchObject({ minutes: 3, speaking: { delegation: 'MEX' } })
    expect(await say(chair, { kind: 'end-floor' })).toMatchObject({
      value: { detail: { spoke: 'MEX', limit: 180 } },
    })
    await say(chair, { kind: 'set-speakers', open: false })
    expect(kindOf(await say(canada, { kind: 'ask-floor' }))).toBe('list-closed')
  })
})

test('the time zone of the meeting is the organ’s until the draft has its own, and again without one', async () => {
  const { table, floor } = await aMeeting()
  const say = (zone: string | null) => table.makeStatement('d1', secretariat, { kind: 'set-zone', zone })
  expect((await floor()).zone).toBeNull()
  expect(await say('America/Panama')).toMatchObject({
    value: { what: 'set-zone', detail: { zone: 'America/Panama', before: null } },
  })
  expect((await floor()).zone).toBe('America/Panama')
  expect(await say(null)).toMatchObject({ value: { detail: { zone: null, before: 'America/Panama' } } })
  expect((await floor()).zone).toBeNull()
})
