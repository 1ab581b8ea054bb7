import type * as Y from 'yjs'
import type { DelegationCode } from '#app/domain/basics/actor.ts'
import type { ParagraphId, ParagraphKind, ParagraphStatus } from '#app/domain/basics/paragraph.ts'
import type { Attribution, Move, ProposalId, RollingParagraph } from '#app/domain/basics/rolling.ts'
import type { EntryIndex } from './entry-index.ts'
import { renderPieces, type Piece } from './render.ts'
import type { MoveEntry, ParagraphEntry } from './schema.ts'

export type BaseParagraph = Y.Map<unknown>

export type Rendered = { paragraph: RollingParagraph; pieces: readonly Piece[] }

/**
 * One paragraph with everything that is pending on it; null when neither the base nor a proposal has it and nobody's
 * words are left in it. `placeOf` tells where a move puts its paragraph now.
 */
export function renderParagraph(
  index: EntryIndex,
  base: BaseParagraph | undefined,
  id: ParagraphId,
  placeOf: (move: MoveEntry) => Pick<Move, 'after' | 'lost'>,
): Rendered | null {
  const entry = index.entries.get(id)
  const proposal = !base && entry?.kind === 'paragraph' ? entry : null
  if (!base && !proposal && !index.orphaned.has(id)) return null
  const all = renderPieces(index, id, proposal ? [proposal.attribution] : [])
  const pieces = proposal?.withdrawn ? all.filter((piece) => piece.insertions.length > 1) : all
  const paragraph: RollingParagraph = {
    id,
    ...(base ? fieldsOfBase(base) : fieldsOfProposal(proposal)),
    proposed: base ? null : proposerOf(proposal, pieces),
    removals: attributionsOf(index, id, 'removal'),
    merges: attributionsOf(index, id, 'merge'),
    ...movesOf(index, id, placeOf),
    runs: pieces.map(({ text, first, insertions, strikes }) => ({ text, first, insertions, strikes })),
    supports: supportsIn(index, id, pieces),
  }
  return { paragraph, pieces }
}

type Fields = Pick<RollingParagraph, 'kind' | 'level' | 'status' | 'statusDate' | 'number'>

const fieldsOfBase = (base: BaseParagraph): Fields => ({
  kind: base.get('kind') as ParagraphKind,
  level: base.get('level') as number,
  status: base.get('status') as ParagraphStatus,
  statusDate: base.get('statusDate') as string | null,
  number: base.get('number') as string | null,
})

const fieldsOfProposal = (proposal: ParagraphEntry | null): Fields => ({
  kind: proposal?.paragraphKind ?? 'text',
  level: proposal?.level ?? 0,
  status: 'open',
  statusDate: null,
  number: null,
})

/** Whose a paragraph is that is not in the base text: its proposer's, or theirs whose words are left in it. */
const proposerOf = (proposal: ParagraphEntry | null, pieces: readonly Piece[]) =>
  proposal && !proposal.withdrawn ? proposal.attribution : (pieces[0]?.insertions.at(-1) ?? null)

function attributionsOf(index: EntryIndex, id: ParagraphId, kind: 'removal' | 'merge'): Attribution[] {
  const others = index.byParagraph.get(id)?.others ?? []
  const found = others.filter((entry) => entry.kind === kind).map((entry) => entry.attribution)
  return found.sort(byId)
}

function movesOf(
  index: EntryIndex,
  id: ParagraphId,
  placeOf: (move: MoveEntry) => Pick<Move, 'after' | 'lost'>,
): Pick<RollingParagraph, 'moves'> {
  const others = index.byParagraph.get(id)?.others ?? []
  const found = others.flatMap((entry): Move[] =>
    entry.kind === 'move' ? [{ ...entry.attribution, ...placeOf(entry) }] : [],
  )
  return found.length > 0 ? { moves: found.sort(byId) } : {}
}

const byId = (a: Attribution, b: Attribution): number => (a.id < b.id ? -1 : 1)

function supportsIn(
  index: EntryIndex,
  id: ParagraphId,
  pieces: readonly Piece[],
): Record<ProposalId, readonly DelegationCode[]> {
  if (index.supports.size === 0) return {}
  const ids = new Set<ProposalId>([id])
  for (const piece of pieces) for (const { id } of [...piece.insertions, ...piece.strikes]) ids.add(id)
  for (const entry of index.byParagraph.get(id)?.others ?? []) ids.add(entry.attribution.id)
  const found: Record<ProposalId, readonly DelegationCode[]> = {}
  for (const proposal of ids) {
    const supporters = index.supports.get(proposal)
    if (supporters) found[proposal] = supporters
  }
  return found
}
