import type { Actor } from '#app/domain/basics/actor.ts'
import { noticeKinds, type NoticeKind } from '#app/domain/record/notice.ts'
import { beginMail } from './mail-notices.ts'
import type { Ports } from '../ports.ts'

export type MailChoice = {
  /** Null where none is sent: by this installation, or to a demo account. */
  on: readonly NoticeKind[] | null
  fault: { said: string; at: number } | null
}

type Asked = Pick<Ports, 'mail' | 'settings' | 'clock' | 'id'>

/** What somebody has chosen to get by mail. An address that takes none is no fault while none is wanted. */
export async function readMailChoice(ports: Asked, actor: Actor): Promise<MailChoice> {
  const { mail, settings } = ports
  const kept = settings.mail ? ((await mail.of(actor.user)) ?? (await begun(ports, actor))) : null
  if (!kept) return { on: null, fault: null }
  const on = noticeKinds.filter((kind) => !kept.off.includes(kind))
  return { on, fault: on.length > 0 ? kept.fault : null }
}

/** Who came since people were last mailed chooses at once; null for demo accounts, which get no mail. */
async function begun(ports: Asked, { user }: Actor) {
  await beginMail(ports)
  return ports.mail.of(user)
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
