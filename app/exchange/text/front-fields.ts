import type { Language } from '#app/domain/basics/draft.ts'
import { readDate } from './dates.ts'

export type FrontField =
  'organ' | 'series' | 'symbol' | 'date' | 'original' | 'distribution' | 'documentType' | 'title' | 'status'

/** A document symbol taken apart: "CIDI/CAM/doc.8/24" with "rev. 4" and "corr. 1". */
export type PaperSymbol = {
  /** Without its suffixes. */
  stem: string
  revision: number | null
  corrigendum: number | null
  addendum: number | null
}

const SERIES = /^OEA\/Ser\.\s?[A-Z]+(?:\/\S+)*$/
const SYMBOL_WORD =
  /^(?:[A-Z]{1,12}(?:[/-][A-Za-z0-9.()-]*)+|\/?\d{1,5}(?:\/\d{2,4})?|(?:rev|corr|add)\.?\s?\d*|doc\.?|\([IVXLC]+-[OEoe0]\/\d\d\)|RES\.?|[/-])$/i
const SUFFIX = /\s*\b(rev|corr|add)\.?\s?(\d+)/gi
const DISTRIBUTION = /^Distr(?:\.|ibution|ibución|ibuição)?\s*:\s*\S+$/i
const ORIGINAL = /^Original\s*:\s*(.+)$/i
const DOCUMENT_TYPE =
  /^(?:DRAFT (?:PARAGRAPHS?|RESOLUTIONS?|DECLARATION|OMNIBUS RESOLUTION)|(?:PROYECTO|PROJETO|PROJET) DE (?:RESOLUCIÓN|RESOLUÇÃO|RÉSOLUTION|DECLARACIÓN|DECLARAÇÃO|DÉCLARATION|PÁRRAFOS|PARÁGRAFOS|PARAGRAPHES)|(?:PÁRRAFOS|PARÁGRAFOS|PARAGRAPHES) PROP\S+)$/
const LANGUAGE_NAMES: Record<Language, RegExp> = {
  en: /\b(?:English|inglés|anglais|inglês)/i,
  es: /\b(?:Spanish|español|espagnol|espanhol)/i,
  fr: /\b(?:French|francés|français|francês)/i,
  pt: /\b(?:Portuguese|portugués|portugais|português)/i,
}

/** The field that one column of a line of the symbol block is; null when it is none that has a form of its own. */
export function readField(text: string, language: Language): FrontField | null {
  if (SERIES.test(text)) return 'series'
  if (ORIGINAL.test(text)) return 'original'
  if (DISTRIBUTION.test(text)) return 'distribution'
  if (DOCUMENT_TYPE.test(text)) return 'documentType'
  if (isSymbol(text)) return 'symbol'
  return readDate(text.replace(/^\(|\)$/g, ''), language) ? 'date' : null
}

/** "AG/RES. 2988 (LII-O/22)", "CIDI/CAM/doc.8/24 rev. 2", "A/RES/79/271". */
function isSymbol(text: string): boolean {
  const words = text.split(/\s+/)
  return (
    text.length <= 60 &&
    /^[A-Z]{1,12}\//.test(text) &&
    /\d/.test(text) &&
    words.every((word) => SYMBOL_WORD.test(word))
  )
}

export function readSymbol(text: string): PaperSymbol {
  const suffix = (name: string): number | null => {
    const found = [...text.matchAll(SUFFIX)].find((match) => match[1]?.toLowerCase() === name)
    return found ? Number(found[2]) : null
  }
  return {
    stem: text.replace(SUFFIX, '').replace(/\s+/g, ' ').trim(),
    revision: suffix('rev'),
    corrigendum: suffix('corr'),
    addendum: suffix('add'),
  }
}

/** The languages of "Original: Spanish/English", in that order. */
export function readOriginal(text: string): Language[] {
  const named = ORIGINAL.exec(text)?.[1] ?? ''
  return (Object.keys(LANGUAGE_NAMES) as Language[])
    .map((language) => ({ language, at: named.search(LANGUAGE_NAMES[language]) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ language }) => language)
}
