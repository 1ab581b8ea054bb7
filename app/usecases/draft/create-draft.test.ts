import { describe, expect, it } from 'vitest'
import { aHeader, chair, mexico, observer, secretariat, MemoryRooms } from '#tests/builders/memory-rooms.ts'
import { createDraft, limits, organsWithSymbols, type NewDraft } from './create-draft.ts'

const form: NewDraft = {
  organ: 'CAM',
  title: ' Migration in the Americas ',
  symbol: 'CIDI/CAM/doc.9/24',
  date: '2024-03-12',
  originalLanguage: 'es',
  statusLine: '(Presented by the Chair)',
}

describe('createDraft', () => {
  it.each([secretariat, chair])('opens a draft in the series of its organ for $role', async (by) => {
    const { ports } = new MemoryRooms()
    const header = {
      id: 'id1',
      title: 'Migration in the Americas',
      organ: 'CAM',
      symbol: 'CIDI/CAM/doc.9/24',
      series: 'OEA/Ser.W',
      date: '2024-03-12',
      originalLanguage: 'es',
      statusLine: '(Presented by the Chair)',
      phase: 'negotiation',
    }
    expect(await createDraft(ports, by, form)).toEqual({ ok: true, value: header })
    expect(await ports.drafts.byId('id1')).toEqual(header)
  })

  it('leaves a revision off the symbol', async () => {
    const created = await createDraft(new MemoryRooms().ports, chair, {
      ...form,
      symbol: 'CIDI/CAM/doc.9/24 rev. 2',
    })
    expect(created.ok && created.value.symbol).toBe('CIDI/CAM/doc.9/24')
  })

  it.each([
    ['another role', mexico, {}, { kind: 'not-allowed' }],
    ['an observer', observer, {}, { kind: 'not-allowed' }],
    ['an organ that is none', chair, { organ: 'XX' }, { kind: 'no-such-organ', organ: 'XX' }],
    ['no title', chair, { title: '  ' }, { kind: 'title-needed' }],
    ['no symbol', chair, { symbol: ' ' }, { kind: 'symbol-needed' }],
    ['a date that is none', chair, { date: '3/12/24' }, { kind: 'date-needed' }],
    ['a day that is none', chair, { date: '2024-02-30' }, { kind: 'date-needed' }],
    [
      'a title beyond measure',
      chair,
      { title: 'x'.repeat(limits.title + 1) },
      { kind: 'too-long', field: 'title', limit: limits.title },
    ],
    [
      'a symbol of another draft, spelt otherwise',
      chair,
      { symbol: 'cidi/cam/DOC. 8/24' },
      { kind: 'symbol-taken', symbol: 'cidi/cam/DOC. 8/24' },
    ],
  ])('refuses %s', async (_, by, given, refusal) => {
    const table = new MemoryRooms()
    await table.draft(aHeader())
    expect(await createDraft(table.ports, by, { ...form, ...given })).toEqual({ ok: false, refusal })
    expect(await table.ports.drafts.all()).toHaveLength(1)
  })

  it('refuses a symbol that somebody takes in the same moment', async () => {
    const table = new MemoryRooms()
    await table.draft(aHeader({ symbol: form.symbol }))
    const late = { ...table.ports, drafts: { ...table.ports.drafts, all: async () => [] } }
    expect(await createDraft(late, chair, form)).toMatchObject({ refusal: { kind: 'symbol-taken' } })
  })
})

describe('organsWithSymbols', () => {
  it('offers the next free symbol of each series', async () => {
    const table = new MemoryRooms()
    await table.draft(aHeader())
    const organs = await organsWithSymbols(table.ports, 2024)
    expect(organs.map(({ code, nextSymbol }) => `${code} ${nextSymbol}`)).toEqual([
      'CAM CIDI/CAM/doc.9/24',
      'CIDI CIDI/doc.1/24',
      'CP CP/doc.1/24',
      'GA AG/doc.1/24',
    ])
  })
})
