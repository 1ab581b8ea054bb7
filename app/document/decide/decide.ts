import { beyondInParagraph, bracketsIn, limits, type LimitName } from '#app/domain/basics/limits.ts'
import type * as Y from 'yjs'
import { accept as accepted, refuse, type Result } from '#app/domain/basics/result.ts'
import { CHAIR, type DelegationCode } from '#app/domain/basics/actor.ts'
import { consolidate } from '#app/domain/consolidation/consolidation.ts'
import type { Decision, DecisionRefusal } from '#app/domain/decisions/decision.ts'
import { provenanceOf } from '#app/domain/consolidation/provenance.ts'
import { familyOf, namedPlace, type NamedPlace } from '#app/domain/text/move.ts'
import { freezeNumbers, labelsOf } from '#app/domain/numbering/numbering.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import { acceptAlternative } from './accept-alternative.ts'
import { mergeAlternatives, pickAlternative } from './alternatives.ts'
import { bracketProposals } from './bracket-proposals.ts'
import { consolidateParagraph } from './consolidate.ts'
import { noteEffects, pendingBefore } from './pending-marks.ts'
import { bracketPassage, markLiteral, unbracket } from './brackets.ts'
import { moveParagraph } from './moves.ts'
import { addParagraph, fill, joinParagraph, setKind, splitAt } from './paragraphs.ts'
import { acceptProposals, declineProposals, pendingOn, withdrawParagraph } from './proposals.ts'
import { setStatus } from './status.ts'
import type { Layers } from '../model/layers.ts'
import type { Entry } from '../model/schema.ts'
import { putBridging, type Decider } from './put-bridging.ts'
import { struckWords } from '../model/struck-words.ts'
import { BaseEdit, type UndoRecord } from './base-edit.ts'
import { isBuiltUpon, takeBack } from './undo.ts'

type Done = Result<null, DecisionRefusal>

/** What the record keeps of a decision: enough to read it without the document. */
export type DecisionDetail = Readonly<Record<string, unknown>>

/**
 * Carries a decision out on the document, inside the caller's transaction. Whether the actor may decide is
 * settled before. A refusal may leave the document half changed: the room then drops it and reads its log.
 */
export function decide(
  layers: Layers,
  transaction: Y.Transaction,
  decision: Decision,
  newId: () => string,
  nameOf: (delegation: DelegationCode) => string = (code) => code,
  by: Decider = { user: '', now: 0 },
): Result<DecisionDetail, DecisionRefusal> {
  const edit = new BaseEdit(layers, transaction, newId, nameOf)
  const words = wordsOf(layers, decision)
  const before = pendingBefore(layers)
  const { entries } = layers
  const foreseen = foreseenIn(layers, decision, nameOf)
  const labels = labelsIn(layers, decision)
  const result = apply(edit, decision, by)
  if (!result.ok) return result
  const refusal = decision.kind === 'undo' ? null : beyondIn(edit)
  if (refusal) return refuse(refusal)
  settleEmptyStrikes(edit)
  const carried = decision.kind === 'undo' ? [] : noteEffects(edit, before)
  keepScar(layers, decision, edit.undoRecord)
  return accepted({
    ...summary(decision),
    ...(words.length > 0 && { words }),
    ...(labels && { labels }),
    ...foreseen,
    ...textsIn(edit, decision),
    ...(carried.length > 0 && { carried }),
    ...supersededIn(edit, decision, entries),
  })
}

/** Which limit a paragraph passes that the decision made longer, or put more brackets into. */
function beyondIn({ undoRecord: scar, layers }: BaseEdit): DecisionRefusal | null {
  // What a paragraph is parted into is less than it was.
  const made = scar.made.flatMap(({ id, from }) => (from === 'split' ? [] : [id]))
  for (const id of new Set([...Object.keys(scar.texts), ...made])) {
    const text = (layers.base.get(id)?.get('text') as Y.Text | undefined)?.toString() ?? ''
    const limit = beyondInParagraph(text)
    if (!limit) continue
    const before = (scar.texts[id] ?? []).map(([, , string]) => string).join('')
    const isLess = text.length <= before.length && bracketsIn(text).signs <= bracketsIn(before).signs
    if (!isLess) return limitRefusal(limit)
  }
  return null
}

const limitRefusal = (limit: LimitName): DecisionRefusal =>
  limit === 'charactersInParagraph'
    ? { kind: 'text-too-long', limit: limits[limit] }
    : { kind: 'too-many-brackets', limit: limits[limit], deep: limit === 'bracketDepth' }

/**
 * Words of proposals that nobody decided and that a decision took the ground from, and those that an accepted one
 * did not bring into the text: they stand nowhere else.
 */
function supersededIn(
  { undoRecord: scar, layers, leftOut }: BaseEdit,
  decision: Decision,
  entries: ReadonlyMap<ProposalId, Entry>,
): DecisionDetail {
  if (decision.kind === 'undo') return {}
  const decided = layers.doc.getMap('decided')
  const fallen = scar.decided.flatMap((id) => {
    const entry = entries.get(id)
    const isFallen = entry && 'text' in entry && decided.get(id) === 'superseded'
    return isFallen ? [{ proposal: id, words: entry.text.toString() }] : []
  })
  const superseded = [...fallen, ...leftOut].flatMap(({ proposal: id, words: inserted }) => {
    const entry = entries.get(id)
    return entry && inserted !== '' ? [proposed(entry, inserted)] : []
  })
  return superseded.length > 0 ? { superseded } : {}
}

/** What only the text before tells: where every word of a consolidated text comes from, what a place was called. */
function foreseenIn(
  layers: Layers,
  decision: Decision,
  nameOf: (delegation: DelegationCode) => string,
): DecisionDetail {
  if (decision.kind === 'move-paragraph')
    return { to: placeNamed(layers, decision.paragraph, decision.after) }
  if (decision.kind !== 'consolidate') return {}
  const paragraph = layers.paragraph(decision.paragraph)?.paragraph
  if (!paragraph) return {}
  const preview = consolidate(paragraph, decision.choices, nameOf)
  return preview.ok ? { provenance: provenanceOf(paragraph, preview.value, decision.choices) } : {}
}

/** Of these the proposals alone do not tell what becomes of the text. */
const TELLING_TEXTS: readonly Decision['kind'][] = [
  'consolidate',
  'put-bridging',
  'pick-alternative',
  'accept-alternative',
  'merge-alternatives',
  'bracket-passage',
  'unbracket',
]

/** The words before and after, of decisions that are not made of proposals alone; of a paragraph that goes, its words. */
function textsIn({ undoRecord: scar, layers }: BaseEdit, { kind }: Decision): DecisionDetail {
  const touched = TELLING_TEXTS.includes(kind) ? Object.entries(scar.texts) : []
  const changed = touched.flatMap(([id, words]) => {
    const after = layers.base.get(id)?.get('text') as Y.Text | undefined
    const before = words.map(([, , string]) => string).join('')
    return after === undefined ? [] : [{ paragraph: id, before, after: after.toString() }]
  })
  const carried = layers.doc.getMap('carried')
  const gone = Object.keys(scar.attributes).flatMap((id) => {
    const base = layers.base.get(id)
    // The words of a paragraph that was joined to another one stand there.
    if (base?.get('status') !== 'withdrawn' || carried.has(`@${id}`)) return []
    const before = (base.get('text') as Y.Text).toString()
    return before === '' ? [] : [{ paragraph: id, before, after: '' }]
  })
  const texts = [
    ...changed.filter(({ paragraph }) => gone.every((each) => each.paragraph !== paragraph)),
    ...gone,
  ]
  return texts.length > 0 ? { texts } : {}
}

type Handlers = {
  [K in Decision['kind']]: (edit: BaseEdit, decision: Extract<Decision, { kind: K }>, by: Decider) => Done
}

/** How each decision is carried out; a new kind does not compile until it is here. */
const handlers: Handlers = {
  accept: (edit, { proposals }) => acceptProposals(edit, proposals),
  decline: (edit, { proposals }) => declineProposals(edit, proposals),
  'bracket-proposal': (edit, { proposals, attributed }) => bracketProposals(edit, proposals, attributed),
  'apply-chair-words': (edit) => acceptProposals(edit, chairWords(edit.layers)),
  'bracket-passage': (edit, { paragraph, from, to, attribution, until }) =>
    bracketPassage(edit, paragraph, [from, to], attribution, until),
  'pick-alternative': (edit, { open, choice }) => pickAlternative(edit, open, choice),
  'accept-alternative': acceptAlternative,
  'merge-alternatives': (edit, { open }) => mergeAlternatives(edit, open),
  consolidate: consolidateParagraph,
  'put-bridging': putBridging,
  unbracket: (edit, { open }) => unbracket(edit, open),
  'mark-literal': (edit, { open, literal }) => markLiteral(edit, open, literal),
  fill: (edit, { paragraphs }) => fill(edit, paragraphs),
  'add-paragraph': (edit, { after, paragraph }) => addParagraph(edit, after, paragraph),
  'remove-paragraph': (edit, { paragraph }) => withdrawParagraph(edit, paragraph),
  'move-paragraph': (edit, { paragraph, after }) => moveParagraph(edit, paragraph, after),
  'split-paragraph': (edit, { paragraph, after }) => splitAt(edit, paragraph, after),
  'join-paragraph': (edit, { paragraph }) => joinParagraph(edit, paragraph),
  'set-kind': (edit, { paragraph, paragraphKind, level }) => setKind(edit, paragraph, paragraphKind, level),
  'set-status': setStatus,
  'issue-revision': (edit, { renumber }) => freeze(edit, renumber),
  transmit: () => accepted(null),
  'pass-on': () => accepted(null),
  undo,
}

const apply = <K extends Decision['kind']>(
  edit: BaseEdit,
  decision: Extract<Decision, { kind: K }>,
  by: Decider,
): Done => handlers[decision.kind as K](edit, decision, by)

const chairWords = (layers: Layers): ProposalId[] =>
  [...layers.entries.values()]
    .filter((entry) => entry.attribution.delegation === CHAIR && entry.kind !== 'support')
    .map((entry) => entry.attribution.id)

/** Numbers become part of the base text with a revision, and are never silently changed after. */
function freeze(edit: BaseEdit, renumber: boolean): Done {
  const paragraphs = edit.layers.rolling().paragraphs.filter(({ proposed }) => !proposed)
  const numbers = freezeNumbers(paragraphs, { renumber })
  for (const { id, number } of paragraphs)
    if ((numbers[id] ?? null) !== number) edit.set(id, 'number', numbers[id] ?? null)
  return accepted(null)
}

function undo(edit: BaseEdit): Done {
  const scar = edit.layers.doc.getMap('meta').get('scar') as UndoRecord | null | undefined
  if (!scar || isBuiltUpon(edit, scar)) return refuse({ kind: 'nothing-to-undo' })
  takeBack(edit, scar)
  return accepted(null)
}

/** One step back, not further: an undo, a revision and a transmission leave nothing to undo. */
function keepScar(layers: Layers, decision: Decision, scar: UndoRecord) {
  const isFinal = ['undo', 'issue-revision', 'transmit', 'pass-on'].includes(decision.kind)
  layers.doc.getMap('meta').set('scar', isFinal ? null : scar)
}

/** A strike whose words a decision has taken out has nothing left to strike. */
function settleEmptyStrikes(edit: BaseEdit) {
  edit.refresh()
  const { layers } = edit
  const struck = new Set(
    layers.order().flatMap((id) => {
      const pending = layers.pending.byParagraph.get(id)
      return pending?.struck.length ? pendingOn(edit, id) : []
    }),
  )
  for (const [id, entry] of layers.entries)
    if (entry.kind === 'deletion' && !struck.has(id)) edit.decide(id, 'superseded')
  edit.refresh()
}

const proposalsOf = (layers: Layers, decision: Decision): readonly ProposalId[] => {
  if ('proposals' in decision) return decision.proposals
  if (decision.kind === 'consolidate') return decision.choices.flatMap(({ proposals }) => proposals)
  if (decision.kind === 'apply-chair-words') return chairWords(layers)
  if (decision.kind === 'set-status' && decision.declineRemaining) {
    const pending = layers.pending.byParagraph.get(decision.paragraph)
    const struck = pending?.struck.map((range) => range.entry.attribution.id) ?? []
    const inserted = pending?.insertions.map((standing) => standing.entry.attribution.id) ?? []
    return [...new Set([...struck, ...inserted])]
  }
  return []
}

/** Who proposed what: the record must tell it when the document no longer shows it. */
function wordsOf(layers: Layers, decision: Decision) {
  return proposalsOf(layers, decision).flatMap((id) => {
    const entry = layers.entries.get(id)
    if (!entry) return []
    const inserted = entry.kind === 'insertion' || entry.kind === 'paragraph' ? entry.text.toString() : ''
    const struck = entry.kind === 'deletion' ? struckText(layers, id) : ''
    const to = entry.kind === 'move' && placeNamed(layers, entry.paragraph, layers.placeOf(entry).after)
    return [{ ...proposed(entry, inserted, struck), ...(to && { to }) }]
  })
}

/** What the record keeps of a proposal: whose it is, and its words. */
function proposed({ kind, attribution }: Entry, inserted: string, struck = '') {
  const { id, delegation, user, at } = attribution
  return { id, kind, delegation, user, at, inserted, struck }
}

/** Where a paragraph was to stand, as it was called then. */
function placeNamed(layers: Layers, paragraph: ParagraphId, after: ParagraphId | null): NamedPlace {
  const text = layers.rolling()
  return namedPlace(text, labelsOf(text.paragraphs), paragraph, after)
}

const struckText = (layers: Layers, id: ProposalId): string =>
  layers
    .paragraphsOf(id)
    .map((paragraph) => struckWords(layers, paragraph, id))
    .join('')

function labelsIn(layers: Layers, decision: Decision): Record<string, string> | null {
  const touched =
    'paragraph' in decision && typeof decision.paragraph === 'string'
      ? [decision.paragraph]
      : proposalsOf(layers, decision).flatMap((id) => layers.paragraphsOf(id))
  if (touched.length === 0) return null
  const { paragraphs } = layers.rolling()
  const labels = labelsOf(paragraphs)
  const all = decision.kind === 'move-paragraph' ? familyOf(paragraphs, decision.paragraph) : touched
  return Object.fromEntries(all.flatMap((id) => (labels[id] ? [[id, labels[id]]] : [])))
}

/** The decision itself, without the texts of a whole import. */
function summary(decision: Decision): Record<string, unknown> {
  if (decision.kind !== 'fill') return { ...decision }
  return { kind: decision.kind, paragraphs: decision.paragraphs.length }
}
