import { describe, expect, it } from 'vitest'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import { textOf } from '#app/domain/text/view.ts'
import {
  aHeader,
  canada,
  chair,
  mexico,
  observer,
  secretariat,
  MemoryRooms,
} from '#tests/builders/memory-rooms.ts'
import { decide, type TableDecision } from './decide.ts'

async function negotiation() {
  const table = new MemoryRooms()
  await table.draft(aHeader(), 'F: RESOLVES:', 'OP: To urge States', 'OP: To thank [all]')
  table.type('d1', mexico, 1, 8, 8, 'member ')
  const { paragraphs } = await table.read('d1')
  const proposal: ProposalId = paragraphs[1]!.runs.flatMap(({ insertions }) => insertions)[0]!.id
  return { table, proposal, paragraph: paragraphs[1]!.id }
}

describe('decide', () => {
  it('has the chair accept a proposal, with an entry in the record', async () => {
    const { table, proposal } = await negotiation()
    const decided = await decide(table.ports, chair, 'd1', { kind: 'accept', proposals: [proposal] })
    expect(decided).toMatchObject({
      ok: true,
      value: { what: 'accept', number: 2, by: { name: 'chair person' } },
    })
    const text = await table.read('d1')
    expect(textOf(text.paragraphs[1]!, { kind: 'base' })).toBe('To urge member States')
    expect(await table.ports.record.of('d1')).toHaveLength(2)
  })

  it('names in the record the paragraph in which a struck word stood', async () => {
    const { table, paragraph } = await negotiation()
    table.type('d1', canada, 1, 3, 8, '')
    const strike = (await table.read('d1')).paragraphs[1]!.runs.flatMap(({ strikes }) => strikes)[0]!.id
    const decided = await decide(table.ports, chair, 'd1', { kind: 'accept', proposals: [strike] })
    expect(decided).toMatchObject({ ok: true, value: { detail: { labels: { [paragraph]: 'OP 1' } } } })
  })

  it.each([mexico, canada, observer, secretariat])('does not let $role $delegation accept', async (by) => {
    const { table, proposal } = await negotiation()
    const decided = await decide(table.ports, by, 'd1', { kind: 'accept', proposals: [proposal] })
    expect(decided).toEqual({ ok: false, refusal: { kind: 'not-allowed' } })
    expect(await table.ports.record.of('d1')).toHaveLength(1)
  })

  it.each<[string, (paragraph: string) => TableDecision, object]>([
    [
      'a proposal that is none',
      () => ({ kind: 'accept', proposals: ['MEX:none'] }),
      { kind: 'no-such-proposal', proposal: 'MEX:none' },
    ],
    [
      'a meeting without a date',
      (paragraph) => ({ kind: 'set-status', paragraph, status: 'agreed', date: 'today' }),
      { kind: 'date-needed' },
    ],
    ['to fill a draft again', () => ({ kind: 'fill', paragraphs: [] }), { kind: 'draft-not-empty' }],
  ])('refuses %s', async (_, decision, refusal) => {
    const { table, paragraph } = await negotiation()
    expect(await decide(table.ports, chair, 'd1', decision(paragraph))).toEqual({ ok: false, refusal })
  })

  it('refuses a draft that is not there, and one that has been transmitted', async () => {
    const { table } = await negotiation()
    await table.draft(aHeader({ id: 'd2', symbol: 'CIDI/CAM/doc.10/24', phase: 'transmitted' }))
    const undo = { kind: 'undo' } as const
    expect(await decide(table.ports, chair, 'none', undo)).toMatchObject({
      refusal: { kind: 'no-such-draft' },
    })
    expect(await decide(table.ports, chair, 'd2', undo)).toMatchObject({
      refusal: { kind: 'draft-transmitted' },
    })
  })
})
