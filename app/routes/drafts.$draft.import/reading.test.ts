import { describe, expect, test } from 'vitest'
import { messagesIn } from '#app/messages/catalogue.ts'
import { excerptAt, sayImportRefusal, sourceIn } from './reading.ts'

const form = (fields: Record<string, string | File>) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  return data
}
const file = (bytes: string | Uint8Array<ArrayBuffer>, name = 'draft.txt') => new File([bytes], name)

describe('sourceIn', () => {
  test.each<[string, FormData, unknown]>([
    ['reads what was pasted', form({ text: 'To urge' }), { ok: true, value: 'To urge' }],
    ['reads a file', form({ file: file('To urge') }), { ok: true, value: 'To urge' }],
    ['prefers the file', form({ text: 'old', file: file('new') }), { ok: true, value: 'new' }],
    [
      'ignores an input without a file',
      form({ text: 'To urge', file: file('', '') }),
      { ok: true, value: 'To urge' },
    ],
    [
      'reads old Windows files',
      form({ file: file(new Uint8Array([0x4d, 0xe9, 0x78])) }),
      { ok: true, value: 'Méx' },
    ],
    ['refuses nothing', form({}), { ok: false, refusal: { kind: 'nothing' } }],
    ['gives an empty file to the reader', form({ file: file('') }), { ok: true, value: '' }],
  ])('%s', async (_, given, expected) => expect(await sourceIn(given)).toEqual(expected))
})

describe('excerptAt', () => {
  const lines = ['first', 'To urge [member states to act together on many things at once, soon']
  test.each([
    ['points into a short line', { line: 1, column: 2 }, 'f|i|rst'],
    ['cuts a long line', { line: 2, column: 9 }, 'To urge |[|member sta…'],
    ['marks what it cut before', { line: 2, column: 20 }, '…member sta|t|es to act …'],
    ['is empty beyond the text', { line: 9, column: 1 }, '||'],
  ])('%s', (_, place, expected) => {
    const { before, at, after } = excerptAt(lines, place, 10)
    expect(`${before}|${at}|${after}`).toBe(expected)
  })
})

test.each([
  [{ kind: 'import-binary', looksLike: 'pdf' }, 'PDF'],
  [{ kind: 'import-binary', looksLike: null }, 'not plain text'],
  [{ kind: 'import-too-big', size: 12_000_000, limit: 8_000_000, unit: 'bytes' }, '12.0 MB'],
  [{ kind: 'import-too-big', size: 200, limit: 100, unit: 'lines' }, '200 lines'],
  [{ kind: 'import-empty' }, 'empty'],
] as const)('%j is said with “%s”', (refusal, said) =>
  expect(sayImportRefusal(refusal, messagesIn('en'))).toContain(said),
)
