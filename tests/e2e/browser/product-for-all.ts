import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { start } from '#tests/servers/product.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    address: string
  }
}

/** Starts the built product once, with data of its own, for all files; each test makes its own draft. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'browsers-'))
  const product = await start({ DATA_DIR: folder })
  project.provide('address', product.address)
  return async () => {
    await product.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
