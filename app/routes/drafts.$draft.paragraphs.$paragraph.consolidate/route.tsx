import { useLoaderData, useNavigate, useRevalidator } from '@remix-run/react'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useCallback, useEffect, useMemo } from 'react'
import type { BridgingText } from '#app/domain/floor/bridging.ts'
import { collisionsOf } from '#app/domain/consolidation/collisions.ts'
import { markOf } from '#app/domain/consolidation/consolidation.ts'
import type { Decision } from '#app/domain/decisions/decision.ts'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import { hasProposals } from '#app/domain/text/proposal.ts'
import type { RollingParagraph, RollingText } from '#app/domain/basics/rolling.ts'
import { useLiveReading } from '#app/live/use-live-reading.ts'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { EmptyState } from '#app/ui/kit/banner.tsx'
import { LinkButton } from '#app/ui/kit/button.tsx'
import type { BridgingActions } from '#app/ui/consolidation/bridging-panel.tsx'
import { Workspace } from '#app/ui/consolidation/workspace.tsx'
import { DraftPage } from '#app/ui/shell/draft-page.tsx'
import { AroundProvider, type Around } from '#app/ui/sheet/around.tsx'
import { ToastProvider, useToast } from '#app/ui/kit/overlay/toast.tsx'
import { BracketPanel } from '#app/ui/table/outline/bracket-panel.tsx'
import { namesHere, type NamesHere } from '#app/ui/shared/names.ts'
import { useDecide } from '#app/ui/shared/use-decide.ts'
import { useCsrf } from '#app/ui/shell/viewer.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { titled } from '#app/ui/shell/title.tsx'
import { readConsolidation } from '#app/usecases/table/consolidation.ts'
import { postDecision } from '../drafts.$draft._index/post-decision.ts'
import { postBridging } from './post-bridging.ts'

export const handle = titled<typeof loader>((m, found) =>
  m.product.page(m.consolidation.title(found.label), found.draft.title),
)

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const { language } = context
  const user = requireUser(context, request)
  const found = granted(await readConsolidation(context.ports, actorOf(user), params.draft ?? ''))
  const { header, text, floor, delegations, bridging } = found
  const paragraph = params.paragraph ?? ''
  const { originalLanguage } = header
  return {
    draft: header,
    paragraph,
    label: labelsOf(text.paragraphs)[paragraph] ?? '',
    text,
    floor,
    bridging: bridging.filter((each) => each.paragraph === paragraph && each.closedAt === null),
    delegations: delegations.map(({ code, iso2, name }) => ({ code, iso2, name: name[language] })),
    inBrackets: Object.fromEntries(
      delegations.map(({ code, name }) => [code, name[originalLanguage].toLocaleUpperCase(originalLanguage)]),
    ),
    user: user.id,
    me: { name: user.name, role: user.role, delegation: user.delegation },
  }
}

export default function ConsolidationPage() {
  return (
    <ToastProvider>
      <Consolidation />
    </ToastProvider>
  )
}

function Consolidation() {
  const given = useLoaderData<typeof loader>()
  const { draft, paragraph: id, delegations, inBrackets, user, me } = given
  const m = useMessages()
  const { revalidate } = useRevalidator()
  const live = useLiveReading({
    draft: draft.id,
    user,
    me,
    isPresent: true,
    initial: given.text,
    initialFloor: given.floor,
    onTransmitted: revalidate,
  })
  const { labels } = live
  const names = useMemo(() => namesHere(m, delegations, labels), [m, delegations, labels])
  const around = useMemo(
    () => ({ text: live.text, labels, nameOf: names.delegation }),
    [live.text, labels, names],
  )
  const nameInBracket = useCallback((code: string) => inBrackets[code] ?? code, [inBrackets])
  const paragraph = live.text.paragraphs.find((each) => each.id === id)
  const csrf = useCsrf()
  const post = useCallback((decision: Decision) => postDecision(draft.id, csrf, decision), [draft.id, csrf])
  const decide = useDecide(post, names)
  const bridging = given.bridging[0] ?? null
  const sent = given.bridging.find(({ sentAt }) => sentAt !== null) ?? null
  useViewsAsTheyCome(sent, revalidate)
  const acts = useBridgingActions(draft.id, bridging, decide, names, revalidate)
  const say = m.consolidation
  if (!paragraph)
    return (
      <DraftPage draft={draft} title={say.missing}>
        <EmptyState
          title={say.missing}
          action={<LinkButton to={`/drafts/${draft.id}`}>{say.inText}</LinkButton>}
        >
          {say.missingText}
        </EmptyState>
      </DraftPage>
    )
  const { proposals, contested } = collisionsOf(paragraph)
  return (
    <Page
      around={around}
      draft={draft}
      wide
      title={say.title(names.paragraph(id))}
      lead={say.lead(proposals.length, contested.size)}
      action={<Ways draft={draft.id} text={live.text} id={id} labels={labels} />}
    >
      <BracketPanel
        here={{
          ...{ m, names, me },
          text: live.text,
          focus: id,
          selection: null,
          isTransmitted: draft.phase === 'transmitted',
          isCopy: false,
        }}
        perform={({ effect }) => effect?.kind === 'decide' && void decide(effect.decision)}
      />
      <Workspace
        key={id}
        {...{ paragraph, names, nameInBracket, bridging }}
        sentBefore={sent === bridging ? null : sent}
        floor={live.floor}
        onDecide={decide}
        bridgingActs={acts}
      />
    </Page>
  )
}

/** A page on which the place of a move can be named. */
const Page = ({ around, ...page }: { around: Around } & React.ComponentProps<typeof DraftPage>) => (
  <AroundProvider value={around}>
    <DraftPage {...page} />
  </AroundProvider>
)

/** To the text, and to the paragraphs before and after on which something is proposed. */
function Ways({
  draft,
  text,
  id,
  labels,
}: {
  draft: string
  text: RollingText
  id: string
  labels: Readonly<Record<string, string>>
}) {
  const { consolidation: say } = useMessages()
  const at = text.paragraphs.findIndex((each) => each.id === id)
  const before = text.paragraphs.slice(0, at).findLast(hasProposals)
  const after = text.paragraphs.slice(at + 1).find(hasProposals)
  const to = (each: RollingParagraph) =>
    `/drafts/${draft}/paragraphs/${encodeURIComponent(each.id)}/consolidate`
  return (
    <nav className="row" aria-label={say.inText}>
      {before && (
        <LinkButton tone="ghost" to={to(before)}>
          {say.before(labels[before.id] ?? '')}
        </LinkButton>
      )}
      <LinkButton to={`/drafts/${draft}#${id}`}>{say.inText}</LinkButton>
      {after && (
        <LinkButton tone="ghost" to={to(after)}>
          {say.after(labels[after.id] ?? '')}
        </LinkButton>
      )}
    </nav>
  )
}

/** ms between looks for views that have come. */
const LOOK = 8_000

function useViewsAsTheyCome(bridging: BridgingText | null, look: () => void) {
  const waits =
    bridging !== null && bridging.sentAt !== null && bridging.views.some(({ stance }) => stance === null)
  useEffect(() => {
    if (!waits) return
    const timer = setInterval(() => document.visibilityState === 'visible' && look(), LOOK)
    return () => clearInterval(timer)
  }, [waits, look])
}

function useBridgingActions(
  draft: string,
  current: BridgingText | null,
  decide: ReturnType<typeof useDecide>,
  names: NamesHere,
  revalidate: () => void,
): (paragraph: RollingParagraph) => BridgingActions {
  const m = useMessages()
  const csrf = useCsrf()
  const say = useToast()
  const navigate = useNavigate()
  return (paragraph) => {
    const post = async (body: Parameters<typeof postBridging>[2], said: string | null) => {
      const answer = await postBridging(draft, csrf, body)
      if (answer.ok && said) say({ text: said })
      if (!answer.ok) say({ text: m.errors.offlineText, tone: 'warn' })
      if (said !== null) revalidate()
      return answer
    }
    const keep = (text: string, said: string | null) =>
      // What was sent stays as it was sent: another round is another text.
      post(
        { kind: 'keep', id: current?.sentAt === null ? current.id : null, paragraph: paragraph.id, text },
        said,
      )
    return {
      keep: async (text) => (await keep(text, m.bridging.kept)).ok,
      async send(text, to) {
        const kept = await keep(text, null)
        if (!kept.ok || !kept.id || to.length === 0) return false
        return (
          await post({ kind: 'send', id: kept.id, to: [...to] }, m.bridging.sent(to.map(names.delegation)))
        ).ok
      },
      async put(text, as) {
        const answer = await decide({
          kind: 'put-bridging',
          paragraph: paragraph.id,
          seen: markOf(paragraph),
          text,
          as,
        })
        if (!answer.ok) return false
        if (current) await post({ kind: 'close', id: current.id }, null)
        revalidate()
        navigate('.', { replace: true })
        return true
      },
      giveUp: async () =>
        current !== null && (await post({ kind: 'close', id: current.id }, m.bridging.given)).ok,
    }
  }
}
