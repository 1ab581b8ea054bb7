import type { ParagraphKind } from '#app/domain/basics/paragraph.ts'

/** What stands before a paragraph's words and names its place. */
export type Label = {
  kind: Extract<ParagraphKind, 'heading' | 'preambular' | 'operative' | 'subparagraph'>
  /** "2 bis", "a", "(i)", "I", as it is kept; without its closing full stop. */
  number: string
  /** As typed, opening brackets within it included: "2 bis.", "[9.". */
  raw: string
  /** Opening brackets in `raw` that belong to the words: 1 in "[9. To decide]". */
  brackets: number
  /** How a list of the same kind goes on; null for headings and numbered paragraphs. */
  style: 'letter' | 'roman' | '(letter)' | '(roman)' | null
  /** What follows the label. */
  rest: string
  /** Could as well be the end of a sentence cut by a line end ("… paragraph / 12. The …"). */
  weak: boolean
}

const LATIN =
  'bis|ter|quater|quart(?:er)?|quinquies|quinquis|quin|sexies|septies|octies|novies|nonies|[a-z]{0,8}decies|vicies'
const FIGURES = '\\d{1,3}(?:\\.\\d{1,3})*'
const SUFFIX = `(?:[\\s.]{0,2}\\[?(?:${LATIN}|alt\\.?)(?![\\p{L}])(?:\\.?\\s?\\d{1,2}(?![\\d/%]))?)`

const NUMBERED = new RegExp(
  `^([[\\s]*)((?:PP|OP)\\s?)?(${FIGURES})(${SUFFIX}*)(\\s?[.)](?=[\\s[“"(]|$|\\p{Lu})|:(?=\\s)|(?=\\s))`,
  'u',
)
const ALTERNATIVES = new RegExp(
  `^(?:\\[${FIGURES}${SUFFIX}*\\]\\s?){2,}\\.?(?=\\s|\\[)|^\\[${FIGURES}${SUFFIX}*\\]\\.(?=\\s|\\[)`,
  'u',
)
const LETTERED = new RegExp(`^([[\\s]*)(\\()?([a-z]{1,5})(${SUFFIX}?)([.)])(${SUFFIX}\\.)?(?=[\\s[]|$)`, 'u')
const HEADED =
  /^([[\s]*)(?:((?:SECTION|SECCIÓN|SEÇÃO|PART|PARTE|PARTIE|CHAPTER|CAPÍTULO|CHAPITRE)\s+)?([IVXLC]{1,7}|[A-Z]))\.(?=\s|\[)/
const ROMAN = /^(?:x{0,3})(?:ix|iv|v?i{0,3})$/

/** Reads the label that a line begins with; null when it has none. */
export function readLabel(text: string): Label | null {
  return alternatives(text) ?? numbered(text) ?? heading(text) ?? lettered(text)
}

function alternatives(text: string): Label | null {
  const raw = ALTERNATIVES.exec(text)?.[0]
  if (!raw) return null
  const number = raw.trim().replace(/\.$/, '')
  return {
    kind: 'operative',
    number,
    raw: raw.trim(),
    brackets: 0,
    style: null,
    rest: text.slice(raw.length),
    weak: false,
  }
}

function numbered(text: string): Label | null {
  const found = NUMBERED.exec(text)
  if (!found) return null
  const [whole, lead = '', series = '', figures = '', suffixes = '', end = ''] = found
  const rest = text.slice(whole.length)
  if (!series && !isClosed(end, figures, suffixes, rest)) return null
  return {
    kind: series.startsWith('PP') ? 'preambular' : 'operative',
    number: tidy(figures + suffixes),
    raw: whole.trim(),
    brackets: count('[', lead + suffixes),
    style: null,
    rest,
    weak: !series && !suffixes && !(lead.includes('[') && end === '.'),
  }
}

/** "30.1 Option (a):" and "2 ter The" are labels too; "9 Also", "1.5 °C" and "2 bis be presented" are words. */
function isClosed(end: string, figures: string, suffixes: string, rest: string): boolean {
  if (end === ':') return false
  if (end !== '') return true
  return (suffixes !== '' || figures.includes('.')) && /^\s*(?:\[|["“(]*\p{Lu})/u.test(rest)
}

function lettered(text: string): Label | null {
  const found = LETTERED.exec(text)
  if (!found) return null
  const [whole, lead = '', open = '', letters = '', before = '', end = '', after = ''] = found
  if (!isMark(letters) || (open && end !== ')')) return null
  return {
    kind: 'subparagraph',
    number: `${end === ')' ? `${open}${letters})` : letters} ${tidy(`${before} ${after}`)}`.trim(),
    raw: whole.trim(),
    brackets: count('[', lead),
    style: styleOf(letters, end === ')'),
    rest: text.slice(whole.length),
    weak: false,
  }
}

const isMark = (letters: string): boolean =>
  letters.length === 1 || ROMAN.test(letters) || /^([a-z])\1$/.test(letters)

function styleOf(letters: string, inParentheses: boolean): NonNullable<Label['style']> {
  const style = letters === 'i' || (letters.length > 1 && ROMAN.test(letters)) ? 'roman' : 'letter'
  return inParentheses ? `(${style})` : style
}

function heading(text: string): Label | null {
  const found = HEADED.exec(text)
  if (!found) return null
  const [whole, lead = '', word = '', figure = ''] = found
  const rest = text.slice(whole.length)
  // "A. Smith": an initial, unless more than a name follows.
  if (!/\S/.test(rest)) return null
  const number = `${word}${figure}`.trim()
  return {
    kind: 'heading',
    number,
    raw: whole.trim(),
    brackets: count('[', lead),
    style: null,
    rest,
    weak: figure.length === 1 && !/[IVX]/.test(figure),
  }
}

const count = (char: string, text: string): number => text.split(char).length - 1

/** "2 [bis." and "99.1ter" as "2 bis" and "99.1 ter". */
const tidy = (number: string): string =>
  number
    .replace(/[[\s]+/g, ' ')
    .replace(/(\d)\s*\.?\s*(?=[a-z])/g, '$1 ')
    .replace(/([a-z])\s+(\d)/g, '$1 $2')
    .replace(/\.+$/, '')
    .trim()

/** The value of a one-letter or Roman label, for telling how a list goes on; NaN for anything else. */
export function ordinalOf(mark: string, style: NonNullable<Label['style']>): number {
  const letters = /^\(?([a-z]+)/.exec(mark)?.[1] ?? ''
  if (style === 'letter' || style === '(letter)')
    return letters.length === 1 ? letters.charCodeAt(0) - 96 : letters.charCodeAt(0) - 96 + 26
  return ROMAN.test(letters) ? romanValue(letters) : NaN
}

function romanValue(letters: string): number {
  const values: Record<string, number> = { i: 1, v: 5, x: 10 }
  return [...letters].reduce((sum, letter, at) => {
    const value = values[letter] ?? 0
    return sum + (value < (values[letters[at + 1] ?? ''] ?? 0) ? -value : value)
  }, 0)
}
