import type { Given } from '#app/document/decide/handler.ts'
import type { Actor } from '#app/domain/basics/actor.ts'
import type { Decision, DecisionRefusal } from '#app/domain/decisions/decision.ts'
import { freezeRevision, freezeTransmission, keptRevision } from '#app/domain/record/evidence/frozen.ts'
import type { FrozenPaper } from '#app/domain/record/details.ts'
import type { DraftHeader, DraftId } from '#app/domain/basics/draft.ts'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import { whatIsMissing } from '#app/domain/papers/readiness.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import { isAsIssued, revisionFrom } from '#app/domain/papers/revision.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import { isSameSymbol } from '#app/domain/numbering/symbol.ts'
import { transmissionFrom } from '#app/domain/papers/transmission.ts'
import type { Batch, Clock, OrganStore, RevisionStore, TransmissionStore } from '#app/usecases/ports.ts'
import { sha256 } from '#server/crypto/digest.ts'

type Deps = {
  organs: OrganStore
  revisions: RevisionStore
  transmissions: TransmissionStore
  clock: Clock
  id(): string
}
type Completed = Result<Pick<Batch, 'revision' | 'transmission' | 'phase'>, DecisionRefusal>

/** The revision that a decision names, as it was issued. */
export const givenBy =
  ({ revisions }: Pick<Deps, 'revisions'>) =>
  async ({ id }: DraftHeader, decision: Decision): Promise<Given> =>
    'revision' in decision
      ? { revision: (await revisions.byNumber(id, decision.revision))?.text ?? null }
      : {}

/** What is frozen of a draft, as the record covers it. */
export const papersOf =
  ({ revisions, transmissions }: Pick<Deps, 'revisions' | 'transmissions'>) =>
  async (draft: DraftId): Promise<FrozenPaper[]> => [
    ...(await revisions.of(draft)).map((each) => freezeRevision(keptRevision(each), sha256)),
    ...(await transmissions.of(draft)).map((each) => freezeTransmission(each, sha256)),
  ]

/**
 * What a decision makes beyond the text, so that it is stored in the same step: the revision that it freezes,
 * the transmission that ends the negotiation, the steps after it. Looks at the text as it stands after the
 * decision.
 */
export const completion =
  (deps: Deps) =>
  async (header: DraftHeader, decision: Decision, by: Actor, text: RollingText): Promise<Completed> => {
    if (decision.kind === 'issue-revision') return revisionOf(deps, header, decision, by, text)
    if (decision.kind === 'transmit') return transmissionOf(deps, header, decision, by, text)
    if (decision.kind === 'pass-on') return onwardOf(deps, header, decision, by)
    return accept({})
  }

async function revisionOf(
  deps: Deps,
  header: DraftHeader,
  { symbol, date }: Extract<Decision, { kind: 'issue-revision' }>,
  by: Actor,
  text: RollingText,
): Promise<Completed> {
  if (text.paragraphs.length === 0) return refuse({ kind: 'draft-empty' })
  const issued = await deps.revisions.of(header.id)
  if (issued.some((revision) => isSameSymbol(revision.symbol, symbol)))
    return refuse({ kind: 'symbol-taken', symbol })
  const number = (issued.at(-1)?.number ?? -1) + 1
  const at = deps.clock.now()
  return accept({ revision: revisionFrom({ header, number, symbol, date, at, by: by.user, text }) })
}

async function transmissionOf(
  deps: Deps,
  header: DraftHeader,
  decision: Extract<Decision, { kind: 'transmit' }>,
  by: Actor,
  text: RollingText,
): Promise<Completed> {
  const { revision: number, to: code, symbol, date } = decision
  const [missing] = whatIsMissing(text, labelsOf(text.paragraphs))
  if (missing) return refuse({ kind: 'paragraph-not-agreed', paragraph: missing.paragraph })
  const revision = await deps.revisions.byNumber(header.id, number)
  if (!revision) return refuse({ kind: 'no-such-revision', revision: number })
  if (!isAsIssued(revision, text)) return refuse({ kind: 'changed-since-revision', revision: number })
  const [from, to] = [await deps.organs.byCode(header.organ), await deps.organs.byCode(code)]
  if (!from || !to || from.next !== to.code) return refuse({ kind: 'not-next-organ', to: code })
  const at = deps.clock.now()
  const step = {
    id: deps.id(),
    header,
    revision: number,
    from,
    to,
    symbol,
    date,
    at,
    by: by.user,
    previous: null,
  }
  return accept({ transmission: transmissionFrom(step), phase: 'transmitted' })
}

/** The step after one that is known here and that nothing has followed yet. */
async function onwardOf(
  deps: Deps,
  header: DraftHeader,
  { transmission, to: code, symbol, date }: Extract<Decision, { kind: 'pass-on' }>,
  by: Actor,
): Promise<Completed> {
  const steps = await deps.transmissions.of(header.id)
  const previous = steps.find(({ id }) => id === transmission)
  const hasGoneOn = steps.some((step) => step.previous === transmission)
  if (!previous || hasGoneOn) return refuse({ kind: 'not-next-organ', to: code })
  const [from, to] = [await deps.organs.byCode(previous.to), await deps.organs.byCode(code)]
  if (!from || !to || from.next !== to.code) return refuse({ kind: 'not-next-organ', to: code })
  const { revision } = previous
  const at = deps.clock.now()
  const step = { id: deps.id(), header, revision, from, to, symbol, date, at, by: by.user, previous }
  return accept({ transmission: transmissionFrom(step) })
}
