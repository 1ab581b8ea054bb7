import { describe, expect, it } from 'vitest'
import {
  actor,
  aHeader,
  canada,
  chair,
  mexico,
  observer,
  secretariat,
  MemoryRooms,
} from '#tests/builders/memory-rooms.ts'
import { readDashboard } from '../draft/dashboard.ts'
import { listDrafts, readDraft } from '../draft/read-draft.ts'
import { readRecord } from './read-record.ts'
import { issueRevision } from '../papers/revisions.ts'

async function negotiation() {
  const table = new MemoryRooms()
  await table.draft(aHeader(), 'F: RESOLVES:', 'OP: To urge [all] States', 'OP: To thank (agreed)')
  await issueRevision(table.ports, secretariat, 'd1', { date: '2024-04-09', renumber: false })
  table.type('d1', mexico, 1, 0, 0, 'Now ')
  table.type('d1', canada, 1, 8, 12, '')
  return table
}

describe('readDraft', () => {
  it.each([mexico, chair, secretariat, observer, actor('translator'), actor('administrator')])(
    'lets $role see the text with its labels and counts',
    async (by) => {
      const { ports } = await negotiation()
      const read = await readDraft(ports, by, 'd1')
      expect(read).toMatchObject({
        ok: true,
        value: { organ: { code: 'CAM' }, summary: { brackets: 1, proposals: 2, openParagraphs: 1 } },
      })
      expect(read.ok && Object.values(read.value.labels)).toEqual(['', 'OP 1', 'OP 2'])
    },
  )

  it('says that a draft is not there', async () => {
    const { ports } = await negotiation()
    expect(await readDraft(ports, mexico, 'none')).toEqual({ ok: false, refusal: { kind: 'no-such-draft' } })
  })
})

describe('listDrafts', () => {
  it('has the newest first, each with its organ', async () => {
    const table = await negotiation()
    await table.draft(aHeader({ id: 'd2', symbol: 'CP/doc.1/24', organ: 'CP' }))
    const listed = await listDrafts(table.ports, observer)
    expect(listed.ok && listed.value.map(({ header, organ }) => `${header.id} ${organ?.name.en}`)).toEqual([
      'd2 Permanent Council',
      'd1 Committee on Migration Issues',
    ])
  })
})

describe('readDashboard', () => {
  it('shows what is left and how the brackets went', async () => {
    const { ports } = await negotiation()
    const read = await readDashboard(ports, chair, 'd1')
    expect(read).toMatchObject({
      ok: true,
      value: {
        plot: [
          { revision: 0, brackets: 1, proposals: 0 },
          { revision: null, brackets: 1, proposals: 2 },
        ],
        summary: {
          byDelegation: [
            { delegation: 'CAN', proposals: 1 },
            { delegation: 'MEX', proposals: 1 },
          ],
        },
      },
    })
    expect(read.ok && read.value.missing).toHaveLength(4)
  })

  it('is for the podium', async () => {
    const { ports } = await negotiation()
    expect(await readDashboard(ports, mexico, 'd1')).toMatchObject({ refusal: { kind: 'not-allowed' } })
  })
})

describe('readRecord', () => {
  const newest = { filter: {}, limit: 50 }

  it('has every entry, chained', async () => {
    const { ports } = await negotiation()
    const read = await readRecord(ports, mexico, 'd1', newest)
    expect(read.ok && read.value.entries.map(({ what }) => what)).toEqual(['issue-revision', 'fill'])
    expect(read).toMatchObject({ value: { matching: 2, checked: { total: 2, upTo: 2, fault: null } } })
  })

  it('shows a broken record with the place of the fault', async () => {
    const { ports, memory } = await negotiation()
    memory.record[0]!.what = 'decline'
    expect(await readRecord(ports, chair, 'd1', newest)).toMatchObject({
      ok: true,
      value: { checked: { upTo: 0, fault: { number: 1, fault: 'entry-changed' } } },
    })
  })

  it('is not for observers', async () => {
    const { ports } = await negotiation()
    expect(await readRecord(ports, observer, 'd1', newest)).toMatchObject({
      refusal: { kind: 'not-allowed' },
    })
  })
})
