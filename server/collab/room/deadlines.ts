import type * as Y from 'yjs'
import { deadlineIn, endDueSilences, type EndedSilence } from '#app/document/floor/silence-end.ts'
import { labelsIn } from '#app/document/floor/silences.ts'
import type { DraftHeader } from '#app/domain/basics/draft.ts'
import type { UnchainedEntry } from '#app/domain/record/entry.ts'
import type { SilenceOutcome } from '#app/domain/meeting/silence.ts'
import { partsOfRoom } from '#app/domain/floor/working-copy.ts'
import type { RoomLog } from './room-log.ts'
import type { RoomState } from './room-state.ts'

type Needs = { header: DraftHeader; ledger: RoomLog; newId(): string }

/**
 * What a room has to decide by itself, and when: known between two acts. A working copy shows what the table has
 * under silence and decides nothing.
 */
export class Deadlines {
  private at: number | null | undefined

  constructor(private readonly draft: string) {}

  /** What was known is known no more: the floor may have changed. */
  forget(): void {
    this.at = undefined
  }

  isDue(doc: () => Y.Doc, now: number): boolean {
    if (partsOfRoom(this.draft).delegation !== null) return false
    if (this.at === undefined) this.at = deadlineIn(doc())
    return this.at !== null && now >= this.at
  }

  /**
   * Decides what is due at `now`, in ms since epoch, and stores it with its entries and the next deadline, all or
   * nothing. Answers the updates that everybody is to be shown: none where nothing was due.
   */
  async decide({ header, ledger, newId }: Needs, now: number): Promise<Uint8Array[]> {
    if (!this.isDue(() => ledger.state.doc, now)) return []
    const { state } = ledger
    const entries = ledger.chained(decideDueIn(header, state, { now, newId }))
    const updates = state.collect()
    await ledger.append({ updates, clients: [], entries, deadline: deadlineIn(state.doc) })
    this.forget()
    ledger.snapshotSoon()
    return updates
  }
}

/** Decides what is due on the document of a room, and says what the record keeps of it: an entry a silence. */
function decideDueIn(
  header: DraftHeader,
  state: RoomState,
  { now, newId }: { now: number; newId(): string },
): UnchainedEntry[] {
  const frozen = header.phase === 'transmitted'
  return endDueSilences(state.layers, { now, newId, frozen }).map((ended) => ({
    draft: header.id,
    at: now,
    by: { user: 'system', name: 'Corchete', role: 'system', delegation: null },
    what: 'end-silence',
    detail: detailOf(ended),
  }))
}

function detailOf({ silence, details }: EndedSilence): UnchainedEntry['detail'] {
  const { id, items, deadline, at } = silence
  const withFate = (kind: SilenceOutcome['kind']) =>
    items
      .filter(({ fate }) => fate.kind === kind)
      .map(({ subjects, label, fate }) => ({
        subjects,
        label,
        ...(fate.kind === 'not-possible' && { because: fate.refusal }),
      }))
  const words = details.flatMap((detail) => (Array.isArray(detail.words) ? (detail.words as unknown[]) : []))
  return {
    silence: id,
    deadline,
    at,
    labels: labelsIn(items),
    held: withFate('held'),
    notPossible: withFate('not-possible'),
    broken: withFate('broken'),
    ...(words.length > 0 && { words }),
  }
}
