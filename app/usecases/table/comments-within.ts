import type { Actor, DelegationCode } from '#app/domain/basics/actor.ts'
import {
  COMMENT_LIMITS,
  aboutOf,
  sayable,
  type Comment,
  type CommentRefusal,
  type SaidWithin,
  type Thread,
} from '#app/domain/floor/comment.ts'
import type { DraftId } from '#app/domain/basics/draft.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import { findDraft } from '../permit.ts'
import type { Ports } from '../ports.ts'

/** What the people of one delegation say to each other about a text. */
export type CommentsWithin = {
  threads: Thread[]
  /** Whom one can call upon. */
  colleagues: { user: string; name: string }[]
}

type Needs = Pick<Ports, 'drafts' | 'internalComments' | 'colleagues'>
type Refused = PageRefusal | CommentRefusal

/** The comments within the actor's own delegation; there is no way to ask for another's. */
export async function readCommentsWithin(
  ports: Needs,
  actor: Actor,
  draft: DraftId,
): Promise<Result<CommentsWithin, PageRefusal>> {
  const permitted = await delegationAt(ports, actor, draft)
  if (!permitted.ok) return permitted
  const delegation = permitted.value
  const [threads, people] = await Promise.all([
    ports.internalComments.of(draft, delegation),
    ports.colleagues.of(delegation),
  ])
  return accept({ threads, colleagues: people.map(({ id, name }) => ({ user: id, name })) })
}

/**
 * Says something within the actor's own delegation: begins a thread, replies, settles one or opens it again.
 * Nothing of it reaches the table or its record.
 */
export async function sayWithin(
  ports: Needs & Pick<Ports, 'rooms' | 'clock' | 'id'>,
  actor: Actor,
  draft: DraftId,
  said: SaidWithin,
): Promise<Result<null, Refused>> {
  const permitted = await delegationAt(ports, actor, draft)
  if (!permitted.ok) return permitted
  const delegation = permitted.value
  if (said.kind === 'comment') return begin(ports, [actor, delegation], draft, said)
  if (said.kind === 'reply') return reply(ports, [actor, delegation], draft, said)
  const speaker = { ...speakerOf(actor, delegation), at: ports.clock.now() }
  const resolved = said.kind === 'resolve-thread' ? speaker : null
  const isThere = await ports.internalComments.settle(draft, delegation, said.thread, resolved)
  return isThere ? accept(null) : refuse({ kind: 'no-such-thread' })
}

async function delegationAt(
  ports: Needs,
  actor: Actor,
  draft: DraftId,
): Promise<Result<DelegationCode, PageRefusal>> {
  const found = await findDraft(ports, actor, draft, 'comment-within')
  if (!found.ok) return found
  return actor.delegation === null ? refuse({ kind: 'not-allowed' }) : accept(actor.delegation)
}

type Speaking = Needs & Pick<Ports, 'rooms' | 'clock' | 'id'>
type By = [actor: Actor, delegation: DelegationCode]

const speakerOf = ({ user, name }: Actor, delegation: DelegationCode) => ({
  user,
  name,
  role: 'delegate' as const,
  delegation,
})

/** The comment as it is kept. Only colleagues are called upon, by the names they have: nobody else would find out what for. */
async function commentOf(
  ports: Speaking,
  [actor, delegation]: By,
  { text, mentions }: Extract<SaidWithin, { text: string }>,
): Promise<Result<Comment, CommentRefusal>> {
  const names = new Map((await ports.colleagues.of(delegation)).map(({ id, name }) => [id, name]))
  const said = sayable(
    text,
    mentions.flatMap((mention) => {
      const name = mention.kind === 'person' ? names.get(mention.user) : undefined
      return name === undefined ? [] : [{ ...mention, name }]
    }),
  )
  if (!said.ok) return said
  return accept({ id: ports.id(), ...speakerOf(actor, delegation), at: ports.clock.now(), ...said.value })
}

async function begin(
  ports: Speaking,
  by: By,
  draft: DraftId,
  said: Extract<SaidWithin, { kind: 'comment' }>,
): Promise<Result<null, Refused>> {
  const { paragraphs } = await ports.rooms.read(draft)
  const paragraph = paragraphs.find(({ id }) => id === said.about.paragraph) ?? null
  const found = aboutOf(said.about, paragraph)
  if (!found.ok) return found
  const comment = await commentOf(ports, by, said)
  if (!comment.ok) return comment
  const { internalComments } = ports
  if ((await internalComments.of(draft, by[1])).length >= COMMENT_LIMITS.threads)
    return refuse({ kind: 'too-many-comments', limit: COMMENT_LIMITS.threads })
  const thread = { id: comment.value.id, ...found.value, comments: [comment.value], resolved: null }
  await internalComments.open(draft, by[1], thread)
  return accept(null)
}

async function reply(
  ports: Speaking,
  by: By,
  draft: DraftId,
  said: Extract<SaidWithin, { kind: 'reply' }>,
): Promise<Result<null, Refused>> {
  const comment = await commentOf(ports, by, said)
  if (!comment.ok) return comment
  const { internalComments } = ports
  const thread = await internalComments.byId(draft, by[1], said.thread)
  if (!thread) return refuse({ kind: 'no-such-thread' })
  if (thread.comments.length >= COMMENT_LIMITS.comments)
    return refuse({ kind: 'too-many-comments', limit: COMMENT_LIMITS.comments })
  await internalComments.reply(draft, by[1], thread.id, comment.value)
  return accept(null)
}
