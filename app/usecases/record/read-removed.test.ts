import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#app/domain/basics/actor.ts'
import { markOf } from '#app/domain/consolidation/consolidation.ts'
import type { Decision } from '#app/domain/decisions/decision.ts'
import { aHeader, actor, canada, chair, mexico, observer, MemoryRooms } from '#tests/builders/memory-rooms.ts'
import { exportRemoved, momentOf, readRemoved, type RemovedPart } from './read-removed.ts'

const table = new MemoryRooms()
const { ports } = table
const secretariat = actor('secretariat')

const decide = async (by: Actor, decision: Decision) => {
  const decided = await table.decide('d1', by, decision)
  if (!decided.ok) throw new Error(decided.refusal.kind)
}
const idOf = async (at: number) => (await table.read('d1')).paragraphs[at]!.id
/** The ids of what a delegation proposes on the paragraph at a place. */
async function proposalsOf(delegation: string, at: number) {
  const { runs } = (await table.read('d1')).paragraphs[at]!
  const all = runs.flatMap(({ insertions, strikes }) => [...insertions, ...strikes])
  return [...new Set(all.filter((by) => by.delegation === delegation).map(({ id }) => id))]
}

/** A part line by line: who took what from where, and who sat there. */
const said = ({ removals }: RemovedPart): string[] =>
  removals.flatMap(({ decisions, isByThemselves, gone, seated }) => {
    const by = decisions.map(({ what, by }) => `${what} by ${by.name ?? by.role}`).join() || 'no decision'
    const there = seated?.delegations.map(({ delegation }) => delegation).join() ?? 'unknown'
    return gone.map(({ label, words, status, isGone }) =>
      [
        isByThemselves ? 'themselves' : by,
        `${label} ${words.map(({ text, of }) => `${of ?? 'base'} “${text}”`).join(' ')}`.trim(),
        ...(status ? [`${status.from} → ${status.to}`] : []),
        ...(isGone ? ['went'] : []),
        `with ${there}`,
      ].join('; '),
    )
  })

/** What is to be found, in its order, by whoever may see persons. */
const all = [
  'decline by chair person; OP 1 MEX “safe”; with unknown',
  'accept by chair person; OP 1 base “all”; with unknown',
  'themselves; OP 2 CAN “warmly”; with CAN,MEX',
  'consolidate by chair person; OP 2 MEX “every” base “Fund”; with CAN,MEX',
  'set-status by chair person; OP 3; agreed → open; with CAN,MEX',
  'remove-paragraph by chair person; OP 3 base “To close”; went; with CAN,MEX',
]

beforeAll(async () => {
  await table.draft(aHeader(), 'OP: To urge all States', 'OP: To thank the Fund', 'OP: To close (agreed)')
  table.type('d1', mexico, 0, 12, 12, 'safe ')
  await decide(secretariat, { kind: 'issue-revision', symbol: 'r0', date: '2024-04-09', renumber: false })
  await decide(chair, { kind: 'decline', proposals: await proposalsOf('MEX', 0) })
  table.type('d1', canada, 0, 8, 12, '')
  await decide(chair, { kind: 'accept', proposals: await proposalsOf('CAN', 0) })
  table.type('d1', mexico, 0, 3, 3, 'firmly ')
  await decide(chair, { kind: 'accept', proposals: await proposalsOf('MEX', 0) })
  const from = ports.clock.now()
  await ports.attendance.keep(
    [mexico, canada].map(({ user, name, role, delegation }) => ({
      ...{ id: user, draft: 'd1', user, name, role, delegation, from, until: from + 3_600_000 },
    })),
  )
  table.type('d1', canada, 1, 9, 9, 'warmly ')
  await decide(secretariat, { kind: 'issue-revision', symbol: 'r1', date: '2024-04-09', renumber: false })
  const [warmly] = await proposalsOf('CAN', 1)
  table.edit('d1', canada, (edit) => edit.withdraw(warmly!))
  table.type('d1', mexico, 1, 9, 9, 'every ')
  table.type('d1', canada, 1, 19, 23, 'Bank')
  const paragraph = (await table.read('d1')).paragraphs[1]!
  const [every, bank] = [await proposalsOf('MEX', 1), await proposalsOf('CAN', 1)]
  await decide(chair, {
    ...{ kind: 'consolidate', paragraph: paragraph.id, seen: markOf(paragraph) },
    choices: [
      { kind: 'decline', proposals: every },
      { kind: 'take', proposals: bank },
    ],
  })
  await decide(chair, {
    ...{ kind: 'set-status', paragraph: await idOf(2), status: 'open', date: '2024-04-09', reason: 'again' },
  })
  await decide(chair, { kind: 'remove-paragraph', paragraph: await idOf(2), reason: 'said above' })
})

const granted = <T>(result: { ok: true; value: T } | { ok: false; refusal: { kind: string } }): T => {
  if (!result.ok) throw new Error(result.refusal.kind)
  return result.value
}
const read = async (by: Actor, from: number | 'now' | `@${number}`, to: typeof from, limit?: number) =>
  granted(await readRemoved(ports, by, 'd1', { from, to }, limit))

describe('what went between two moments', () => {
  it('is told word by word, by whose decision, with who sat there', async () => {
    const removed = await read(chair, 0, 'now')
    expect(said(removed)).toEqual(all)
    expect(removed).toMatchObject({ isLast: true, missing: [] })
  })
  it('is the same whichever moment comes first', async () =>
    expect(said(await read(chair, 'now', 0))).toEqual(all))
  it('is only what went between them', async () => {
    expect(said(await read(chair, 0, 1))).toEqual(all.slice(0, 2))
    expect(said(await read(chair, 1, 'now'))).toEqual(all.slice(2))
    expect(said(await read(chair, 1, 1))).toEqual([])
    expect(said(await read(chair, '@0', 0))).toEqual([])
  })
  it('tells reasons and persons to those who see the record, and delegations to everybody', async () => {
    const ofRemoval = async (by: Actor) => (await read(by, 0, 'now')).removals.at(-1)!.decisions
    expect(await ofRemoval(mexico)).toMatchObject([{ reason: 'said above', by: { name: 'chair person' } }])
    expect(await ofRemoval(observer)).toMatchObject([
      { what: 'remove-paragraph', reason: null, by: { role: 'chair', name: null } },
    ])
    expect(said(await read(observer, 0, 'now'))).toEqual(
      all.map((line) => line.replace('chair person', 'chair')),
    )
  })
  it.each([1, 2, 3, 7])('is read %i entries at a time as at once', async (limit) => {
    const { parts } = granted(await exportRemoved(ports, chair, 'd1', { from: 0, to: 'now' }, limit))
    const found: RemovedPart[] = []
    for await (const part of parts) found.push(part)
    expect(found.flatMap(said)).toEqual(all)
    expect(found.map(({ isLast }) => isLast)).toEqual(found.map((_, at) => at === found.length - 1))
    expect(found.flatMap(({ missing }) => missing)).toEqual([])
    const first = await read(chair, 0, 'now', limit)
    const rest = await read(chair, `@${first.upTo.update}`, 'now')
    expect([...said(first), ...said(rest)]).toEqual(all)
  })
  it('names a revision’s moment, and knows when there is none', async () => {
    const moment = granted(await momentOf(ports, 'd1', 1))
    const { text } = (await ports.revisions.byNumber('d1', 1))!
    const words = (paragraphs: typeof text.paragraphs) =>
      paragraphs.map(({ runs }) => runs.map((run) => run.text).join(''))
    const then = await ports.past.at('d1', moment.update)
    expect(words(then.paragraphs)).toEqual(words(text.paragraphs))
    const asked = { from: 7, to: 'now' } as const
    expect(await readRemoved(ports, chair, 'd1', asked)).toMatchObject({
      refusal: { kind: 'no-such-revision', revision: 7 },
    })
    expect(await readRemoved(ports, chair, 'none', asked)).toMatchObject({
      refusal: { kind: 'no-such-draft' },
    })
  })
  it('is nobody’s decision when the entry of one is taken out of the record', async () => {
    const steps: typeof ports.history.steps = async (...asked) =>
      (await ports.history.steps(...asked)).filter(({ entry }) => entry.what !== 'consolidate')
    const history = { ...ports.history, steps }
    const forged = granted(await readRemoved({ ...ports, history }, chair, 'd1', { from: 0, to: 'now' }))
    const told = said(forged).filter((line) => line.includes('Fund'))
    expect(told).toEqual([expect.stringMatching(/^no decision; OP 2 .*base “Fund”/)])
  })
})
