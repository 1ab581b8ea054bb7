import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { CircleAlert, CircleCheck } from 'lucide-react'
import { CHAIR, type DelegationCode } from '#app/domain/basics/actor.ts'
import type { MissingPoint } from '#app/domain/papers/readiness.ts'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { readForm } from '#app/http/form.ts'
import { proofNeeded, requireUser } from '#app/http/guards.ts'
import { LinkButton } from '#app/ui/kit/button.tsx'
import { DraftPage } from '#app/ui/shell/draft-page.tsx'
import { HandingForm } from '#app/ui/shared/handing-form.tsx'
import type { Messages } from '#app/messages/en.ts'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { ProofDialog, submissionIn } from '#app/ui/shared/proof.tsx'
import { titled } from '#app/ui/shell/title.tsx'
import { permit } from '#app/usecases/permit.ts'
import { readReadiness, type Obstacle } from '#app/usecases/papers/readiness.ts'
import { transmit } from '#app/usecases/papers/transmit.ts'
import { errorsIn, handing } from './handing.ts'

export const handle = titled<typeof loader>((m, found) =>
  m.product.page(m.transmission.title, found.draft.title),
)

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = actorOf(requireUser(context, request))
  const { ports, language, messages: m } = context
  granted(permit(actor, 'transmit'))
  const readiness = granted(await readReadiness(ports, actor, params.draft ?? ''))
  if (readiness.header.phase === 'transmitted') throw redirect(`/drafts/${readiness.header.id}/road`)
  const { header, points, obstacles, isReady, revision, to, nextSymbol } = readiness
  const names: Record<DelegationCode, string> = { [CHAIR]: m.words.chair }
  for (const { code, name } of await ports.delegations.all()) names[code] = name[language]
  return {
    draft: header,
    points,
    obstacles,
    isReady,
    revision,
    to: to && { name: to.name[language], symbolStem: to.symbolStem },
    nextSymbol: nextSymbol ?? '',
    names,
    today: new Date(ports.clock.now()).toISOString().slice(0, 10),
  }
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const { messages: m } = context
  const actor = actorOf(requireUser(context, request))
  const draft = params.draft ?? ''
  granted(permit(actor, 'transmit'))
  const submission = await readForm(request, handing(m))
  if (submission.status !== 'success') return data(submission.reply(), 422)
  const unproven = proofNeeded(context)
  if (unproven) return unproven
  const handed = await transmit(context.ports, actor, draft, submission.value)
  if (handed.ok) return redirect(`/drafts/${draft}/road`)
  const { refusal } = handed
  const said = [m.refusal(refusal, { paragraph: () => '', proposer: () => '' })]
  const isSymbol = refusal.kind === 'symbol-taken' || refusal.kind === 'symbol-needed'
  return data(submission.reply(isSymbol ? { fieldErrors: { symbol: said } } : { formErrors: said }), 422)
}

export default function Transmit() {
  const { draft, isReady, points, obstacles, revision, to, nextSymbol, today } =
    useLoaderData<typeof loader>()
  const { transmission: say } = useMessages()
  const answer = useActionData<typeof action>()
  const left = points.length + obstacles.length
  return (
    <DraftPage draft={draft} title={say.title} lead={say.lead}>
      <ProofDialog answer={answer} />
      <div className="stack">
        <section className="panel readiness" data-ready={isReady}>
          <h2 className="readiness-title">
            {isReady ? <CircleCheck size={20} aria-hidden /> : <CircleAlert size={20} aria-hidden />}
            {isReady ? say.ready : say.notReady}
          </h2>
          <p className="quiet">{isReady ? say.readyText : say.notReadyText(left)}</p>
          {!isReady && <Points />}
        </section>
        {isReady && revision && to && (
          <section className="panel">
            <h2>{say.handTo(to.name)}</h2>
            <HandingForm
              errors={errorsIn(submissionIn(answer))}
              consequence={`${say.revision(revision.symbol)} ${say.consequence}`}
              symbol={nextSymbol}
              symbolStem={to.symbolStem}
              today={today}
            />
          </section>
        )}
      </div>
    </DraftPage>
  )
}

function Points() {
  const m = useMessages()
  const { draft, points, obstacles, names } = useLoaderData<typeof loader>()
  const say = m.transmission
  return (
    <ul className="points">
      {obstacles.map((obstacle) => (
        <li key={obstacle.kind} className="obstacle">
          <span>{sayObstacle(m, obstacle)}</span>
          {(obstacle.kind === 'not-issued' || obstacle.kind === 'changed-since-revision') && (
            <LinkButton size="small" to={`/drafts/${draft.id}/revisions?issue`}>
              {say.issueNow}
            </LinkButton>
          )}
        </li>
      ))}
      {byParagraph(points).map(([paragraph, all]) => (
        <li key={paragraph}>
          <Link to={`/drafts/${draft.id}#${paragraph}`}>{all[0]?.label || m.table.draftNumberless}</Link>
          <ul>
            {all.map((point, at) => (
              <li key={`${point.kind} ${at}`}>
                {sayPoint(m, point, names)}
                {point.kind === 'bracket' && <q className="point-words"> {point.excerpt}</q>}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

function byParagraph(points: readonly MissingPoint[]): [string, MissingPoint[]][] {
  const groups = new Map<string, MissingPoint[]>()
  for (const point of points) groups.set(point.paragraph, [...(groups.get(point.paragraph) ?? []), point])
  return [...groups]
}

function sayPoint(m: Messages, point: MissingPoint, names: Readonly<Record<string, string>>): string {
  const { points } = m.transmission
  switch (point.kind) {
    case 'bracket':
      return points.bracket
    case 'stray':
      return points.stray(point.char)
    case 'proposal':
      return points.proposal(names[point.delegation] ?? point.delegation)
    case 'not-agreed':
      return point.status === 'ad-referendum' ? points.adReferendum : points.open
  }
}

function sayObstacle(m: Messages, obstacle: Obstacle): string {
  const { points } = m.transmission
  switch (obstacle.kind) {
    case 'draft-empty':
      return points.empty
    case 'draft-transmitted':
      return m.pageRefusal(obstacle)
    case 'not-issued':
      return points.noRevision
    case 'changed-since-revision':
      return points.changed(obstacle.revision)
    case 'no-next-organ':
      return points.noNextOrgan
  }
}
