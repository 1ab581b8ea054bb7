import { cx } from './cx.ts'

/** A sentence across the page, said aloud when it appears. `warn` interrupts, the others wait. */
export function Banner({
  tone = 'info',
  children,
  action,
}: {
  tone?: 'info' | 'warn' | 'good'
  children: React.ReactNode
  action?: React.ReactNode
}) {
  return (
    <div className={cx('banner', tone)} role={tone === 'warn' ? 'alert' : 'status'}>
      <p>{children}</p>
      {action && <div className="banner-action">{action}</div>}
    </div>
  )
}

/** An empty page teaches: what will stand here, and the one thing to do next. */
export function EmptyState({
  title,
  children,
  action,
  small,
}: {
  title: string
  children: React.ReactNode
  action?: React.ReactNode
  small?: boolean
}) {
  return (
    <div className={cx('empty', small && 'small')}>
      <span className="empty-mark" aria-hidden="true">
        [&nbsp;]
      </span>
      {small ? <h3>{title}</h3> : <h2>{title}</h2>}
      <p>{children}</p>
      {action && <div className="empty-action">{action}</div>}
    </div>
  )
}
