import type * as Y from 'yjs'
import { deadlineIn, endDueSilences, type EndedSilence } from '#app/document/floor/meeting/silence-end.ts'
import { labelsIn } from '#app/document/floor/meeting/silences.ts'
import type { DraftHeader, RoomId } from '#app/domain/basics/draft.ts'
import type { UnchainedEntry } from '#app/domain/record/entry.ts'
import type { RecordedDetail } from '#app/domain/record/kinds.ts'
import type { SilenceOutcome } from '#app/domain/meeting/silence.ts'
import { partsOfRoom } from '#app/domain/floor/working-copy.ts'
import type { RoomLog, Unstored } from './room-log.ts'
import type { RoomState } from './room-state.ts'
import { ended } from './happenings.ts'

type Needs = { header: DraftHeader; log: RoomLog; newId(): string }

/**
 * What a room has to decide by itself, and when: known between two acts. A working copy shows what the table has
 * under silence and decides nothing.
 */
export class Deadlines {
  private at: number | null | undefined

  constructor(private readonly room: RoomId) {}

  /** What was known is known no more: the floor may have changed. */
  forget(): void {
    this.at = undefined
  }

  isDue(doc: () => Y.Doc, now: number): boolean {
    if (partsOfRoom(this.room).delegation !== null) return false
    if (this.at === undefined) this.at = deadlineIn(doc())
    return this.at !== null && now >= this.at
  }

  /**
   * Decides on the document in memory what is due at `now`, in ms since epoch. Answers what is to be stored of that,
   * with what happened and the next deadline; null where nothing is due.
   */
  decide({ header, log, newId }: Needs, now: number): Unstored | null {
    if (!this.isDue(() => log.state.doc, now)) return null
    const { state } = log
    const happened = decideDueIn(header, state, { now, newId })
    this.forget()
    return { updates: state.collect(), clients: [], happened, deadline: deadlineIn(state.doc) }
  }
}

/** Decides what is due on the document of a room, and says what the record keeps of it: an entry a silence. */
function decideDueIn(
  header: DraftHeader,
  state: RoomState,
  { now, newId }: { now: number; newId(): string },
): UnchainedEntry[] {
  const isTransmitted = header.phase === 'transmitted'
  return endDueSilences(state.layers, { now, newId, isTransmitted }).map((silence) =>
    ended(header.id, now, detailOf(silence)),
  )
}

function detailOf({ silence, details }: EndedSilence): RecordedDetail['end-silence'] {
  const { id, items, deadline, at } = silence
  const endedAs = (kind: SilenceOutcome['kind']) =>
    items
      .filter(({ fate }) => fate.kind === kind)
      .map(({ subjects, label, fate }) => ({
        subjects,
        label,
        ...(fate.kind === 'not-possible' && { because: fate.refusal }),
      }))
  const words = details.flatMap((detail) => detail.words ?? [])
  return {
    silence: id,
    deadline,
    at,
    labels: labelsIn(items),
    held: endedAs('held'),
    notPossible: endedAs('not-possible'),
    broken: endedAs('broken'),
    ...(words.length > 0 && { words }),
  }
}
