import type { PrismaClient } from './generated/client.ts'
import delegations from './reference/delegations.json' with { type: 'json' }
import organs from './reference/organs.json' with { type: 'json' }

/**
 * Puts in the 35 member states (names in the forms the OAS uses, ISO 3166 codes, Spanish alphabetical order)
 * and the organs a text travels through. Rows that are there stay as they are: an administrator may have
 * corrected them, since participation and organs are data.
 */
export async function seedReference(prisma: PrismaClient): Promise<void> {
  const rows = organs.map(({ next, ...organ }, position) => ({ ...organ, nextCode: next, position }))
  await prisma.delegationRow.createMany({ data: delegations, skipDuplicates: true })
  // One statement, so an organ may name a next one that comes after it.
  await prisma.organRow.createMany({ data: rows, skipDuplicates: true })
}
