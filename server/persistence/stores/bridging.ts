import type { BridgingStance, BridgingText } from '#app/domain/floor/bridging.ts'
import type { BridgingStore } from '#app/usecases/ports.ts'
import type { BridgingTextRow, BridgingViewRow, PrismaClient } from '../generated/client.ts'

type Whole = BridgingTextRow & { views: BridgingViewRow[] }

/** The chair's texts; a delegation's question names the delegation, and gets no other's view. */
export function bridgingStore(prisma: PrismaClient): BridgingStore {
  const newestFirst = [{ at: 'desc' }, { id: 'asc' }] as const
  return {
    async of(draft) {
      const views = { orderBy: { delegation: 'asc' } } as const
      const rows = await prisma.bridgingTextRow.findMany({
        where: { draft },
        include: { views },
        orderBy: [...newestFirst],
      })
      return rows.map(textOf)
    },
    async sentTo(draft, delegation) {
      const rows = await prisma.bridgingTextRow.findMany({
        where: { draft, sentAt: { not: null }, closedAt: null, views: { some: { delegation } } },
        include: { views: { where: { delegation } } },
        orderBy: [...newestFirst],
      })
      return rows.map(textOf)
    },
    async keep({ id, draft, paragraph, text, user, at }) {
      const data = { text, user, at: new Date(at) }
      const { count } = await prisma.bridgingTextRow.updateMany({
        where: { id, draft, paragraph, sentAt: null, closedAt: null },
        data,
      })
      if (count > 0) return true
      if ((await prisma.bridgingTextRow.count({ where: { id } })) > 0) return false
      await prisma.bridgingTextRow.create({ data: { ...data, id, draft, paragraph } })
      return true
    },
    async send(draft, id, to, at) {
      return prisma.$transaction(async (tx) => {
        const { count } = await tx.bridgingTextRow.updateMany({
          where: { id, draft, sentAt: null, closedAt: null },
          data: { sentAt: new Date(at) },
        })
        if (count === 0) return false
        await tx.bridgingViewRow.createMany({ data: to.map((delegation) => ({ text: id, delegation })) })
        return true
      })
    },
    async answer(draft, id, { delegation, stance, note, user, at }) {
      const { count } = await prisma.bridgingViewRow.updateMany({
        where: { text: id, delegation, of: { draft, closedAt: null } },
        data: { stance, note, user, at: at === null ? null : new Date(at) },
      })
      return count > 0
    },
    async close(draft, id, at) {
      const { count } = await prisma.bridgingTextRow.updateMany({
        where: { id, draft, closedAt: null },
        data: { closedAt: new Date(at) },
      })
      return count > 0
    },
  }
}

const textOf = ({ id, draft, paragraph, text, user, at, sentAt, closedAt, views }: Whole): BridgingText => ({
  id,
  draft,
  paragraph,
  text,
  user,
  at: at.getTime(),
  sentAt: sentAt?.getTime() ?? null,
  closedAt: closedAt?.getTime() ?? null,
  views: views.map((view) => ({
    delegation: view.delegation,
    stance: view.stance as BridgingStance | null,
    note: view.note,
    user: view.user,
    at: view.at?.getTime() ?? null,
  })),
})
