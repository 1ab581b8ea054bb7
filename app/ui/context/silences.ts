import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import {
  silencedParagraphs,
  underSilence,
  type Silence,
  type SilenceItem,
  type UnderSilence,
} from '#app/domain/meeting/silence.ts'
import type { Messages } from '#app/messages/en.ts'
import type { NamesHere } from '../shared/names.ts'
import { useSharedTable } from './table-context.tsx'

type Known = { subjects: UnderSilence; paragraphs: ReadonlySet<ParagraphId> }

const NOTHING: Known = { subjects: new Map(), paragraphs: new Set() }
const known = new WeakMap<readonly Silence[], Known>()

/** Worked out once for a floor, however many cards and rows ask. */
export function knownSilences(silences: readonly Silence[]): Known {
  const before = known.get(silences)
  if (before) return before
  const made = { subjects: underSilence(silences), paragraphs: silencedParagraphs(silences) }
  known.set(silences, made)
  return made
}

/** What is under silence at this table; nothing in a working copy, where no silence is kept. */
export function useSilenced(): Known {
  const table = useSharedTable()
  return table ? knownSilences(table.floor.silences) : NOTHING
}

/** What is under silence at a paragraph: itself, or else a proposal in it. */
export function silenceAt(silences: readonly Silence[], paragraph: ParagraphId) {
  const { subjects } = knownSilences(silences)
  return subjects.get(paragraph) ?? [...subjects.values()].find(({ item }) => item.paragraph === paragraph)
}

/** What silence is kept on, for people: "OP 3", or whose proposal in it. */
export const silencedName = (item: SilenceItem, names: NamesHere, { meeting }: Messages): string =>
  item.kind === 'proposal'
    ? meeting.silence.ofProposal(item.label, names.proposer(item.subjects[0]!))
    : item.label
