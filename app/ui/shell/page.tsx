import { Link, NavLink } from '@remix-run/react'
import { may } from '#app/domain/policy.ts'
import { Badge } from '../kit/chip.tsx'
import { cx } from '../kit/cx.ts'
import { Bell } from './bell.tsx'
import { useViewer } from './viewer.tsx'
import { useMessages } from '../kit/messages-context.tsx'

/** The mark of the product: a word between brackets, the second one still open. */
export function Wordmark() {
  const { product } = useMessages()
  return (
    <span className="wordmark">
      <span aria-hidden="true">[</span>
      {product.name}
      <span aria-hidden="true">]</span>
    </span>
  )
}

/** The bar on every page but the table. */
export function SiteBar() {
  const m = useMessages()
  const viewer = useViewer()
  return (
    <header className="site">
      <Link to="/" className="home" aria-label={`${m.product.name}: ${m.navigation.drafts}`}>
        <Wordmark />
      </Link>
      <nav aria-label={m.navigation.site}>
        {viewer && (
          <NavLink to="/" end>
            {m.navigation.drafts}
          </NavLink>
        )}
        {viewer && may(viewer, 'change-organ') && <NavLink to="/organs">{m.organs.title}</NavLink>}
      </nav>
      <Bell />
      {viewer ? (
        <Link to="/account" className="me">
          {viewer.demo && <Badge>{m.demo.badge}</Badge>}
          <span className="me-name">{viewer.name}</span>
          <span className="me-role">{viewer.delegation ?? m.roles[viewer.role]}</span>
        </Link>
      ) : (
        <Link to="/sign-in">{m.navigation.signIn}</Link>
      )}
    </header>
  )
}

export type DraftTab = { to: string; label: string }

/** A page of plain width: the site's bar, a title with its lead, the content. */
export function Page({
  title,
  lead,
  action,
  above,
  wide,
  children,
}: {
  title: React.ReactNode
  lead?: React.ReactNode
  action?: React.ReactNode
  /** Stands between the bar and the title, such as the tabs of a draft. */
  above?: React.ReactNode
  wide?: boolean
  children: React.ReactNode
}) {
  return (
    <>
      <SiteBar />
      {above}
      <main id="main" className={cx('page', wide && 'wide')} tabIndex={-1}>
        <div className="page-head">
          <div>
            <h1>{title}</h1>
            {lead && <p className="lead">{lead}</p>}
          </div>
          {action && <div className="page-action">{action}</div>}
        </div>
        {children}
      </main>
    </>
  )
}

/** The pages of one draft. */
export function DraftTabs({
  title,
  symbol,
  tabs,
}: {
  title: string
  symbol: string
  tabs: readonly DraftTab[]
}) {
  const m = useMessages()
  return (
    <nav className="subnav" aria-label={m.navigation.draft}>
      <p className="subnav-title">
        <b>{title}</b> <span>{symbol}</span>
      </p>
      <ul>
        {tabs.map(({ to, label }) => (
          <li key={to}>
            <NavLink to={to} end prefetch="intent">
              {label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
