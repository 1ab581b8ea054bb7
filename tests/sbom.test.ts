import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { home } from '#server/home.ts'

type Bom = {
  bomFormat: string
  metadata: { component: { name: string } }
  components: { name: string; version: string; hashes: { content: string }[] }[]
}

test('what the product is made of is listed whole, with checksums, and binds nobody who uses it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sbom-'))
  try {
    const file = join(folder, 'sbom.cdx.json')
    execFileSync(process.execPath, ['scripts/sbom.mjs', file], { cwd: home })
    const bom = JSON.parse(readFileSync(file, 'utf8')) as Bom
    expect([bom.bomFormat, bom.metadata.component.name]).toEqual(['CycloneDX', 'corchete'])
    const { dependencies } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>
    }
    const listed = bom.components.map(({ name }) => name)
    expect(listed).toEqual(expect.arrayContaining(Object.keys(dependencies)))
    expect(bom.components.filter(({ hashes }) => !hashes?.[0]?.content)).toEqual([])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
