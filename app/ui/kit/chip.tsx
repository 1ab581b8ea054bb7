import type { DelegationCode } from '#app/domain/basics/actor.ts'
import { delegationColour } from '#app/display/colour.ts'
import { cx } from './cx.ts'

/** A delegation by its name and colour. Groups and the chair have one too. */
export function Chip({ code, name, className }: { code: DelegationCode; name: string; className?: string }) {
  return (
    <span className={cx('chip', className)} data-colour={delegationColour(code)}>
      {name}
    </span>
  )
}

/** A small word on a ground: demo, in negotiation, transmitted. */
export function Badge({
  tone = 'quiet',
  children,
}: {
  tone?: 'quiet' | 'good' | 'bracket' | 'accent' | 'warn'
  children: React.ReactNode
}) {
  return <span className={cx('badge', tone)}>{children}</span>
}
