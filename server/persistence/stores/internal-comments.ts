import type { About, Comment, Mention, Thread } from '#app/domain/floor/comment.ts'
import type { ColleagueStore, InternalCommentStore } from '#app/usecases/ports.ts'
import type { InternalCommentRow, InternalThreadRow, PrismaClient } from '../generated/client.ts'

export const colleagueStore = (prisma: PrismaClient): ColleagueStore => ({
  of: (delegation) =>
    prisma.userRow.findMany({
      where: { delegationCode: delegation },
      select: { id: true, name: true },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    }),
})

type Whole = InternalThreadRow & { comments: InternalCommentRow[] }
const whole = { comments: { orderBy: { serial: 'asc' } } } as const

/** Comments within a delegation: each statement names the delegation, so that none can reach another's. */
export function internalCommentStore(prisma: PrismaClient): InternalCommentStore {
  return {
    async of(draft, delegation) {
      const rows = await prisma.internalThreadRow.findMany({ where: { draft, delegation }, include: whole })
      return rows.sort((a, b) => serialOf(a) - serialOf(b)).map(threadOf)
    },
    async byId(draft, delegation, id) {
      const row = await prisma.internalThreadRow.findFirst({
        where: { id, draft, delegation },
        include: whole,
      })
      return row && threadOf(row)
    },
    async open(draft, delegation, { id, about, words, comments }) {
      const kept = { id, draft, delegation, about: JSON.stringify(about), words }
      await prisma.internalThreadRow.create({
        data: { ...kept, comments: { create: comments.map(rowOf) } },
      })
    },
    async reply(draft, delegation, id, comment) {
      const found = await prisma.internalThreadRow.count({ where: { id, draft, delegation } })
      if (found === 0) return false
      await prisma.internalCommentRow.create({ data: { ...rowOf(comment), thread: id } })
      return true
    },
    async settle(draft, delegation, id, resolved) {
      const { count } = await prisma.internalThreadRow.updateMany({
        where: { id, draft, delegation },
        data: {
          resolvedBy: resolved && JSON.stringify({ user: resolved.user, name: resolved.name }),
          resolvedAt: resolved && new Date(resolved.at),
        },
      })
      return count > 0
    },
  }
}

const serialOf = ({ comments }: Whole): number => Number(comments[0]?.serial ?? 0)

const rowOf = ({ id, user, name, at, text, mentions }: Comment) => ({
  id,
  user,
  name: name ?? '',
  at: new Date(at),
  text,
  mentions: JSON.stringify(mentions),
})

function threadOf(row: Whole): Thread {
  const { id, delegation, words, resolvedBy, resolvedAt } = row
  const voice = { role: 'delegate' as const, delegation }
  const by = resolvedBy === null ? null : (JSON.parse(resolvedBy) as { user: string; name: string })
  return {
    id,
    about: JSON.parse(row.about) as About,
    words,
    comments: row.comments.map(({ id, user, name, at, text, mentions }) => ({
      id,
      user,
      ...voice,
      name: name || null,
      at: at.getTime(),
      text,
      mentions: JSON.parse(mentions) as Mention[],
    })),
    resolved: by && resolvedAt && { ...by, name: by.name || null, ...voice, at: resolvedAt.getTime() },
  }
}
