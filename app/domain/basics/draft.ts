import type { UserId } from './actor.ts'
import type { RollingText } from './rolling.ts'
import type { ParagraphId } from './paragraph.ts'

/** Stands for nothing at run time: keeps a working copy's room from passing for a draft. */
declare const ofWorkingCopy: unique symbol
export type DraftId = string & { readonly [ofWorkingCopy]?: never }
/** The room of a delegation's working copy of a draft; see `floor/working-copy.ts`. */
export type WorkingCopyId = string & { readonly [ofWorkingCopy]: true }
/** Where words are kept. A draft's own room has the draft's id; a room's id is not a draft's. */
export type RoomId = DraftId | WorkingCopyId
export type Language = 'en' | 'es' | 'fr' | 'pt'
export type LocalName = Record<Language, string>

/** Data, not code: nothing in the product depends on one committee. */
export type Organ = {
  /** "CAM" */
  code: string
  name: LocalName
  /** First line of its texts, "THE GENERAL ASSEMBLY," */
  formula: LocalName
  /** Classification at the top right, "OEA/Ser.W" */
  series: string
  /** What its symbols start with, "CIDI/CAM/doc." */
  symbolStem: string
  /** The organ that its agreed texts go to. */
  next: string | null
  /** Time zone in which it meets, as an IANA name: `America/New_York`. A draft may have another. */
  zone: string
}

/** That the clock of an organ was changed, and by whom. */
export type OrganChange = {
  /** Code of the organ. */
  organ: string
  /** ms since epoch */
  at: number
  by: { user: UserId; name: string }
  before: string
  zone: string
}

/** What stands in the symbol block. */
export type DraftHeader = {
  id: DraftId
  title: string
  organ: string
  /** Without its revision: "CIDI/CAM/doc.8/24". */
  symbol: string
  series: string
  /** ISO date */
  date: string
  originalLanguage: Language
  /** "(Presented by the Chair …)"; may be empty. */
  statusLine: string
  phase: 'negotiation' | 'transmitted'
}

/** The rolling text frozen. Never changes after it is issued. */
export type Revision = {
  draft: DraftId
  /** 0 is the text as first issued; `rev. 1` is 1. */
  number: number
  symbol: string
  /** ISO date on the paper */
  date: string
  issuedAt: number
  issuedBy: string
  header: DraftHeader
  text: RollingText
  /** Labels frozen with it: paragraph → "OP 2 bis". */
  labels: Readonly<Record<ParagraphId, string>>
  /** Brackets standing in it, for the plot. */
  brackets: number
  openParagraphs: number
  proposals: number
}

/** One step on the road of an agreed text. */
export type Transmission = {
  id: string
  draft: DraftId
  revision: number
  from: string
  to: string
  /** In the receiving organ's series. */
  symbol: string
  series: string
  statusLine: string
  date: string
  at: number
  by: string
  /** The step before this one, if the text had come from elsewhere already. */
  previous: string | null
}
