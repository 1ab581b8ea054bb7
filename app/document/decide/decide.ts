import { beyondInParagraph, bracketsIn, limits, type LimitName } from '#app/domain/basics/limits.ts'
import type * as Y from 'yjs'
import { accept as accepted, refuse, type Result } from '#app/domain/basics/result.ts'
import { CHAIR, type DelegationCode } from '#app/domain/basics/actor.ts'
import type { Decision, DecisionRefusal } from '#app/domain/decisions/decision.ts'
import { freezeNumbers } from '#app/domain/numbering/numbering.ts'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import type { RecordedDetail } from '#app/domain/record/kinds.ts'
import type { Layers } from '../model/layers.ts'
import { UNDO_RECORD } from '../model/schema.ts'
import { acceptAlternative } from './brackets/accept-alternative.ts'
import { Account } from './account.ts'
import { mergeAlternatives, pickAlternative } from './brackets/alternatives.ts'
import { BaseEdit, type UndoRecord } from './base-edit.ts'
import { bracketPassage, markLiteral, unbracket } from './brackets/brackets.ts'
import { bracketProposals } from './brackets/bracket-proposals.ts'
import { consolidateParagraph } from './consolidate.ts'
import {
  keptAs,
  type Context,
  type Decider,
  type DecisionOf,
  type Given,
  type Handler,
  type RecordedAs,
} from './handler.ts'
import { moveParagraph } from './moves.ts'
import { addParagraph, fill, joinParagraph, setKind, splitAt } from './paragraphs.ts'
import { acceptProposals, declineProposals, pendingOn, withdrawParagraph } from './proposals.ts'
import { putBridging } from './put-bridging.ts'
import { restoreParagraph } from './restore-paragraph.ts'
import { setStatus } from './status.ts'
import { undo } from './undo.ts'

/** What the record keeps of a decision. */
export type DecisionDetail = RecordedDetail[Decision['kind']]

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
  given: Given = {},
): Result<DecisionDetail, DecisionRefusal> {
  const edit = new BaseEdit(layers, transaction, newId, nameOf)
  const account = new Account(edit)
  const done = apply(edit, decision, { by, given, account })
  if (!done.ok) return done
  const isUndo = decision.kind === 'undo'
  const refusal = isUndo ? null : beyondIn(edit)
  if (refusal) return refuse(refusal)
  settleEmptyStrikes(edit)
  const kept = isUndo ? {} : account.close()
  keepUndoRecord(layers, decision, edit.undoRecord)
  return accepted({ ...done.value, ...kept } as DecisionDetail)
}

/** How each decision is carried out; a new kind does not compile until it is here. */
const handlers: { [K in Decision['kind']]: Handler<K> } = {
  accept: (edit, decision, context) => acceptAll(edit, decision, decision.proposals, context),
  'apply-chair-words': (edit, decision, context) =>
    acceptAll(edit, decision, chairWords(edit.layers), context),
  decline: (edit, decision, { account }) => {
    account.about(decision)
    return keptAs(declineProposals(edit, decision.proposals), decision)
  },
  'bracket-proposal': (edit, decision, { account }) => {
    account.about(decision)
    return keptAs(bracketProposals(edit, decision.proposals, decision.attributed), decision)
  },
  'bracket-passage': bracketPassage,
  'pick-alternative': pickAlternative,
  'accept-alternative': acceptAlternative,
  'merge-alternatives': mergeAlternatives,
  consolidate: consolidateParagraph,
  'put-bridging': putBridging,
  unbracket,
  'mark-literal': markLiteral,
  fill,
  'add-paragraph': addParagraph,
  'remove-paragraph': (edit, decision, { account }) => {
    account.about({ paragraphs: [decision.paragraph] })
    return keptAs(withdrawParagraph(edit, decision.paragraph), decision)
  },
  'move-paragraph': moveParagraph,
  'split-paragraph': splitAt,
  'join-paragraph': (edit, decision, { account }) => {
    account.about({ paragraphs: [decision.paragraph] })
    return keptAs(joinParagraph(edit, decision.paragraph), decision)
  },
  'set-kind': setKind,
  'set-status': setStatus,
  'restore-paragraph': restoreParagraph,
  'issue-revision': freeze,
  transmit: (_, decision) => accepted(decision),
  'pass-on': (_, decision) => accepted(decision),
  undo,
}

const apply = <K extends Decision['kind']>(
  edit: BaseEdit,
  decision: DecisionOf<K>,
  context: Context,
): Result<RecordedAs<K>, DecisionRefusal> => handlers[decision.kind as K](edit, decision, context)

function acceptAll<D extends Decision>(
  edit: BaseEdit,
  decision: D,
  proposals: readonly ProposalId[],
  { account }: Context,
): Result<D, DecisionRefusal> {
  account.about({ proposals })
  return keptAs(acceptProposals(edit, proposals), decision)
}

const chairWords = (layers: Layers): ProposalId[] =>
  [...layers.entries.values()]
    .filter((entry) => entry.attribution.delegation === CHAIR && entry.kind !== 'support')
    .map((entry) => entry.attribution.id)

/** Numbers become part of the base text with a revision, and are never silently changed after. */
function freeze(
  edit: BaseEdit,
  decision: DecisionOf<'issue-revision'>,
): Result<RecordedAs<'issue-revision'>, never> {
  const paragraphs = edit.layers.rolling().paragraphs.filter(({ proposed }) => !proposed)
  const numbers = freezeNumbers(paragraphs, { renumber: decision.renumber })
  for (const { id, number } of paragraphs)
    if ((numbers[id] ?? null) !== number) edit.set(id, 'number', numbers[id] ?? null)
  return accepted(decision)
}

/** One step back, not further: an undo, a revision and a transmission leave nothing to undo. */
function keepUndoRecord(layers: Layers, decision: Decision, undoRecord: UndoRecord) {
  const isFinal = ['undo', 'issue-revision', 'transmit', 'pass-on'].includes(decision.kind)
  layers.doc.getMap('meta').set(UNDO_RECORD, isFinal ? null : undoRecord)
}

/** Which limit a paragraph passes that the decision made longer, or put more brackets into. */
function beyondIn({ undoRecord, layers }: BaseEdit): DecisionRefusal | null {
  // A split makes both parts shorter than the paragraph was, so they pass no limit.
  const made = undoRecord.made.flatMap(({ id, from }) => (from === 'split' ? [] : [id]))
  for (const id of new Set([...Object.keys(undoRecord.texts), ...made])) {
    const text = (layers.base.get(id)?.get('text') as Y.Text | undefined)?.toString() ?? ''
    const limit = beyondInParagraph(text)
    if (!limit) continue
    const before = (undoRecord.texts[id] ?? []).map(([, , string]) => string).join('')
    const isLess = text.length <= before.length && bracketsIn(text).signs <= bracketsIn(before).signs
    if (!isLess) return limitRefusal(limit)
  }
  return null
}

const limitRefusal = (limit: LimitName): DecisionRefusal =>
  limit === 'charactersInParagraph'
    ? { kind: 'text-too-long', limit: limits[limit] }
    : { kind: 'too-many-brackets', limit: limits[limit], deep: limit === 'bracketDepth' }

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
