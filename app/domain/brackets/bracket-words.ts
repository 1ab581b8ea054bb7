/** What the words right inside a bracket say about it. Pure reading: nothing here changes text. */

export type BracketAction = 'insert' | 'delete' | 'retain'

export type BracketAttribution = {
  /** As written, in the order written: ["Alfa", "Bravo"]. */
  names: readonly string[]
  /** The group in "Delta on behalf of MERCOSUR". */
  onBehalfOf: string | null
  action: BracketAction
  /** Characters after `[` that the attribution takes, its colon and the space after it included. */
  length: number
}

const longestAttribution = 160
const mostWordsInAName = 6
const beforeColon = /^\s*([^:[\]{}"“”«»?!]+?)\s*:(?!\/)\s*/u
const particles = new Set(
  'of the and de del la las los el le les du des da do das dos e y et in al a'.split(' '),
)
/** First words of lines that end in a colon without naming anybody. */
const notNames = new Set(
  (
    'option opción opção alternative alternativa alt placeholder article artículo artigo note nota ' +
    'translator editor annex anexo annexe section sección seção chapter capítulo paragraph párrafo parágrafo ' +
    'footnote comment text texto texte proposal propuesta proposition proposta new title título titre rationale source see resolves resuelve décide resolve'
  ).split(' '),
)
const onBehalf = /\s+(?:on behalf of|en nombre de|au nom de|em nome de|for)\s+(?:the\s+)?/iu
/** "Trinidad and Tobago" is one delegation, "Mexico and Canada" are two. */
const compoundName =
  /(Trinidad|Trinité|Ant[ií]gua|Kitts|Crist[oó]bal|Cristóvão|Vincent|Vicente|Bosnia)(\s+(?:and|y|e|et|&)\s+)/giu
const deletes = /^(?:to\s+)?(?:delete|suprimir|eliminar|supprimer|excluir|remove)(?![\p{L}])/iu
const retains = /^(?:to\s+)?(?:retain|keep|mantener|retener|maintenir|conserver|manter)(?![\p{L}])/iu

function looksLikeName(name: string): boolean {
  const words = name.split(/\s+/)
  if (words.length > mostWordsInAName || notNames.has(words[0]!.toLowerCase())) return false
  return words.some((word) => /^[(]?\p{Lu}/u.test(word)) && words.every((word) => isNameWord(word))
}

const isNameWord = (word: string): boolean =>
  particles.has(word.toLowerCase()) ||
  /^[(]?\p{Lu}[\p{L}.’'()-]*$/u.test(word) ||
  /^[ld][’']\p{Lu}/u.test(word)

const splitNames = (list: string): string[] =>
  list
    .replace(compoundName, (_, first: string, joint: string) => first + joint.replace(/\s/gu, '\u00a0'))
    .split(/\s*[,;/]\s*|[ \t]+(?:and|y|e|et|&)[ \t]+/iu)
    .map((name) => name.replaceAll('\u00a0', ' '))

/**
 * Reads `MEXICO, CANADA: …` or `Charlie: delete "regular"` at the start of a bracket's content, or null
 * when nobody is named there. Names are recognised by their form (capitals), never by a list of members.
 */
export function readAttribution(content: string): BracketAttribution | null {
  const found = beforeColon.exec(content.slice(0, longestAttribution))
  if (!found) return null
  const [whole, before = ''] = found
  const rest = content.slice(whole.length)
  if (rest.trim() === '') return null
  const [speakers = '', group] = before.split(onBehalf)
  const names = splitNames(speakers.trim()).filter((name) => name !== '')
  if (names.length === 0 || !names.every(looksLikeName)) return null
  const action = deletes.test(rest) ? 'delete' : retains.test(rest) ? 'retain' : 'insert'
  return { names, onBehalfOf: group?.trim() ?? null, action, length: whole.length }
}

const placeholder = new RegExp(
  [
    '^[\\s._…-]*$',
    '^(?:x+|\\d+x+|tbd|tbc|number|número|numéro|date|fecha)$',
    '^x{1,3}\\s+\\S+(?:\\s+\\S+)?$',
    '^(?:insert|insertar|insérer|inserir|placeholder|espacio reservado)(?![\\p{L}])',
    '(?:to be|a ser|à) (?:added|completed|confirmed|determined|inserted|decided|defined|confirmado|compléter)\\.?$',
    '^(?:por|a) (?:confirmar|completar|definir|determinar)\\.?$',
  ].join('|'),
  'iu',
)

/** Stands for words that are still to come: "X date", "document symbol to be added". Not agreed text. */
export const isPlaceholder = (content: string): boolean =>
  content.length <= 120 && placeholder.test(content.trim())

/** "[contribution][commitment][other]": among choices, "other" stands for words to come. */
export const isOther = (content: string): boolean =>
  /^\s*(?:other|otr[oa]|autre|outr[oa])\s*$/iu.test(content)

/** A document symbol such as `AG/RES. 102 (III-O/73)`, `CP/doc. 5785/22 rev. 2` or `A/78/L.41`. */
const symbol =
  String.raw`[A-Z]{1,6}(?:\/[A-Za-z]{1,6}\.?)*\/(?:[A-Za-z]{1,4}\.? ?)?\d+(?:\/[A-Za-z]{0,4}\.?\d+)*` +
  String.raw`(?: ?\([^()]{1,20}\))?(?: ?(?:rev|corr|add)\. ?\d+)*`
const literal = new RegExp(
  [
    '^sic[.!?]?$',
    '^(?:…|\\. ?\\. ?\\.|\\.{3,})$',
    `^${symbol}$`,
    `^(?:without reference to|adopted|on the report of|sin remisión|sans renvoi)(?![\\p{L}]).*\\(${symbol}\\)$`,
  ].join('|'),
  'u',
)

/** A bracket that no negotiation put there: a citation, `[sic]`, an ellipsis, a heading of the United Nations. */
export const looksLiteral = (content: string): boolean =>
  content.length <= 160 && literal.test(content.trim())

const andOr = /^(?:and|or|y|o|e|et|ou)$/iu

/** Endings written behind a slash, as in `member/s`, `Estado/os`: one word in two forms, and no choice of words. */
const ending = /^(?:s|es|a|as|o|os|e)$/iu
const isEnding = (part: string, first: string): boolean =>
  ending.test(part) && first.length - part.length >= 3

/** Where a choice stands in the content of its bracket, `[from, to)`, without blanks at its ends. */
export type ChoiceWords = { from: number; to: number; text: string }

/**
 * The choices of `accepting/ratifying` or `shall / should`; empty when a slash means something else
 * (`and/or`, `member/s`, a fraction, a document symbol, `full/partial implementation`).
 */
export function slashChoices(content: string): readonly ChoiceWords[] {
  if (!content.includes('/') || content.length > 400 || looksLiteral(content)) return []
  const spaced = /\s\/\s/u.test(content)
  const choices: ChoiceWords[] = []
  let from = 0
  const add = (to: number) => {
    const words = content.slice(from, to)
    const start = from + words.length - words.trimStart().length
    choices.push({ from: start, to: start + words.trim().length, text: words.trim() })
  }
  for (const { index, 0: sign } of content.matchAll(spaced ? /(?:^|\s+)\/\s+/gu : /\//gu)) {
    add(index)
    from = index + sign.length
  }
  add(content.length)
  const parts = choices.map(({ text }) => text)
  const sound = parts.every((part) => part !== '' && !andOr.test(part) && /\p{L}/u.test(part))
  if (!sound || parts.length < 2) return []
  if (spaced) return choices
  const isForms = parts.slice(1).every((part) => isEnding(part, parts[0]!))
  return !isForms && parts.every((part) => /^[\p{L}’'-]+$/u.test(part)) ? choices : []
}

export const slashAlternatives = (content: string): readonly string[] =>
  slashChoices(content).map(({ text }) => text)
