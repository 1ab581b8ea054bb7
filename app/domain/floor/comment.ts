import type { DelegationCode, Role, UserId } from '../basics/actor.ts'
import { charAfter, offsetOf } from '../basics/character.ts'
import type { ParagraphId } from '../basics/paragraph.ts'
import { proposalsOf } from '../text/proposal.ts'
import { accept, refuse, type Result } from '../basics/result.ts'
import { PARAGRAPH_BREAK, type CharId, type ProposalId, type RollingParagraph } from '../basics/rolling.ts'

/** Characters of one client that follow each other: the first one and how many. */
export type Stretch = readonly [first: CharId, length: number]

/** What somebody wants to comment on. */
export type AboutAsked =
  | { kind: 'paragraph'; paragraph: ParagraphId }
  | { kind: 'proposal'; paragraph: ParagraphId; proposals: readonly ProposalId[] }
  /** From one character of the rolling text to another, both included, in one paragraph. */
  | { kind: 'words'; paragraph: ParagraphId; from: CharId; to: CharId }

/** What a thread is about, for as long as it lasts. Words are known by their characters, wherever these go. */
export type About =
  | Exclude<AboutAsked, { kind: 'words' }>
  | { kind: 'words'; paragraph: ParagraphId; characters: readonly Stretch[] }

/** Somebody called upon with an @. `name` is how the words of the comment call it. */
export type Mention =
  | { kind: 'delegation'; code: DelegationCode; name: string }
  /** Within a delegation only: at the table nobody is a person. */
  | { kind: 'person'; user: UserId; name: string }

/** Who speaks. At the table one knows the delegation, or the role of those who have none. */
export type Speaker = {
  user: UserId
  role: Role
  delegation: DelegationCode | null
  /** The person's name, within its own delegation; null at the table. */
  name: string | null
}

export type Comment = Speaker & {
  id: string
  /** ms since epoch */
  at: number
  text: string
  mentions: readonly Mention[]
}

/** A conversation about one place of the text. */
export type Thread = {
  id: string
  about: About
  /** The words it was about when it began, which stay when the text no longer has them. */
  words: string
  /** Never empty; the oldest first. */
  comments: readonly Comment[]
  resolved: (Speaker & { at: number }) | null
}

/** Where a thread belongs now. */
export type ThreadPlace = {
  /** Null when the paragraph is not in the text any more. */
  paragraph: ParagraphId | null
  /** What it is about is no longer there: decided, withdrawn, struck out of the text. */
  isGone: boolean
  /** The words it is about that still stand, wherever they went, in the order of the comment. */
  passages: readonly Passage[]
}

/** Words of one paragraph, by their characters. */
export type Passage = { paragraph: ParagraphId; characters: readonly Stretch[] }

/** What somebody says within its own delegation. */
export type SaidWithin =
  | { kind: 'comment'; about: AboutAsked; text: string; mentions: readonly Mention[] }
  | { kind: 'reply'; thread: string; text: string; mentions: readonly Mention[] }
  | { kind: 'resolve-thread'; thread: string }
  | { kind: 'reopen-thread'; thread: string }

export const COMMENT_LIMITS = {
  /** UTF-16 units of one comment. */
  text: 4_000,
  /** Of a draft at the table, and of each delegation within. */
  threads: 2_000,
  /** Comments of one thread. */
  comments: 300,
  /** Of the words it is about, kept with it. */
  words: 600,
  mentions: 40,
}

export type CommentRefusal =
  | { kind: 'nothing-said' }
  | { kind: 'comment-too-long'; limit: number }
  /** The words, the proposal or the paragraph that it would be about are gone. */
  | { kind: 'nothing-to-comment-on' }
  | { kind: 'no-such-thread' }
  | { kind: 'too-many-comments'; limit: number }
  /** Resolved by whoever has begun it, or by the podium. */
  | { kind: 'not-your-thread' }

/** What a text may not hold: control characters other than line breaks and tabs, which no database and no file takes. */
const CONTROL = /[^\P{Cc}\n\t]/gu

/** The words of a comment as they are kept, and who is really called upon in them. */
export function sayable(
  text: string,
  mentions: readonly Mention[],
): Result<Pick<Comment, 'text' | 'mentions'>, CommentRefusal> {
  const kept = text.replaceAll('\r\n', '\n').replace(CONTROL, '').trim()
  if (kept === '') return refuse({ kind: 'nothing-said' })
  if (kept.length > COMMENT_LIMITS.text)
    return refuse({ kind: 'comment-too-long', limit: COMMENT_LIMITS.text })
  return accept({ text: kept, mentions: mentionsIn({ text: kept, mentions }) })
}

const keyOf = (mention: Mention): string =>
  mention.kind === 'delegation' ? `delegation ${mention.code}` : `person ${mention.user}`

/** Everybody a comment calls upon, each once: those whose `@name` still stands in its words. */
export function mentionsIn({ text, mentions }: Pick<Comment, 'text' | 'mentions'>): Mention[] {
  const called = mentions.filter(({ name }) => name !== '' && text.includes(`@${name}`))
  return [...new Map(called.map((mention) => [keyOf(mention), mention])).values()].slice(
    0,
    COMMENT_LIMITS.mentions,
  )
}

/** A comment's words cut where somebody is called upon. */
export function callsIn(
  comment: Pick<Comment, 'text' | 'mentions'>,
): { text: string; mention: Mention | null }[] {
  const mentions = [...mentionsIn(comment)].sort((a, b) => b.name.length - a.name.length)
  const parts: { text: string; mention: Mention | null }[] = []
  let plain = ''
  for (let at = 0; at < comment.text.length;) {
    const mention = mentions.find(({ name }) => comment.text.startsWith(`@${name}`, at))
    if (!mention) {
      plain += comment.text[at]
      at++
      continue
    }
    if (plain) parts.push({ text: plain, mention: null })
    plain = ''
    parts.push({ text: `@${mention.name}`, mention })
    at += mention.name.length + 1
  }
  return plain ? [...parts, { text: plain, mention: null }] : parts
}

/**
 * What a comment on this paragraph is about, and the words it is about as they stand now. `paragraph` is the one
 * asked for, null when there is none.
 */
export function aboutOf(
  asked: AboutAsked,
  paragraph: RollingParagraph | null,
): Result<{ about: About; words: string }, CommentRefusal> {
  const nothing = refuse<CommentRefusal>({ kind: 'nothing-to-comment-on' })
  if (!paragraph) return nothing
  const all = paragraph.runs.map(({ text }) => text).join('')
  if (asked.kind === 'paragraph') return accept({ about: asked, words: shortened(all) })
  if (asked.kind === 'proposal') {
    const proposal = proposalsOf(paragraph).find(({ ids }) => ids.some((id) => asked.proposals.includes(id)))
    if (!proposal) return nothing
    const words = [proposal.struck.trim(), proposal.inserted.trim()].filter(Boolean).join(' → ')
    return accept({ about: { ...asked, proposals: proposal.ids }, words: shortened(words) })
  }
  const [from, to] = [offsetOf(paragraph.runs, asked.from), offsetOf(paragraph.runs, asked.to)]
  if (from === null || to === null || from > to) return nothing
  const about = {
    kind: 'words' as const,
    paragraph: asked.paragraph,
    characters: stretches(paragraph, from, to + 1),
  }
  return accept({ about, words: shortened(all.slice(from, to + 1)) })
}

const shortened = (words: string): string => {
  const plain = words.replaceAll(PARAGRAPH_BREAK, '¶').trim()
  return plain.length > COMMENT_LIMITS.words
    ? `${plain.slice(0, COMMENT_LIMITS.words - 1).trimEnd()}…`
    : plain
}

function stretches({ runs }: RollingParagraph, from: number, to: number): Stretch[] {
  const found: Stretch[] = []
  let before = 0
  for (const { first, text } of runs) {
    const [start, end] = [Math.max(from - before, 0), Math.min(to - before, text.length)]
    before += text.length
    if (start >= end) continue
    const last = found.at(-1)
    if (last && charAfter(last[0], last[1]) === charAfter(first, start))
      found[found.length - 1] = [last[0], last[1] + end - start]
    else found.push([charAfter(first, start), end - start])
  }
  return found
}

/** Whether two speak for the same: one delegation, or one office. */
export const isSameAuthor = (
  a: Pick<Speaker, 'role' | 'delegation'>,
  b: Pick<Speaker, 'role' | 'delegation'>,
): boolean => (a.delegation ?? a.role) === (b.delegation ?? b.role)

/** A thread at the table is settled, or opened again, by whoever began it and by the podium. */
export const maySettle = (thread: Thread, by: Pick<Speaker, 'role' | 'delegation'>): boolean =>
  by.role === 'chair' || by.role === 'secretariat' || isSameAuthor(thread.comments[0]!, by)
