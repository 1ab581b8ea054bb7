import { describe, expect, it } from 'vitest'
import {
  aHeader,
  canada,
  chair,
  mexico,
  observer,
  secretariat,
  MemoryRooms,
} from '#tests/builders/memory-rooms.ts'
import { codeOf } from '#app/domain/record/evidence/head.ts'
import { readPaper, readReceivedPaper } from './read-paper.ts'
import { issueRevision } from './revisions.ts'
import { transmit } from './transmit.ts'

const onPaper = { date: '2024-04-09', renumber: false }

describe('readPaper', () => {
  async function negotiation() {
    const table = new MemoryRooms()
    await table.draft(aHeader({ originalLanguage: 'es' }), 'OP: Instar a los Estados', 'OP: Agradecer')
    await issueRevision(table.ports, secretariat, 'd1', onPaper)
    table.type('d1', mexico, 0, 7, 7, 'a todos ')
    table.type('d1', canada, 1, 0, 9, '')
    table.type('d1', chair, 1, 9, 9, ' mucho')
    return table.ports
  }

  it('has the text as it stands, with the names of those who propose in its language', async () => {
    const paper = await readPaper(await negotiation(), observer, 'd1', { version: 'now', view: 'rolling' })
    expect(paper).toMatchObject({
      ok: true,
      value: {
        organ: { code: 'CAM' },
        symbol: 'CIDI/CAM/doc.8/24',
        view: 'rolling',
        delegations: { CAN: 'Canadá', MEX: 'México' },
      },
    })
  })

  it('has a revision with its own symbol and date', async () => {
    const ports = await negotiation()
    await issueRevision(ports, secretariat, 'd1', { date: '2024-04-20', renumber: false })
    const paper = await readPaper(ports, observer, 'd1', { version: 1, view: 'clean' })
    expect(paper).toMatchObject({
      ok: true,
      value: { symbol: 'CIDI/CAM/doc.8/24 rev. 1', header: { date: '2024-04-20' }, view: 'clean' },
    })
    const first = await readPaper(ports, observer, 'd1', { version: 0, view: 'clean' })
    expect(first.ok && first.value.delegations).toEqual({})
  })

  it('ends with how far the record had come, and the text as it stands with nothing', async () => {
    const ports = await negotiation()
    const entry = (await ports.record.of('d1')).find(({ what }) => what === 'issue-revision')!
    const record = { number: entry.number, code: codeOf(entry.hash) }
    const paper = await readPaper(ports, observer, 'd1', { version: 0, view: 'clean' })
    expect(paper).toMatchObject({ ok: true, value: { record } })
    const now = await readPaper(ports, observer, 'd1', { version: 'now', view: 'clean' })
    expect(now).toMatchObject({ ok: true, value: { record: null } })
  })

  it('is the same whenever a revision is asked for', async () => {
    const ports = await negotiation()
    const asked = { version: 0, view: 'rolling' } as const
    const first = await readPaper(ports, observer, 'd1', asked)
    expect(await readPaper(ports, mexico, 'd1', asked)).toEqual(first)
  })

  it.each([
    ['none', 'now' as const, { kind: 'no-such-draft' }],
    ['d1', 7, { kind: 'no-such-revision', revision: 7 }],
  ])('refuses draft %s, version %s', async (draft, version, refusal) => {
    const ports = await negotiation()
    expect(await readPaper(ports, mexico, draft, { version, view: 'clean' })).toEqual({ ok: false, refusal })
  })
})

describe('readReceivedPaper', () => {
  it('stands under the head of the organ that received it', async () => {
    const table = new MemoryRooms()
    await table.draft(aHeader(), 'OP: To urge States (agreed)')
    await issueRevision(table.ports, secretariat, 'd1', onPaper)
    await transmit(table.ports, secretariat, 'd1', { symbol: 'CIDI/doc.12/24', date: '2024-05-02' })
    const [received] = await table.ports.transmissions.of('d1')
    expect(await readReceivedPaper(table.ports, observer, received!.id)).toMatchObject({
      ok: true,
      value: {
        organ: { code: 'CIDI' },
        symbol: 'CIDI/doc.12/24',
        view: 'clean',
        header: { date: '2024-05-02', statusLine: '(Text agreed upon by the Committee on Migration Issues)' },
      },
    })
    expect(await readReceivedPaper(table.ports, observer, 'none')).toMatchObject({
      refusal: { kind: 'no-such-transmission' },
    })
  })
})
