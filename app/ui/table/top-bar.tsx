import { Link } from '@remix-run/react'
import {
  Activity,
  BookOpen,
  GitCompare,
  LayoutDashboard,
  Menu as Lines,
  Milestone,
  ScrollText,
} from 'lucide-react'
import { UserRound } from 'lucide-react'
import { IconButton, LinkButton } from '../button.tsx'
import { Badge } from '../chip.tsx'
import { Menu, MenuLink, MenuRule } from '../overlay/menu.tsx'
import { Presence } from '../presence.tsx'
import { useViewer } from '../viewer.tsx'
import { useMessages } from '../words.tsx'
import type { NamesHere } from './names.ts'
import type { Connection, TableProps } from './seat.ts'

/** The state of the connection, in a word, with a sentence behind it. */
export function ConnectionState({ state }: { state: Connection }) {
  const { connection } = useMessages()
  return (
    <span className="connection" data-state={state} role="status" title={connection[state].hint}>
      <span>{connection[state].word}</span>
      <span className="unseen">. {connection[state].hint}</span>
    </span>
  )
}

type TopBarProps = Pick<TableProps, 'draft' | 'revision' | 'connection' | 'people' | 'me'> & {
  names: NamesHere
  views: React.ReactNode
}

/** What this is, how it is shown, whether it is saved, who is here, and the one thing to do. */
export function TopBar({ draft, revision, connection, people, me, names, views }: TopBarProps) {
  const m = useMessages()
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
            <span className="keep">
              {draft.symbol} {m.table.revision(revision)}
            </span>
            <span className="sep">·</span>
            <span className="keep">{m.table.original(m.languages[draft.originalLanguage])}</span>
            {viewer?.demo && <Badge tone="accent">{m.demo.badge}</Badge>}
          </p>
        </div>
      </div>
      <div className="topbar-views">{views}</div>
      <div className="topbar-right">
        <ConnectionState state={connection} />
        <Presence people={people} nameOf={names.delegation} iso2Of={names.iso2} />
        <PrimaryAction {...{ draft, revision, me }} />
        <DraftMenu draft={draft.id} transmitted={draft.phase === 'transmitted'} role={me.role} />
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

function DraftMenu({ draft, transmitted, role }: { draft: string; transmitted: boolean; role: string }) {
  const { navigation, words } = useMessages()
  const base = `/drafts/${draft}`
  return (
    <Menu
      trigger={
        <IconButton label={words.more} tone="plain">
          <Lines size={16} />
        </IconButton>
      }
    >
      <MenuLink to={`${base}/revisions`} icon={<BookOpen size={15} />}>
        {navigation.revisions}
      </MenuLink>
      <MenuLink to={`${base}/compare`} icon={<GitCompare size={15} />}>
        {navigation.compare}
      </MenuLink>
      <MenuLink to={`${base}/dashboard`} icon={<LayoutDashboard size={15} />}>
        {navigation.dashboard}
      </MenuLink>
      <MenuLink to={`${base}/record`} icon={<ScrollText size={15} />}>
        {navigation.record}
      </MenuLink>
      {role === 'secretariat' && !transmitted && (
        <MenuLink to={`${base}/transmit`} icon={<Activity size={15} />}>
          {navigation.transmit}
        </MenuLink>
      )}
      <MenuLink to={`${base}/road`} icon={<Milestone size={15} />}>
        {navigation.road}
      </MenuLink>
      <MenuRule />
      <MenuLink to="/account" icon={<UserRound size={15} />}>
        {navigation.account}
      </MenuLink>
    </Menu>
  )
}
