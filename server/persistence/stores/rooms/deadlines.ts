import type { DeadlineStore } from '#app/usecases/ports.ts'
import type { PrismaClient } from '../../generated/client.ts'

export function deadlineStore(prisma: PrismaClient): DeadlineStore {
  return {
    async due(now) {
      const rows = await prisma.deadlineRow.findMany({
        where: { at: { lte: new Date(now) } },
        orderBy: { at: 'asc' },
        select: { draft: true },
      })
      return rows.map(({ draft }) => draft)
    },
  }
}

/** What sets the alarm of a draft, or takes it away; part of the transaction that stores why. */
export const settingDeadline = (prisma: PrismaClient, draft: string, deadline: number | null) =>
  deadline === null
    ? prisma.deadlineRow.deleteMany({ where: { draft } })
    : prisma.deadlineRow.upsert({
        where: { draft },
        create: { draft, at: new Date(deadline) },
        update: { at: new Date(deadline) },
      })
