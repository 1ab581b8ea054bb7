import { CHAIR } from '#app/domain/basics/actor.ts'
import type { Messages } from '#app/messages/en.ts'
import type { Letter, LetterFacts } from '#app/usecases/record/mail-notices.ts'

/** Lines of one mail; the rest is counted. */
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
  const { mails, notices, record, roles, when, words } = m
  const nameOf = ({ delegation, role }: LetterFacts['told'][number]['by']) =>
    delegation === null
      ? roles[role]
      : delegation === CHAIR
        ? words.chair
        : (names.get(delegation)?.[m.language] ?? delegation)
  const unsubscribe = `${origin}/unsubscribe?token=${encodeURIComponent(token)}`
  const lines = alike(told).map(
    ([{ by, what, labels, at, symbol, draft, number, paragraphs, paper, kind }, times]) => {
      const line = notices.line(nameOf(by), record.whats[what] ?? what, labels.join(', '))
      return [
        `- ${mails.times(line, times)} (${notices.why[kind]})`,
        `  ${symbol}, ${when.moment(at)}`,
        `  ${origin}${addressOf({ draft, paragraphs, paper })}`,
        ...(paper ? [`  ${mails.record(paper.symbol, number, paper.code)}`] : []),
      ].join('\n')
    },
  )
  const more = lines.splice(MOST).length
  if (more > 0) lines.push(`- ${mails.more(more)}: ${origin}/notices`)
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

/** Where it can be seen: the paper that went out, else the place in the text. */
const addressOf = ({
  draft,
  paragraphs,
  paper,
}: Pick<LetterFacts['told'][number], 'draft' | 'paragraphs' | 'paper'>): string =>
  typeof paper?.revision === 'number'
    ? `/drafts/${draft}/revisions/${paper.revision}`
    : `/drafts/${draft}${paragraphs[0] ? `#${encodeURIComponent(paragraphs[0])}` : ''}`

/** One line for what the same did several times at the same place, as the latest of them, with how often. */
function alike(told: LetterFacts['told']): [LetterFacts['told'][number], number][] {
  const found = new Map<string, [LetterFacts['told'][number], number]>()
  for (const each of told) {
    const { by, what, kind, draft, labels, paragraphs, paper } = each
    const key = JSON.stringify([by, what, kind, draft, labels, paragraphs, paper])
    found.set(key, [found.get(key)?.[0] ?? each, (found.get(key)?.[1] ?? 0) + 1])
  }
  return [...found.values()]
}
