import { decodeText, type ImportRefusal } from '#app/exchange/text/characters.ts'
import type { ImportFlag } from '#app/exchange/text/imported-text.ts'
import type { Messages } from '#app/messages/en.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'

export type Nothing = { kind: 'nothing' }

/** The text of the form: the file where one was chosen, else what was pasted. */
export async function sourceIn(form: FormData): Promise<Result<string, ImportRefusal | Nothing>> {
  const file = form.get('file')
  if (file instanceof File && file.name !== '') {
    const decoded = decodeText(new Uint8Array(await file.arrayBuffer()))
    return decoded.ok ? accept(decoded.value.text) : decoded
  }
  const pasted = form.get('text')
  return typeof pasted === 'string' && pasted !== '' ? accept(pasted) : refuse({ kind: 'nothing' })
}

export function sayImportRefusal(refusal: ImportRefusal | Nothing, { importing }: Messages): string {
  switch (refusal.kind) {
    case 'nothing':
      return importing.nothing
    case 'import-empty':
      return importing.refused['import-empty']
    case 'import-binary':
      return refusal.looksLike ? importing.formats[refusal.looksLike] : importing.refused['import-binary']
    case 'import-too-big': {
      const unit = importing.units[refusal.unit]
      return importing.refused['import-too-big'](unit(refusal.size), unit(refusal.limit))
    }
  }
}

export function sayFlag(flag: ImportFlag, { importing: { flags } }: Messages): string {
  switch (flag.kind) {
    case 'bracket-not-closed':
    case 'bracket-not-opened':
      return flags[flag.kind]
    case 'numbering-jump':
      return flags['numbering-jump'](flag.expected, flag.found)
    case 'number-repeated':
      return flags['number-repeated'](flag.found)
    case 'character-replaced':
      return flags['character-replaced'](flag.was, flag.now)
    case 'symbol-font':
      return flags['symbol-font'](flag.count)
    case 'date-order':
      return flags['date-order'](flag.read)
    case 'status-not-read':
      return flags['status-not-read'](flag.raw)
  }
}

/** A line of the source around a place, cut to what fits: before it, the character, after it. */
export function excerptAt(
  lines: readonly string[],
  { line, column }: { line: number; column: number },
  around = 40,
): { before: string; at: string; after: string } {
  const text = lines[line - 1] ?? ''
  const from = Math.max(0, column - 1 - around)
  const to = column + around
  return {
    before: `${from > 0 ? '…' : ''}${text.slice(from, column - 1)}`,
    at: text.slice(column - 1, column),
    after: `${text.slice(column, to)}${to < text.length ? '…' : ''}`,
  }
}
