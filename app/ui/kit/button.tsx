import { forwardRef } from 'react'
import { Link } from '@remix-run/react'
import { cx } from './cx.ts'

type Visit = {
  /** One primary a page. */
  tone?: 'primary' | 'plain' | 'ghost' | 'danger'
  size?: 'small' | 'normal' | 'large'
}

const look = ({ tone = 'plain', size = 'normal' }: Visit, more?: string) =>
  cx('button', tone !== 'plain' && tone, size !== 'normal' && size, more)

export const Button = forwardRef<
  HTMLButtonElement,
  Visit & { busy?: boolean } & React.ButtonHTMLAttributes<HTMLButtonElement>
>(function Button({ tone, size, busy, className, type = 'button', disabled, ...rest }, ref) {
  return (
    <button
      ref={ref}
      type={type}
      className={look({ tone, size }, className)}
      aria-busy={busy || undefined}
      disabled={disabled || busy}
      {...rest}
    />
  )
})

/** Looks like a button and goes somewhere. A download leaves the page alone. */
export const LinkButton = forwardRef<
  HTMLAnchorElement,
  Visit & { to: string; download?: boolean; reloadDocument?: boolean } & Omit<
      React.AnchorHTMLAttributes<HTMLAnchorElement>,
      'download'
    >
>(function LinkButton({ tone, size, className, to, download, reloadDocument, ...rest }, ref) {
  const names = look({ tone, size }, className)
  if (download) return <a ref={ref} className={names} href={to} download {...rest} />
  return <Link ref={ref} className={names} to={to} reloadDocument={reloadDocument} {...rest} />
})

/** A square button that shows an icon only; `label` says it. */
export const IconButton = forwardRef<
  HTMLButtonElement,
  Visit & { label: string } & React.ButtonHTMLAttributes<HTMLButtonElement>
>(function IconButton({ tone = 'ghost', size, label, className, type = 'button', ...rest }, ref) {
  return (
    <button
      ref={ref}
      type={type}
      className={look({ tone, size }, cx('icon', className))}
      aria-label={label}
      title={label}
      {...rest}
    />
  )
})
