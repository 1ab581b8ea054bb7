import type { DelegationCode } from './actor.ts'
import type { DraftHeader, Organ } from './draft.ts'
import type { ParagraphId } from './paragraph.ts'
import type { RollingText } from './rolling.ts'

/** A state of a text with everything that a writer needs to put it on paper. */
export type Paper = {
  /** Head of the paper. In a text that was received: the receiving organ's symbol, series and status line. */
  header: DraftHeader
  organ: Organ
  /** With its revision: "CIDI/CAM/doc.8/24 rev. 2". */
  symbol: string
  /** ISO date of the paper */
  date: string
  text: RollingText
  labels: Readonly<Record<ParagraphId, string>>
  /** `rolling` with every bracket and proposal, `clean` as it would read if adopted now. */
  view: 'rolling' | 'clean'
  /** Names in the language of the paper, of every delegation whose words or strikes are in the text. */
  delegations: Readonly<Record<DelegationCode, string>>
}

/**
 * What a file of this paper is called: "CIDI-CAM-doc.8-24-rev.2-clean.docx". Only letters, digits, dots and
 * hyphens, so that no system takes offence.
 */
export function fileNameOf({ symbol, view }: Pick<Paper, 'symbol' | 'view'>, extension: string): string {
  const stem = symbol
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\.\s+/g, '.')
    .replace(/[^A-Za-z0-9.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
  return `${stem || 'draft'}${view === 'clean' ? '-clean' : ''}.${extension}`
}
