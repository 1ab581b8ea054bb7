import * as Y from 'yjs'
import type { Decision, DecisionRefusal } from '#app/domain/decisions/decision.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import {
  endSilence,
  isDue,
  nextDeadline,
  runningItems,
  type Silence,
  type SilenceItem,
} from '#app/domain/meeting/silence.ts'
import { decide, type DecisionDetail } from '#app/document/decide/decide.ts'
import { Layers } from '#app/document/model/layers.ts'
import { floorKey, floorOf } from '#app/document/model/floor-keys.ts'
import { UNDO_RECORD } from '#app/document/model/schema.ts'

export const SILENCE = 'silence'

/** All silences that the floor keeps, by the moment they began. */
export const silencesIn = (doc: Y.Doc): Silence[] =>
  [...floorOf(doc).entries()]
    .flatMap(([key, value]) => (key.startsWith(`${SILENCE} `) ? [value as Silence] : []))
    .sort((a, b) => a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1))

/** The moment, in ms since epoch, from which the server has something to decide; null when there is none. */
export const deadlineIn = (doc: Y.Doc): number | null => nextDeadline(silencesIn(doc))

/** What follows for one thing when silence holds on it. */
const decisionFor = ({ kind, subjects }: SilenceItem, day: string): Decision =>
  kind === 'paragraph'
    ? { kind: 'set-status', paragraph: subjects[0]!, status: 'ad-referendum', date: day }
    : { kind: 'accept', proposals: subjects }

type Outcome = Result<DecisionDetail, DecisionRefusal>

/** Carries a decision out on a document of its own; after a refusal that one is good for nothing. */
function apply(
  layers: Layers,
  item: SilenceItem,
  { day }: Silence['deadline'],
  newId: () => string,
): Outcome {
  return layers.doc.transact(
    (transaction) => decide(layers, transaction, decisionFor(item, day), newId),
    'decision',
  )
}

function onCopy<T>(doc: Y.Doc, apply: (layers: Layers) => T): T {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  const layers = new Layers(copy)
  try {
    return apply(layers)
  } finally {
    layers.destroy()
    copy.destroy()
  }
}

/** Why the text as it is now would not allow what follows if silence held; null when nothing stands in the way. */
export const whatStandsInTheWay = (
  doc: Y.Doc,
  silence: Silence,
  newId: () => string,
): DecisionRefusal | null =>
  onCopy(doc, (layers) => {
    for (const item of silence.items) {
      const outcome = apply(layers, item, silence.deadline, newId)
      if (!outcome.ok) return outcome.refusal
    }
    return null
  })

export type EndedSilence = {
  silence: Silence
  /** What the decisions that followed leave in the record: whose words were accepted. */
  details: readonly DecisionDetail[]
}

/**
 * Decides the silences that are due, each thing for itself: what the text does not allow any more is left as it is.
 * Writes the text and the floor; the caller stores both in one step with what the record says.
 *
 * @param isTransmitted the text has been transmitted meanwhile and takes no decision any more
 */
export function endDueSilences(
  layers: Layers,
  { now, newId, isTransmitted }: { now: number; newId: () => string; isTransmitted: boolean },
): EndedSilence[] {
  const { doc } = layers
  return silencesIn(doc)
    .filter((silence) => isDue(silence, now))
    .sort((a, b) => a.at - b.at)
    .map((silence) => {
      const outcomes = new Map(
        runningItems(silence).map((item) => [
          item,
          isTransmitted
            ? refuse<DecisionRefusal>({ kind: 'draft-transmitted' })
            : endItem(layers, item, silence, newId),
        ]),
      )
      const ended = endSilence(silence, now, (item) => {
        const outcome = outcomes.get(item)!
        return outcome.ok ? { kind: 'held' } : { kind: 'not-possible', refusal: outcome.refusal }
      })
      doc.transact(() => {
        floorOf(doc).set(floorKey(SILENCE, silence.id), ended)
        // Leaves no undo record: what silence has decided is not undone, its paragraph is reopened with a reason.
        doc.getMap('meta').set(UNDO_RECORD, null)
      }, 'decision')
      return {
        silence: ended,
        details: [...outcomes.values()].flatMap((each) => (each.ok ? [each.value] : [])),
      }
    })
}

/** Tried on a copy first: a refusal must leave nothing half done beside what the others have. */
function endItem(layers: Layers, item: SilenceItem, silence: Silence, newId: () => string): Outcome {
  const tried = onCopy(layers.doc, (copy) => apply(copy, item, silence.deadline, newId))
  if (!tried.ok) return tried
  const done = apply(layers, item, silence.deadline, newId)
  if (!done.ok) throw new Error(`what a copy allowed was refused: ${done.refusal.kind}`)
  return accept(done.value)
}
