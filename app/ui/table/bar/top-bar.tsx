import { Link } from '@remix-run/react'
import { Menu as Lines, Presentation, Search } from 'lucide-react'
import { useMemo } from 'react'
import type { Proposal } from '#app/domain/text/proposal.ts'
import type { Panel } from '#app/ui/context/asking.ts'
import { useTable, useTableNow } from '#app/ui/context/table-context.tsx'
import type { TableProps } from '#app/ui/context/table-props.ts'
import { Button, IconButton, LinkButton } from '#app/ui/kit/button.tsx'
import { Badge } from '#app/ui/kit/chip.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { Menu, MenuRule } from '#app/ui/kit/overlay/menu.tsx'
import { Presence } from '#app/ui/shared/presence.tsx'
import { Bell } from '#app/ui/shell/bell.tsx'
import { useViewer } from '#app/ui/shell/viewer.tsx'
import { ActionItems } from '#app/ui/context/action-items.tsx'
import { actionsIn } from '../actions/actions.ts'
import { shortcutOf } from '../keys/shown.ts'
import { useSystem } from '../keys/use-system.ts'
import { ConnectionSign } from './connection-sign.tsx'
import { ViewSwitch } from './views.tsx'

type TopBarProps = Pick<TableProps, 'connection' | 'server' | 'people' | 'onView'> & {
  proposals: readonly Proposal[]
}

/** What this is, how it is shown, whether it is saved, who is here, and the one thing to do. */
export function TopBar({ connection, server, people, proposals, onView }: TopBarProps) {
  const { m, draft, revision, me, names, view, behalf, isCopy, isTransmitted, text } = useTableNow()
  const { perform } = useTable()
  const system = useSystem()
  const isEmpty = text.paragraphs.length === 0
  const proposers = useMemo(() => [...new Set(proposals.map(({ delegation }) => delegation))], [proposals])
  const open = (panel: Panel) => () => perform({ effect: { kind: 'open', panel } })
  const viewer = useViewer()
  return (
    <header className="topbar">
      <div className="topbar-title">
        <Link to="/" className="home" aria-label={`${m.product.name}: ${m.navigation.drafts}`}>
          <span className="wordmark">
            <span aria-hidden="true">[&thinsp;]</span>
          </span>
        </Link>
        <div>
          <h1>{draft.title}</h1>
          <p>
            <span className="keep">{m.table.issued(draft.symbol, revision)}</span>
            <span className="sep">·</span>
            <span className="keep">{m.table.original(m.languages[draft.originalLanguage])}</span>
            {viewer?.demo && <Badge tone="accent">{m.demo.badge}</Badge>}
          </p>
        </div>
      </div>
      <div className="topbar-views">
        <ViewSwitch {...{ view, proposers, names, onView }} />
      </div>
      <div className="topbar-right">
        <ConnectionSign state={connection} server={server} />
        <Presence people={people} nameOf={names.delegation} iso2Of={names.iso2} />
        <IconButton
          label={m.palette.title}
          tone="plain"
          onClick={open('palette')}
          aria-keyshortcuts={shortcutOf('open.palette', system)}
        >
          <Search size={16} />
        </IconButton>
        {behalf !== undefined && !isTransmitted && !isEmpty && (
          <Button size="small" onClick={open('behalf')} aria-keyshortcuts={shortcutOf('open.behalf', system)}>
            {m.behalf.open}
          </Button>
        )}
        <Bell />
        {!isEmpty && <PrimaryAction {...{ draft, revision, me }} />}
        {!isCopy && <MeetingMenu />}
        <DraftMenu />
      </div>
    </header>
  )
}

/** One a page, by role: the secretariat issues, the chair surveys. */
function PrimaryAction({ draft, revision, me }: Pick<TableProps, 'draft' | 'revision' | 'me'>) {
  const m = useMessages()
  const base = `/drafts/${draft.id}`
  if (draft.phase === 'transmitted')
    return (
      <LinkButton tone="primary" to={`${base}/road`}>
        {m.navigation.road}
      </LinkButton>
    )
  if (me.role === 'secretariat')
    return (
      <LinkButton tone="primary" to={`${base}/revisions?issue`}>
        {m.table.issue(revision === null ? 0 : revision + 1)}
      </LinkButton>
    )
  if (me.role === 'chair')
    return (
      <LinkButton tone="primary" to={`${base}/dashboard`}>
        {m.table.dashboard}
      </LinkButton>
    )
  return null
}

function MeetingMenu() {
  const { meeting: say } = useTable().m
  return (
    <Menu
      label={say.menu}
      trigger={
        <IconButton label={say.menu} tone="plain">
          <Presentation size={16} />
        </IconButton>
      }
    >
      <MeetingItems />
    </Menu>
  )
}

/** Drawn only while the menu is open. */
const MeetingItems = () => <ActionItems actions={actionsIn('meeting', useTableNow())} />

function DraftMenu() {
  const { words } = useTable().m
  return (
    <Menu
      trigger={
        <IconButton label={words.more} tone="plain">
          <Lines size={16} />
        </IconButton>
      }
    >
      <DraftItems />
    </Menu>
  )
}

/** Drawn only while the menu is open. */
function DraftItems() {
  const actions = actionsIn('draft', useTableNow())
  const pages = actions.filter(({ id }) => id === 'page.open')
  const account = actions.filter(({ id }) => id === 'account')
  return (
    <>
      <ActionItems actions={pages} />
      <MenuRule />
      <ActionItems
        actions={actions.filter((action) => !pages.includes(action) && !account.includes(action))}
      />
      <MenuRule />
      <ActionItems actions={account} />
    </>
  )
}
