import { useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { Download } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { DelegationCode } from '#app/domain/basics/actor.ts'
import { CHAIR } from '#app/domain/basics/actor.ts'
import { may } from '#app/domain/policy.ts'
import { proposalsOf } from '#app/domain/text/proposal.ts'
import type { View } from '#app/domain/basics/rolling.ts'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { Button, LinkButton } from '#app/ui/kit/button.tsx'
import { DraftPage } from '#app/ui/shell/draft-page.tsx'
import { Menu, MenuDownload } from '#app/ui/kit/overlay/menu.tsx'
import { RollingSheet } from '#app/ui/sheet/sheet.tsx'
import { SymbolBlock } from '#app/ui/shared/symbol-block.tsx'
import { ViewSwitch } from '#app/ui/table/bar/views.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { titled } from '#app/ui/shell/title.tsx'
import { readVersion } from '#app/usecases/papers/revisions.ts'
import { readHeadOfRevision } from '#app/usecases/record/read-heads.ts'
import { qrCodeOf } from '#app/exchange/qr-code.ts'
import { RecordAtIssue } from './record-at-issue.tsx'
import { versionIn } from './version-in.ts'

export const handle = titled<typeof loader>((_, found) => found.version.symbol)

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = actorOf(requireUser(context, request))
  const { ports, language, messages: m } = context
  const number = versionIn(params.revision)
  if (number === null) throw new Response(null, { status: 404 })
  const version = granted(await readVersion(ports, actor, params.draft ?? '', number))
  const [organ, delegations, record] = await Promise.all([
    ports.organs.byCode(version.header.organ),
    ports.delegations.all(),
    number === 'now'
      ? null
      : readHeadOfRevision(ports, version.header.id, { number, symbol: version.symbol }),
  ])
  const names: Record<DelegationCode, string> = { [CHAIR]: m.words.chair }
  for (const { code, name } of delegations) names[code] = name[language]
  return {
    version,
    organ: organ?.name[language] ?? version.header.organ,
    names,
    record: record && {
      number: record.number,
      code: record.code,
      qr: qrCodeOf(m.revisions.qrText(version.symbol, record.number, record.hash)),
      signed: record.signed && { at: record.signed.at, publicKey: record.signed.publicKey },
    },
    mayCompare: may(actor, 'compare'),
  }
}

export default function RevisionPage() {
  const { version, organ, names, record, mayCompare } = useLoaderData<typeof loader>()
  const { header, symbol, date, text, labels, version: number } = version
  const { revisions: say, table } = useMessages()
  const [view, setView] = useState<View>({ kind: 'rolling' })
  const proposers = useMemo(
    () => [...new Set(text.paragraphs.flatMap(proposalsOf).map(({ delegation }) => delegation))],
    [text],
  )
  const base = `/drafts/${header.id}/revisions/${number}`
  const before = typeof number === 'number' && number > 0 ? number - 1 : null
  return (
    <DraftPage
      draft={header}
      title={symbol}
      lead={typeof number === 'number' ? say.frozen(number) : undefined}
      action={
        <div className="row no-print">
          {mayCompare && before !== null && (
            <LinkButton to={`/drafts/${header.id}/compare?from=${before}&to=${number}`}>
              {say.compareWithBefore}
            </LinkButton>
          )}
          <Downloads base={base} />
        </div>
      }
    >
      <div className="sheet-wrap">
        <div className="sheet-views no-print">
          <ViewSwitch
            view={view}
            proposers={proposers}
            names={{ delegation: (code) => names[code] ?? code }}
            onView={setView}
          />
        </div>
        <RollingSheet text={text} labels={labels} view={view} label={table.text}>
          <SymbolBlock header={header} organ={organ} symbol={symbol} date={date} />
        </RollingSheet>
        {record && <RecordAtIssue base={base} {...record} />}
      </div>
    </DraftPage>
  )
}

function Downloads({ base }: { base: string }) {
  const { revisions: say } = useMessages()
  const files = [
    ['rolling.docx', say.rollingDocx],
    ['clean.docx', say.cleanDocx],
    ['clean.txt', say.txt],
  ] as const
  return (
    <Menu
      trigger={
        <Button tone="primary">
          <Download size={15} /> {say.download}
        </Button>
      }
    >
      {files.map(([file, said]) => (
        <MenuDownload key={file} href={`${base}/${file}`}>
          {said}
        </MenuDownload>
      ))}
    </Menu>
  )
}
