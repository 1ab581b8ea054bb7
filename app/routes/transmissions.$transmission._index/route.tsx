import { useActionData, useLoaderData } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { may } from '#app/domain/policy.ts'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { readForm } from '#app/http/form.ts'
import { proofNeeded, requireUser } from '#app/http/guards.ts'
import { LinkButton } from '#app/ui/kit/button.tsx'
import { DraftPage } from '#app/ui/shell/draft-page.tsx'
import { HandingForm } from '#app/ui/shared/handing-form.tsx'
import { RoadList } from '#app/ui/shared/road-list.tsx'
import { RollingSheet } from '#app/ui/sheet/sheet.tsx'
import { SymbolBlock } from '#app/ui/shared/symbol-block.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { ProofDialog, submissionIn } from '#app/ui/shared/proof.tsx'
import { titled } from '#app/ui/shell/title.tsx'
import { permit } from '#app/usecases/permit.ts'
import { readReceived } from '#app/usecases/papers/road.ts'
import { passOn } from '#app/usecases/papers/transmit.ts'
import { errorsIn, handing } from '../drafts.$draft.transmit/handing.ts'

export const handle = titled<typeof loader>((_, found) => found.text.symbol)

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = actorOf(requireUser(context, request))
  const { ports, language } = context
  const received = granted(await readReceived(ports, actor, params.transmission ?? ''))
  const { header, stations, transmission, organ, text, onward } = received
  return {
    id: transmission.id,
    draft: header,
    stations,
    organ: organ.name[language],
    text,
    onward: onward &&
      may(actor, 'pass-on') && {
        name: onward.organ.name[language],
        symbolStem: onward.organ.symbolStem,
        symbol: onward.nextSymbol,
      },
    isLast: organ.next === null,
    maySeeRecord: may(actor, 'see-record'),
    today: new Date(ports.clock.now()).toISOString().slice(0, 10),
  }
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const { messages: m } = context
  const actor = actorOf(requireUser(context, request))
  granted(permit(actor, 'pass-on'))
  const submission = await readForm(request, handing(m))
  if (submission.status !== 'success') return data(submission.reply(), 422)
  const unproven = proofNeeded(context)
  if (unproven) return unproven
  const passed = await passOn(context.ports, actor, params.transmission ?? '', submission.value)
  if (passed.ok) return redirect(`/transmissions/${passed.value.id}`)
  const { refusal } = passed
  const said = [m.refusal(refusal, { paragraph: () => '', proposer: () => '' })]
  const isSymbol = refusal.kind === 'symbol-taken' || refusal.kind === 'symbol-needed'
  return data(submission.reply(isSymbol ? { fieldErrors: { symbol: said } } : { formErrors: said }), 422)
}

export default function Received() {
  const { id, draft, stations, organ, text, onward, isLast, maySeeRecord, today } =
    useLoaderData<typeof loader>()
  const { received: say, road, table } = useMessages()
  const answer = useActionData<typeof action>()
  return (
    <DraftPage
      draft={draft}
      title={text.symbol}
      lead={road.step(organ)}
      action={
        <LinkButton tone={onward ? 'plain' : 'primary'} to={`/transmissions/${id}/clean.docx`} download>
          {road.docx}
        </LinkButton>
      }
    >
      <ProofDialog answer={answer} />
      <div className="stack">
        {onward && (
          <details className="panel onward" open={answer ? true : undefined}>
            <summary>{say.onwardTitle(onward.name)}</summary>
            <HandingForm
              errors={errorsIn(submissionIn(answer))}
              consequence={say.onwardText}
              symbol={onward.symbol}
              symbolStem={onward.symbolStem}
              today={today}
            />
          </details>
        )}
        <div className="received">
          <div className="sheet-wrap">
            <RollingSheet
              stamps={false}
              text={text.text}
              labels={text.labels}
              view={{ kind: 'clean' }}
              label={table.text}
            >
              <SymbolBlock header={text.header} organ={organ} symbol={text.symbol} date={text.date} />
            </RollingSheet>
          </div>
          <section className="panel" aria-labelledby="lineage">
            <h2 id="lineage">{say.lineage}</h2>
            <RoadList draft={draft.id} stations={stations} current={id} withRecord={maySeeRecord} />
            {isLast && <p className="quiet after-lead">{say.last}</p>}
          </section>
        </div>
      </div>
    </DraftPage>
  )
}
