import type { Language } from '#app/domain/basics/draft.ts'
import type { NamedPlace } from '#app/domain/text/move.ts'

type PaperWords = {
  chair: string
  pending: string
  original: string
  languages: Record<Language, string>
  /** Over the notes that go on at the end. */
  footnotes: string
  /** What closes the preamble of a text that has no such line of its own. */
  resolves: string
  /** Of one more delegation that strikes the same words. */
  alsoDeletes: (name: string) => string
  /** Of one more delegation that removes the same paragraph break. */
  alsoJoins: (name: string) => string
  supportedBy: (names: string) => string
  and: string
  /** In `[MEXICO: delete "…"]`. */
  delete: string
  deleteParagraph: string
  join: string
  /** In `[MEXICO: move after OP 5]`. */
  move: (to: NamedPlace) => string
  /** In `[MEXICO: OP 3 here]`, where it would stand. */
  here: (name: string) => string
  /** The last line of an issued paper; see {@link isRecordLine}. */
  record: (symbol: string, entry: number, code: string) => string
}

const moving =
  (after: string, start: string, of: string) =>
  ({ kind, name }: NamedPlace): string =>
    kind === 'after' ? `${after} ${name}` : [start, name && `${of} ${name}`].filter(Boolean).join(' ')

/** The few words of their own that papers have, in the language of the paper. */
export const paperWords: Record<Language, PaperWords> = {
  en: {
    chair: 'Chair',
    pending: 'PENDING',
    original: 'Original',
    languages: { en: 'English', es: 'Spanish', fr: 'French', pt: 'Portuguese' },
    footnotes: 'FOOTNOTES',
    resolves: 'RESOLVES:',
    alsoDeletes: (name) => `${name} also proposes to delete these words.`,
    alsoJoins: (name) => `${name} also proposes to join these paragraphs.`,
    supportedBy: (names) => `Co-sponsored by ${names}.`,
    and: 'and',
    delete: 'delete',
    deleteParagraph: 'delete this paragraph',
    join: 'join to the paragraph before',
    move: moving('move after', 'move to the start', 'of'),
    here: (name) => `${name} here`,
    record: (symbol, entry, code) => `Record of ${symbol}: entry ${entry}, ${code}`,
  },
  es: {
    chair: 'Presidencia',
    pending: 'PENDIENTE',
    original: 'Original',
    languages: { en: 'inglés', es: 'español', fr: 'francés', pt: 'portugués' },
    footnotes: 'NOTAS DE PIE DE PÁGINA',
    resolves: 'RESUELVE:',
    alsoDeletes: (name) => `${name} también propone suprimir estas palabras.`,
    alsoJoins: (name) => `${name} también propone unir estos párrafos.`,
    supportedBy: (names) => `Copatrocinado por ${names}.`,
    and: 'y',
    delete: 'suprimir',
    deleteParagraph: 'suprimir este párrafo',
    join: 'suprimir la separación del párrafo anterior',
    move: moving('trasladar después de', 'trasladar al comienzo', 'de'),
    here: (name) => `aquí ${name}`,
    record: (symbol, entry, code) => `Registro de ${symbol}: asiento ${entry}, ${code}`,
  },
  fr: {
    chair: 'Présidence',
    pending: 'EN SUSPENS',
    original: 'Original',
    languages: { en: 'anglais', es: 'espagnol', fr: 'français', pt: 'portugais' },
    footnotes: 'NOTES DE BAS DE PAGE',
    resolves: 'DÉCIDE:',
    alsoDeletes: (name) => `${name} propose également de supprimer ces mots.`,
    alsoJoins: (name) => `${name} propose également de réunir ces paragraphes.`,
    supportedBy: (names) => `Coparrainé par : ${names}.`,
    and: 'et',
    delete: 'supprimer',
    deleteParagraph: 'supprimer ce paragraphe',
    join: 'supprimer la séparation du paragraphe précédent',
    move: moving('déplacer après', 'déplacer au début', 'de'),
    here: (name) => `ici ${name}`,
    record: (symbol, entry, code) => `Registre de ${symbol} : inscription ${entry}, ${code}`,
  },
  pt: {
    chair: 'Presidência',
    pending: 'PENDENTE',
    original: 'Original',
    languages: { en: 'inglês', es: 'espanhol', fr: 'francês', pt: 'português' },
    footnotes: 'NOTAS DE RODAPÉ',
    resolves: 'RESOLVE:',
    alsoDeletes: (name) => `${name} também propõe suprimir estas palavras.`,
    alsoJoins: (name) => `${name} também propõe unir estes parágrafos.`,
    supportedBy: (names) => `Copatrocinado por ${names}.`,
    and: 'e',
    delete: 'suprimir',
    deleteParagraph: 'suprimir este parágrafo',
    join: 'suprimir a separação do parágrafo anterior',
    move: moving('deslocar para depois de', 'deslocar para o início', 'de'),
    here: (name) => `aqui ${name}`,
    record: (symbol, entry, code) => `Registro de ${symbol}: entrada ${entry}, ${code}`,
  },
}

const RECORD =
  /^(?:Record of|Registro de|Registre de) .+: (?:entry|asiento|inscription|entrada) \d+, (?:[0-9A-F]{4}-){4}[0-9A-F]{4}$/

/** Whether a line is the one that an issued paper ends with: it belongs to the paper, not to the text. */
export const isRecordLine = (line: string): boolean => RECORD.test(line.trim())

/** "Mexico", "Mexico and Canada", "Mexico, Canada, and Brazil" (the comma before "and" in English only). */
export function listNames(names: readonly string[], language: Language): string {
  const { and } = paperWords[language]
  if (names.length < 2) return names.join('')
  const serial = language === 'en' && names.length > 2 ? ',' : ''
  return `${names.slice(0, -1).join(', ')}${serial} ${and} ${names.at(-1)}`
}
