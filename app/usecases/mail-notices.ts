import type { DelegationCode } from '#app/domain/actor.ts'
import { notMailed, type Told } from './notices.ts'
import type { Ports, User } from './ports.ts'
import type { MailSettings } from './record-ports.ts'

export type Letter = {
  to: { name: string; address: string }
  subject: string
  text: string
  /** Where one ends these mails without signing in. */
  unsubscribe: string
}

/** How it went: taken, refused for good by the other side (in its words), or not delivered for now. */
export type Posted = { kind: 'sent' } | { kind: 'bounced'; said: string } | { kind: 'failed'; said: string }

/** Brings letters away; never throws for what the other side says. */
export interface Post {
  send(letter: Letter): Promise<Posted>
}

/** ms between two mails to the same person: what happens in between goes together. */
export const BETWEEN = 5 * 60_000
/** ms until an address that took no mail is tried again: doubled each time, up to a day. */
const FIRST_RETRY = 10 * 60_000
const LAST_RETRY = 86_400_000
/** Failures of the way, not of the address, after which it is shown all the same. */
const SHOWN_AFTER = 3
/** People served in one turn. */
const AT_ONCE = 50
export const retryAfter = (failures: number): number =>
  Math.min(LAST_RETRY, FIRST_RETRY * 2 ** Math.max(0, failures - 1))

type Asked = Pick<Ports, 'users' | 'drafts' | 'delegations' | 'notices' | 'follows' | 'mail' | 'clock' | 'id'>

/** What a letter is written from. */
export type LetterFacts = {
  user: User
  settings: MailSettings
  /** Newest first. */
  told: readonly Told[]
  names: ReadonlyMap<DelegationCode, string>
}

/**
 * Mails people what they have not read yet. Each person gets one mail at a time, and none twice for the same: what
 * could not be delivered is told with the next try. Answers how many were sent.
 */
export async function mailNotices(
  ports: Asked,
  post: Post,
  write: (facts: LetterFacts) => Letter,
): Promise<number> {
  const { mail, clock } = ports
  const now = clock.now()
  await mail.begin(now, () => `${ports.id()}${ports.id()}`)
  const turns = await mail.claim(now, now + BETWEEN, AT_ONCE)
  if (turns.length === 0) return 0
  const names = new Map((await ports.delegations.all()).map(({ code, name }) => [code, name.en]))
  let sent = 0
  for (const settings of turns) {
    const user = await ports.users.byId(settings.user)
    if (!user || user.demo) continue
    const letter = (told: readonly Told[]) => write({ user, settings, told, names })
    if (await mailTo(ports, post, { user, settings }, letter)) sent++
  }
  return sent
}

async function mailTo(
  ports: Asked,
  post: Post,
  { user, settings }: { user: User; settings: MailSettings },
  write: (told: readonly Told[]) => Letter,
): Promise<boolean> {
  const { mail, notices, clock } = ports
  const actor = { user: user.id, name: user.name, role: user.role, delegation: user.delegation }
  const { told, upTo } = await notMailed(ports, actor, settings)
  if (told.length === 0) return false
  const posted = await post.send(write(told))
  if (posted.kind !== 'sent') {
    const failures = settings.failures + 1
    const now = clock.now()
    const isShown = posted.kind === 'bounced' || failures >= SHOWN_AFTER
    await mail.change(user.id, {
      failures,
      nextAt: now + retryAfter(failures),
      ...(isShown && { fault: { said: posted.said.slice(0, 300), at: now } }),
    })
    return false
  }
  for (const mark of upTo) await notices.mark(user.id, mark)
  if (settings.failures > 0 || settings.fault) await mail.change(user.id, { failures: 0, fault: null })
  return true
}
