import { Link } from '@remix-run/react'
import {
  BellDot,
  BookOpen,
  Download,
  GitCompare,
  History,
  Keyboard,
  LayoutDashboard,
  Menu as Lines,
  Printer,
} from 'lucide-react'
import {
  Lock,
  Search,
  Milestone,
  PenLine,
  Presentation,
  ScrollText,
  Send,
  Undo2,
  UserRound,
  Users,
} from 'lucide-react'
import { Button, IconButton, LinkButton } from '#app/ui/kit/button.tsx'
import { Badge } from '#app/ui/kit/chip.tsx'
import { addressOf, draftPages, type DraftPage } from '#app/ui/shell/draft-pages.ts'
import { Bell } from '#app/ui/shell/bell.tsx'
import { Menu, MenuDownload, MenuItem, MenuLink, MenuRule } from '#app/ui/kit/overlay/menu.tsx'
import { Presence } from '#app/ui/shared/presence.tsx'
import { useViewer } from '#app/ui/shell/viewer.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { ConnectionSign } from './connection-sign.tsx'
import type { NamesHere } from '#app/ui/shared/names.ts'
import type { TableProps } from '#app/ui/context/table-props.ts'

type TopBarProps = Pick<TableProps, 'draft' | 'revision' | 'connection' | 'line' | 'people' | 'me'> & {
  names: NamesHere
  /** The menu of the meeting; null where nobody meets. */
  meeting: React.ReactNode
  onKeys: () => void
  onFind: () => void
  /** Asks for whom the secretariat types; null for everyone else. */ onBehalf: (() => void) | null
  /** Opens the groups of delegations; null for whoever does not set them up. */
  onGroups: (() => void) | null
  /** Takes the chair's last decision back; null for everyone else. */ onUndo: (() => void) | null
  /** The draft has no text yet. */ isEmpty: boolean
  views: React.ReactNode
}

/** What this is, how it is shown, whether it is saved, who is here, and the one thing to do. */
export function TopBar({
  draft,
  revision,
  connection,
  line,
  people,
  me,
  names,
  isEmpty,
  views,
  meeting,
  onKeys,
  onFind,
  onGroups,
  onBehalf,
  onUndo,
}: TopBarProps) {
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
            <span className="keep">{m.table.issued(draft.symbol, revision)}</span>
            <span className="sep">·</span>
            <span className="keep">{m.table.original(m.languages[draft.originalLanguage])}</span>
            {viewer?.demo && <Badge tone="accent">{m.demo.badge}</Badge>}
          </p>
        </div>
      </div>
      <div className="topbar-views">{views}</div>
      <div className="topbar-right">
        <ConnectionSign state={connection} line={line} />
        <Presence people={people} nameOf={names.delegation} iso2Of={names.iso2} />
        <IconButton label={m.palette.title} tone="plain" onClick={onFind} aria-keyshortcuts="Control+K">
          <Search size={16} />
        </IconButton>
        {onBehalf && !isEmpty && (
          <Button size="small" onClick={onBehalf} aria-keyshortcuts="Alt+F">
            {m.behalf.open}
          </Button>
        )}
        <Bell />
        {!isEmpty && <PrimaryAction {...{ draft, revision, me }} />}
        {meeting}
        <DraftMenu {...{ draft, me, onKeys, onGroups, onUndo }} />
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

const icons: Record<DraftPage, React.ReactNode> = {
  table: <PenLine size={15} />,
  'working-copy': <Lock size={15} />,
  revisions: <BookOpen size={15} />,
  compare: <GitCompare size={15} />,
  time: <History size={15} />,
  changes: <BellDot size={15} />,
  dashboard: <LayoutDashboard size={15} />,
  meeting: <Presentation size={15} />,
  record: <ScrollText size={15} />,
  transmit: <Send size={15} />,
  road: <Milestone size={15} />,
}

function DraftMenu({
  draft,
  me,
  onKeys,
  onGroups,
  onUndo,
}: Pick<TopBarProps, 'draft' | 'me' | 'onKeys' | 'onGroups' | 'onUndo'>) {
  const { navigation, words, table, keys, groups } = useMessages()
  const now = `/drafts/${draft.id}/revisions/now`
  return (
    <Menu
      trigger={
        <IconButton label={words.more} tone="plain">
          <Lines size={16} />
        </IconButton>
      }
    >
      {draftPages(draft, me)
        .filter((page) => page !== 'table')
        .map((page) => (
          <MenuLink key={page} to={addressOf(draft.id, page)} icon={icons[page]}>
            {navigation[page]}
          </MenuLink>
        ))}
      <MenuRule />
      {onGroups && (
        <MenuItem icon={<Users size={15} />} onSelect={onGroups}>
          {groups.open}
        </MenuItem>
      )}
      {onUndo && (
        <MenuItem icon={<Undo2 size={15} />} onSelect={onUndo}>
          {table.undo}
        </MenuItem>
      )}
      <MenuDownload href={`${now}/rolling.docx`} icon={<Download size={15} />}>
        {table.downloadRolling}
      </MenuDownload>
      <MenuDownload href={`${now}/clean.docx`} icon={<Download size={15} />}>
        {table.downloadClean}
      </MenuDownload>
      <MenuItem icon={<Printer size={15} />} onSelect={() => window.print()}>
        {table.print}
      </MenuItem>
      <MenuItem icon={<Keyboard size={15} />} onSelect={onKeys}>
        {keys.title}
      </MenuItem>
      <MenuRule />
      <MenuLink to="/account" icon={<UserRound size={15} />}>
        {navigation.account}
      </MenuLink>
    </Menu>
  )
}
