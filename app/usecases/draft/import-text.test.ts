import { describe, expect, it } from 'vitest'
import { textOf } from '#app/domain/text/view.ts'
import { aHeader, chair, mexico, secretariat, MemoryRooms } from '#tests/builders/memory-rooms.ts'
import { importText, previewImport } from './import-text.ts'

const source = `COMMITTEE ON MIGRATION ISSUES                    OEA/Ser.W
                                                 CIDI/CAM/doc.8/24
                                                 12 March 2024
                                                 Original: English

                    MIGRATION IN THE AMERICAS

              (Presented by the Chair)

THE GENERAL ASSEMBLY,

RECALLING resolution AG/RES. 9001 (XC-O/50),

RESOLVES:

1. To urge [member] states to [shall][should] act. (AGREED AD REFERENDUM, 03/12/24)

2. To thank the General Secretariat.
`

const shown = async (table: MemoryRooms) =>
  (await table.read('d1')).paragraphs.map(
    (paragraph) =>
      `${paragraph.kind} ${paragraph.number ?? '-'} ${paragraph.status}: ${textOf(paragraph, { kind: 'base' })}`,
  )

describe('importText', () => {
  it('fills an empty draft with the paragraphs of a text', async () => {
    const table = new MemoryRooms()
    await table.draft(aHeader())
    const imported = await importText(table.ports, secretariat, 'd1', source)
    expect(imported).toMatchObject({ ok: true, value: { counts: { operative: 2 } } })
    expect(await shown(table)).toEqual([
      'formula - open: THE GENERAL ASSEMBLY,',
      'preambular - open: RECALLING resolution AG/RES. 9001 (XC-O/50),',
      'formula - open: RESOLVES:',
      'operative 1 ad-referendum: To urge [member] states to [shall][should] act.',
      'operative 2 open: To thank the General Secretariat.',
    ])
    expect((await table.ports.record.of('d1'))[0]).toMatchObject({ what: 'fill', by: secretariat_ })
  })

  it("keeps a title that is not the draft's as a paragraph", async () => {
    const table = new MemoryRooms()
    await table.draft(aHeader({ title: 'Another title' }))
    await importText(table.ports, chair, 'd1', source)
    expect((await shown(table))[0]).toBe('text - open: MIGRATION IN THE AMERICAS')
  })

  it.each([
    ['a delegate', mexico, 'd1', source, 'not-allowed'],
    ['a draft that is not there', chair, 'none', source, 'no-such-draft'],
    ['an empty text', chair, 'd1', ' \n ', 'import-empty'],
    ['a binary file', chair, 'd1', 'PK\u0003\u0004\0\0', 'import-binary'],
  ])('refuses %s', async (_, by, draft, text, kind) => {
    const table = new MemoryRooms()
    await table.draft(aHeader())
    expect(await importText(table.ports, by, draft, text)).toMatchObject({ ok: false, refusal: { kind } })
    expect((await table.read('d1')).paragraphs).toEqual([])
  })

  it('refuses a draft that has a text', async () => {
    const table = new MemoryRooms()
    await table.draft(aHeader(), 'OP: To urge')
    const imported = await importText(table.ports, chair, 'd1', source)
    expect(imported).toMatchObject({ ok: false, refusal: { kind: 'draft-not-empty' } })
  })
})

const { user, name, role, delegation } = secretariat
const secretariat_ = { user, name, role, delegation }

describe('previewImport', () => {
  it('shows what was understood and that nothing was lost', () => {
    const preview = previewImport(source)
    expect(preview).toMatchObject({
      ok: true,
      value: { isLossless: true, imported: { counts: { brackets: 3, adReferendum: 1 }, language: 'en' } },
    })
  })
})
