import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The product's own folder, whether it runs from its sources or from the build. */
export const home = ((): string => {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'prisma', 'schema.prisma'))) folder = dirname(folder)
  return folder
})()
