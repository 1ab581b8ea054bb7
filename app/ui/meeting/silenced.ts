import type { ParagraphId } from '#app/domain/paragraph.ts'
import { silencedParagraphs, underSilence, type Silence, type UnderSilence } from '#app/domain/silence.ts'
import { useSpeaking } from '../table/voices/context.tsx'

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
  const speaking = useSpeaking()
  return speaking ? knownSilences(speaking.floor.silences) : NOTHING
}
