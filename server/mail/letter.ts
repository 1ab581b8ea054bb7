import type { Messages } from '#app/messages/en.ts'
import type { Letter, LetterFacts } from '#app/usecases/mail-notices.ts'

/** Notices told in one mail; the rest is counted. */
const MOST = 20

/**
 * Writes a letter in plain words.
 *
 * @param origin how people reach the product, without a slash at its end
 */
export function writeLetter(
  { user, settings: { token }, told, names }: LetterFacts,
  origin: string,
  m: Messages,
): Letter {
  const { mails, notices, record, roles, when } = m
  const unsubscribe = `${origin}/unsubscribe?token=${encodeURIComponent(token)}`
  const lines = told.slice(0, MOST).map(({ by, what, labels, at, symbol, draft, paragraphs, kind }) => {
    const who = by.delegation ? (names.get(by.delegation) ?? by.delegation) : roles[by.role]
    return [
      `- ${notices.line(who, record.whats[what] ?? what, labels.join(', '))} (${notices.why[kind]})`,
      `  ${symbol}, ${when.moment(at)}`,
      `  ${origin}/drafts/${draft}${paragraphs[0] ? `#${encodeURIComponent(paragraphs[0])}` : ''}`,
    ].join('\n')
  })
  if (told.length > MOST) lines.push(`- ${mails.more(told.length - MOST)}: ${origin}/notices`)
  return {
    to: { name: user.name, address: user.email },
    subject: mails.subject(told.length),
    text: [
      mails.greeting(user.name),
      lines.join('\n\n'),
      mails.why,
      `${mails.stop}\n${origin}/account\n${unsubscribe}`,
    ].join('\n\n'),
    unsubscribe,
  }
}
