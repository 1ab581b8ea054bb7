import { describe, expect, it } from 'vitest'
import { aHeader, chair, mexico, observer, secretariat, MemoryRooms } from '#tests/builders/memory-rooms.ts'
import { compareParagraph, compareRevisions, issueRevision, listRevisions, readVersion } from './revisions.ts'

const onPaper = { date: '2024-04-09', renumber: false }

async function negotiation() {
  const table = new MemoryRooms()
  await table.ports.users.add({
    id: secretariat.user,
    email: 's@example.org',
    name: 'Sofía',
    role: 'secretariat',
    delegation: null,
    demo: false,
    passwordHash: '',
  })
  await table.draft(aHeader(), 'F: RESOLVES:', 'OP: To urge [all] States', 'OP: To thank')
  return table
}

describe('issueRevision', () => {
  it('freezes the text with the symbols of the series: first issue, rev. 1, rev. 2', async () => {
    const table = await negotiation()
    const symbols: unknown[] = []
    while (symbols.length < 3) {
      const issued = await issueRevision(table.ports, secretariat, 'd1', onPaper)
      symbols.push(issued.ok && `${issued.value.number} ${issued.value.symbol}`)
    }
    expect(symbols).toEqual([
      '0 CIDI/CAM/doc.8/24',
      '1 CIDI/CAM/doc.8/24 rev. 1',
      '2 CIDI/CAM/doc.8/24 rev. 2',
    ])
    expect((await table.ports.revisions.byNumber('d1', 0))?.labels).toEqual(
      (await table.ports.revisions.byNumber('d1', 2))?.labels,
    )
  })

  it('freezes the numbers in the text too, so that a new paragraph takes bis', async () => {
    const table = await negotiation()
    await issueRevision(table.ports, secretariat, 'd1', onPaper)
    const first = (await table.read('d1')).paragraphs[1]!
    const paragraph = {
      kind: 'operative',
      level: 0,
      number: null,
      text: 'To ask',
      status: 'open',
      statusDate: null,
    } as const
    await table.decide('d1', chair, { kind: 'add-paragraph', after: first.id, paragraph })
    const now = await readVersion(table.ports, observer, 'd1', 'now')
    expect(now.ok && Object.values(now.value.labels)).toEqual(['', 'OP 1', 'OP 1 bis', 'OP 2'])
    await issueRevision(table.ports, secretariat, 'd1', { ...onPaper, renumber: true })
    const renumbered = await readVersion(table.ports, observer, 'd1', 1)
    expect(renumbered.ok && Object.values(renumbered.value.labels)).toEqual(['', 'OP 1', 'OP 2', 'OP 3'])
  })

  it('takes another symbol when the paper has one', async () => {
    const table = await negotiation()
    const given = { ...onPaper, symbol: ' CIDI/CAM/doc.8/24 corr. 1 ' }
    const issued = await issueRevision(table.ports, secretariat, 'd1', given)
    expect(issued.ok && issued.value.symbol).toBe('CIDI/CAM/doc.8/24 corr. 1')
  })

  it.each([
    ['the chair', chair, 'd1', onPaper, 'not-allowed'],
    ['a delegate', mexico, 'd1', onPaper, 'not-allowed'],
    ['a draft that is not there', secretariat, 'none', onPaper, 'no-such-draft'],
    ['a day that is none', secretariat, 'd1', { ...onPaper, date: 'today' }, 'date-needed'],
  ])('refuses %s', async (_, by, draft, given, kind) => {
    const table = await negotiation()
    expect(await issueRevision(table.ports, by, draft, given)).toMatchObject({ ok: false, refusal: { kind } })
    expect(await table.ports.revisions.of('d1')).toEqual([])
  })
})

describe('listRevisions', () => {
  it('has the revisions with who issued them, and what would come next', async () => {
    const table = await negotiation()
    await issueRevision(table.ports, secretariat, 'd1', onPaper)
    const listed = await listRevisions(table.ports, observer, 'd1')
    expect(listed).toMatchObject({
      ok: true,
      value: {
        revisions: [
          { number: 0, symbol: 'CIDI/CAM/doc.8/24', brackets: 1, openParagraphs: 2, issuedByName: 'Sofía' },
        ],
        next: { number: 1, symbol: 'CIDI/CAM/doc.8/24 rev. 1' },
      },
    })
    expect(listed.ok && 'text' in listed.value.revisions[0]!).toBe(false)
  })
})

describe('compareRevisions', () => {
  it('shows what happened since a revision', async () => {
    const table = await negotiation()
    await issueRevision(table.ports, secretariat, 'd1', onPaper)
    table.type('d1', mexico, 1, 0, 7, 'To invite')
    const compared = await compareRevisions(table.ports, observer, 'd1', {
      before: 0,
      after: 'now',
      view: { kind: 'clean' },
    })
    expect(compared).toMatchObject({
      ok: true,
      value: { counts: { changed: 1, added: 0, removed: 0, moved: 0 } },
    })
    expect(compared.ok && compared.value.paragraphs[1]!.pieces).toEqual([
      { op: 'equal', text: 'To ' },
      { op: 'delete', text: 'urge' },
      { op: 'insert', text: 'invite' },
      { op: 'equal', text: ' [all] States' },
    ])
  })

  it('says which revision is missing', async () => {
    const table = await negotiation()
    const asked = { before: 3, after: 'now', view: { kind: 'clean' } } as const
    expect(await compareRevisions(table.ports, observer, 'd1', asked)).toEqual({
      ok: false,
      refusal: { kind: 'no-such-revision', revision: 3 },
    })
  })
})

describe('compareParagraph', () => {
  it.each<[string, (table: MemoryRooms, ids: readonly string[]) => Promise<unknown> | void, number, unknown]>(
    [
      ['nothing', () => {}, 1, { change: 'same', pieces: [{ op: 'equal', text: 'To urge [all] States' }] }],
      [
        'what the chair has put in its words',
        (table) => {
          table.type('d1', chair, 1, 3, 7, 'invite')
          return table.decide('d1', chair, { kind: 'apply-chair-words' })
        },
        1,
        {
          change: 'changed',
          pieces: [
            { op: 'equal', text: 'To ' },
            { op: 'delete', text: 'invite' },
            { op: 'insert', text: 'urge' },
            { op: 'equal', text: ' [all] States' },
          ],
        },
      ],
      [
        'nothing of what is only proposed',
        (table) => table.type('d1', mexico, 1, 3, 7, 'invite'),
        1,
        { change: 'same' },
      ],
      [
        'its status, and not its place',
        (table, [, , last]) =>
          table.decide('d1', chair, { kind: 'move-paragraph', paragraph: last!, after: null }),
        2,
        { moved: false, change: 'same', statusBefore: 'open', statusAfter: 'open' },
      ],
    ],
  )('tells that %s would change', async (_, happens, line, expected) => {
    const table = await negotiation()
    await issueRevision(table.ports, secretariat, 'd1', onPaper)
    const ids = table.layers('d1').order()
    await happens(table, ids)
    const asked = { paragraph: ids[line]!, revision: 0 }
    expect(await compareParagraph(table.ports, chair, 'd1', asked)).toMatchObject({
      ok: true,
      value: expected,
    })
  })

  it('is null of a paragraph that the revision has not', async () => {
    const table = await negotiation()
    await issueRevision(table.ports, secretariat, 'd1', onPaper)
    const asked = { paragraph: 'elsewhere', revision: 0 }
    expect(await compareParagraph(table.ports, chair, 'd1', asked)).toEqual({ ok: true, value: null })
  })
})
