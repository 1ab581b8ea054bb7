import type { PrismaClient } from '../generated/client.ts'

/** What the installation remembers about itself. */
export type Installation = {
  read(name: string): Promise<string | null>
  write(name: string, value: string): Promise<void>
  /** The value kept under that name; the first one to ask puts it there. */
  remember(name: string, make: () => string): Promise<string>
  /** True when nobody has worked here yet: no user, no draft. */
  isEmpty(): Promise<boolean>
}

export function installation(prisma: PrismaClient): Installation {
  const read = async (name: string): Promise<string | null> =>
    (await prisma.installationRow.findUnique({ where: { name } }))?.value ?? null
  return {
    read,
    async write(name, value) {
      await prisma.installationRow.upsert({ where: { name }, create: { name, value }, update: { value } })
    },
    async remember(name, make) {
      await prisma.installationRow.createMany({ data: [{ name, value: make() }], skipDuplicates: true })
      return (await read(name))!
    },
    async isEmpty() {
      return (await prisma.userRow.count()) === 0 && (await prisma.draftRow.count()) === 0
    },
  }
}
