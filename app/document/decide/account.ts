import type * as Y from 'yjs'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import type { DecisionAccount, ProposedWords } from '#app/domain/record/details.ts'
import { namedPlace, type NamedPlace } from '#app/domain/text/move.ts'
import type { Layers } from '../model/layers.ts'
import { RELOCATIONS, type Entry } from '../model/schema.ts'
import { struckWords } from '../model/struck-words.ts'
import type { BaseEdit } from './base-edit.ts'
import { noteEffects, pendingBefore, type PendingBefore } from './pending-marks.ts'

type Texts = NonNullable<DecisionAccount['texts']>
/** Words of a proposal that came into no text. */
export type LeftOut = { proposal: ProposalId; words: string }

type About = {
  proposals?: readonly ProposalId[]
  /** Those of the proposals where none are given. */
  paragraphs?: readonly ParagraphId[]
  /** The proposals alone do not tell what becomes of the text. */
  tellsTexts?: boolean
}

/**
 * What the record keeps of every decision, whatever its kind: enough to read it without the document. Opened before
 * the first change, closed after the last one.
 */
export class Account {
  private readonly entries: ReadonlyMap<ProposalId, Entry>
  private readonly pending: PendingBefore
  private words: ProposedWords[] = []
  private labels: Record<ParagraphId, string> | null = null
  private tellsTexts = false
  private leftOut: readonly LeftOut[] = []

  constructor(private readonly edit: BaseEdit) {
    this.entries = edit.layers.entries
    this.pending = pendingBefore(edit.layers)
  }

  /** Says what is decided, while everything stands as it was. */
  about({ proposals = [], paragraphs, tellsTexts = false }: About): void {
    const { layers } = this.edit
    this.words = proposals.flatMap((id) => proposedIn(layers, id))
    const touched = paragraphs ?? proposals.flatMap((id) => layers.paragraphsOf(id))
    this.labels = touched.length > 0 ? labelsIn(layers, touched) : null
    this.tellsTexts = tellsTexts
  }

  /** Words of accepted proposals that do not come into the text. */
  leavesOut(words: readonly LeftOut[]): void {
    this.leftOut = words
  }

  /** Marks on the floor what became of proposals that were not decided, and answers all that there is to keep. */
  close(): DecisionAccount {
    const effects = noteEffects(this.edit, this.pending)
    const texts = [...this.changed(), ...this.gone()]
    const superseded = this.superseded()
    return {
      ...(this.words.length > 0 && { words: this.words }),
      ...(this.labels && { labels: this.labels }),
      ...(texts.length > 0 && { texts }),
      ...(effects.length > 0 && { carried: effects }),
      ...(superseded.length > 0 && { superseded }),
    }
  }

  /** The words before and after, of decisions that are not made of proposals alone. */
  private changed(): Texts {
    if (!this.tellsTexts) return []
    const { undoRecord, layers } = this.edit
    const gone = new Set(this.gone().map(({ paragraph }) => paragraph))
    return Object.entries(undoRecord.texts).flatMap(([paragraph, spans]) => {
      const after = layers.base.get(paragraph)?.get('text') as Y.Text | undefined
      if (after === undefined || gone.has(paragraph)) return []
      return [{ paragraph, before: wordsIn(spans), after: after.toString() }]
    })
  }

  /** Of paragraphs that leave the text, their words. Those of a paragraph that was joined to another one stand there. */
  private gone(): Texts {
    const { undoRecord, layers } = this.edit
    const relocations = layers.doc.getMap(RELOCATIONS)
    return Object.keys(undoRecord.attributes).flatMap((paragraph) => {
      const base = layers.base.get(paragraph)
      if (base?.get('status') !== 'withdrawn' || relocations.has(`@${paragraph}`)) return []
      const before = (base.get('text') as Y.Text).toString()
      return before === '' ? [] : [{ paragraph, before, after: '' }]
    })
  }

  /**
   * Words of proposals that nobody decided and whose target the decision took away, and those that an accepted one
   * did not bring into the text: they stand nowhere else.
   */
  private superseded(): ProposedWords[] {
    const { undoRecord, layers } = this.edit
    const decided = layers.doc.getMap('decided')
    const fallen = undoRecord.decided.flatMap((id): LeftOut[] => {
      const entry = this.entries.get(id)
      const isFallen = entry && 'text' in entry && decided.get(id) === 'superseded'
      return isFallen ? [{ proposal: id, words: entry.text.toString() }] : []
    })
    return [...fallen, ...this.leftOut].flatMap(({ proposal, words }) => {
      const entry = this.entries.get(proposal)
      return entry && words !== '' ? [proposedWords(entry, words)] : []
    })
  }
}

const wordsIn = (spans: readonly (readonly [client: number, clock: number, string: string])[]): string =>
  spans.map(([, , string]) => string).join('')

/** Who proposed what: the record must tell it when the document no longer shows it. */
function proposedIn(layers: Layers, id: ProposalId): ProposedWords[] {
  const entry = layers.entries.get(id)
  if (!entry) return []
  const inserted = entry.kind === 'insertion' || entry.kind === 'paragraph' ? entry.text.toString() : ''
  const struck = entry.kind === 'deletion' ? struckText(layers, id) : ''
  const words = proposedWords(entry, inserted, struck)
  if (entry.kind !== 'move') return [words]
  return [{ ...words, to: placeNamed(layers, entry.paragraph, layers.placeOf(entry).after) }]
}

const proposedWords = ({ kind, attribution }: Entry, inserted: string, struck = ''): ProposedWords => {
  const { id, delegation, user, at } = attribution
  return { id, kind, delegation, user, at, inserted, struck }
}

const struckText = (layers: Layers, id: ProposalId): string =>
  layers
    .paragraphsOf(id)
    .map((paragraph) => struckWords(layers, paragraph, id))
    .join('')

function labelsIn(layers: Layers, paragraphs: readonly ParagraphId[]): Record<ParagraphId, string> {
  const labels = labelsOf(layers.rolling().paragraphs)
  return Object.fromEntries(paragraphs.flatMap((id) => (labels[id] ? [[id, labels[id]]] : [])))
}

/** Where a paragraph is to stand, as it is called now. */
export function placeNamed(layers: Layers, paragraph: ParagraphId, after: ParagraphId | null): NamedPlace {
  const text = layers.rolling()
  return namedPlace(text, labelsOf(text.paragraphs), paragraph, after)
}
