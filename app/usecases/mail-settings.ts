import type { Actor } from '#app/domain/actor.ts'
import { noticeKinds, type NoticeKind } from '#app/domain/notice.ts'
import type { Ports } from './ports.ts'

export type MailChoice = {
  /** Null where none is sent: by this installation, or to a demo account. */
  on: readonly NoticeKind[] | null
  fault: { said: string; at: number } | null
}

/** What somebody has chosen to get by mail. */
export async function readMailChoice(
  { mail, settings }: Pick<Ports, 'mail' | 'settings'>,
  actor: Actor,
): Promise<MailChoice> {
  const kept = settings.mail ? await mail.of(actor.user) : null
  if (!kept) return { on: null, fault: null }
  return { on: noticeKinds.filter((kind) => !kept.off.includes(kind)), fault: kept.fault }
}

/** Chooses the kinds of notices that are mailed. */
export async function chooseMail(
  { mail }: Pick<Ports, 'mail'>,
  actor: Actor,
  on: readonly string[],
): Promise<void> {
  await mail.change(actor.user, { off: noticeKinds.filter((kind) => !on.includes(kind)) })
}

/** Ends all mail to whoever holds the token of one; false when nobody does. */
export async function endMail({ mail }: Pick<Ports, 'mail'>, token: string): Promise<boolean> {
  const kept = await mail.byToken(token)
  if (!kept) return false
  await mail.change(kept.user, { off: noticeKinds })
  return true
}
