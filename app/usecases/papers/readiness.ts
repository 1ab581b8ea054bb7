import type { Actor } from '#app/domain/basics/actor.ts'
import type { DraftHeader, DraftId, Organ, Revision } from '#app/domain/basics/draft.ts'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import { hasText, whatIsMissing, type MissingPoint } from '#app/domain/papers/readiness.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { accept, type Result } from '#app/domain/basics/result.ts'
import { isAsIssued } from '#app/domain/papers/revision.ts'
import { nextSymbol } from '#app/domain/numbering/symbol.ts'
import { findDraft } from '../permit.ts'
import type { Ports } from '../ports.ts'
import { lastRevision } from '../draft/read-text.ts'

/** What keeps the draft as a whole from being transmitted. */
export type Obstacle =
  | { kind: 'draft-empty' }
  | { kind: 'draft-transmitted' }
  | { kind: 'not-issued' }
  | { kind: 'changed-since-revision'; revision: number }
  | { kind: 'no-next-organ'; organ: string }

export type Readiness = {
  header: DraftHeader
  /** In reading order. */
  points: MissingPoint[]
  obstacles: Obstacle[]
  isReady: boolean
  /** The revision that would be handed over. */
  revision: Pick<Revision, 'number' | 'symbol' | 'date'> | null
  /** The organ that would receive it. */
  to: Organ | null
  /** The next free symbol in that organ's series; null without an organ. */
  nextSymbol: string | null
}

type Asked = Pick<Ports, 'drafts' | 'organs' | 'revisions' | 'rooms' | 'transmissions'>

/** Everything that stands between a draft and its transmission, each point with its place. */
export async function readReadiness(
  ports: Asked,
  actor: Actor,
  draft: DraftId,
): Promise<Result<Readiness, PageRefusal>> {
  const found = await findDraft(ports, actor, draft, 'see-draft')
  return found.ok ? accept(await readinessOf(ports, found.value)) : found
}

/** {@link readReadiness} of a draft at hand. */
export async function readinessOf(ports: Asked, header: DraftHeader): Promise<Readiness> {
  const [text, revision, organ] = await Promise.all([
    ports.rooms.read(header.id),
    lastRevision(ports, header.id),
    ports.organs.byCode(header.organ),
  ])
  const to = organ?.next ? await ports.organs.byCode(organ.next) : null
  const points = whatIsMissing(text, labelsOf(text.paragraphs))
  const obstacles: Obstacle[] = []
  if (header.phase === 'transmitted') obstacles.push({ kind: 'draft-transmitted' })
  if (!hasText(text)) obstacles.push({ kind: 'draft-empty' })
  if (!revision) obstacles.push({ kind: 'not-issued' })
  else if (!isAsIssued(revision, text))
    obstacles.push({ kind: 'changed-since-revision', revision: revision.number })
  if (!to) obstacles.push({ kind: 'no-next-organ', organ: header.organ })
  return {
    header,
    points,
    obstacles,
    isReady: points.length === 0 && obstacles.length === 0,
    revision: revision && { number: revision.number, symbol: revision.symbol, date: revision.date },
    to,
    nextSymbol: to && nextSymbol(to.symbolStem, Number(header.date.slice(0, 4)), await takenSymbols(ports)),
  }
}

/** Symbols in use: of drafts, and of texts that were handed over. */
export async function takenSymbols(ports: Pick<Ports, 'drafts' | 'transmissions'>): Promise<string[]> {
  const headers = await ports.drafts.all()
  const handed = await Promise.all(headers.map(({ id }) => ports.transmissions.of(id)))
  return [...headers.map(({ symbol }) => symbol), ...handed.flat().map(({ symbol }) => symbol)]
}
