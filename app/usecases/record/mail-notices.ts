import type { DelegationCode } from '#app/domain/basics/actor.ts'
import { notMailed, type Told } from './notices.ts'
import type { Delegation, Ports, User } from '../ports.ts'
import type { MailSettings } from '../ports/record.ts'

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

/** ms between two mails to the same person, where nobody says otherwise: what happens in between goes together. */
export const BETWEEN = 5 * 60_000
/** ms for which a turn belongs to whoever has claimed it: longer than a slow mail server takes for the people in it. */
const TURN = 10 * 60_000
/** ms until an address that took no mail is tried again: doubled each time, up to a day. */
const FIRST_RETRY = 10 * 60_000
const LAST_RETRY = 86_400_000
/** Failures of the way, not of the address, after which it is shown all the same. */
const SHOWN_AFTER = 3
/** People claimed at once. */
const AT_ONCE = 10
export const retryAfter = (failures: number): number =>
  Math.min(LAST_RETRY, FIRST_RETRY * 2 ** Math.max(0, failures - 1))

type Asked = Pick<
  Ports,
  'users' | 'drafts' | 'delegations' | 'notices' | 'follows' | 'mail' | 'rooms' | 'clock' | 'id'
>

/** What a letter is written from. */
export type LetterFacts = {
  user: User
  settings: MailSettings
  /** Newest first. */
  told: readonly Told[]
  names: ReadonlyMap<DelegationCode, Delegation['name']>
}

/**
 * Mails people what they have not read yet. Each person gets one mail at a time, and none twice for the same: what
 * could not be delivered is told with the next try. Answers how many were sent; throws, when everybody had their turn,
 * what went wrong with some.
 *
 * @param between ms between two mails to the same person
 */
export async function mailNotices(
  ports: Asked,
  post: Post,
  write: (facts: LetterFacts) => Letter,
  between = BETWEEN,
): Promise<number> {
  const { mail, clock } = ports
  const begun = clock.now()
  await beginMail(ports)
  let names: LetterFacts['names'] | null = null
  let sent = 0
  const faults: unknown[] = []
  for (;;) {
    const turns = await mail.claim(begun, clock.now() + TURN, AT_ONCE)
    if (turns.length === 0 && faults.length > 0)
      throw new AggregateError(faults, 'some mail could not be sent')
    if (turns.length === 0) return sent
    names ??= new Map((await ports.delegations.all()).map(({ code, name }) => [code, name]))
    for (const settings of turns) {
      const posted = await takeTurn(ports, post, write, { settings, names, between }).catch(
        (error: unknown) => void faults.push(error),
      )
      if (posted?.kind === 'sent') sent++
    }
  }
}

async function takeTurn(
  ports: Asked,
  post: Post,
  write: (facts: LetterFacts) => Letter,
  { settings, names, between }: Pick<LetterFacts, 'settings' | 'names'> & { between: number },
): Promise<Posted | null> {
  const user = await ports.users.byId(settings.user)
  if (!user || user.demo) return null
  const facts = { user, settings, names }
  const posted = await mailTo(ports, post, facts, (told) => write({ ...facts, told }))
  await ports.mail.change(user.id, afterTurn(posted, settings, ports.clock.now(), between))
  return posted
}

/** Everybody who may get mail can choose which, and end it. */
export const beginMail = ({ mail, clock, id }: Pick<Ports, 'mail' | 'clock' | 'id'>): Promise<void> =>
  mail.begin(clock.now(), () => `${id()}${id()}`)

/** Mails what is new to somebody; null when nothing is. */
async function mailTo(
  ports: Asked,
  post: Post,
  { user, settings }: Pick<LetterFacts, 'user' | 'settings'>,
  write: (told: readonly Told[]) => Letter,
): Promise<Posted | null> {
  const actor = { user: user.id, name: user.name, role: user.role, delegation: user.delegation }
  const { told, upTo } = await notMailed(ports, actor, settings)
  const posted = told.length > 0 ? await post.send(write(told)) : null
  // What was switched off when it happened is not told either once it is switched on.
  if (posted === null || posted.kind === 'sent')
    for (const mark of upTo) await ports.notices.mark(user.id, mark)
  return posted
}

/** When it is somebody's turn again, and what is known of their address by then. */
function afterTurn(
  posted: Posted | null,
  { failures: before }: MailSettings,
  now: number,
  between: number,
): Parameters<Ports['mail']['change']>[1] {
  if (posted === null) return { nextAt: now + between }
  if (posted.kind === 'sent') return { nextAt: now + between, failures: 0, fault: null }
  const failures = before + 1
  const isShown = posted.kind === 'bounced' || failures >= SHOWN_AFTER
  return {
    failures,
    nextAt: now + retryAfter(failures),
    ...(isShown && { fault: { said: posted.said.slice(0, 300), at: now } }),
  }
}
