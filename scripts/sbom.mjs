// `npm run sbom`: what the product is made of, as CycloneDX, in the file that is named (build/sbom.cdx.json): every
// package that runs, with its version, checksum and licence. Ends with 1 where one has a licence that would bind
// whoever uses the product.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const home = join(dirname(fileURLToPath(import.meta.url)), '..')
const target = process.argv[2] ?? join(home, 'build/sbom.cdx.json')
const FREE =
  /^(MIT(-0)?|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|OFL-1\.1|CC0-1\.0|Unlicense|BlueOak-1\.0\.0|Python-2\.0)$/

const parameters = ['--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application']
const listed = execFileSync('npm', ['sbom', ...parameters], {
  cwd: home,
  maxBuffer: 2 ** 26,
  shell: process.platform === 'win32',
})
const bom = JSON.parse(listed)
bom.metadata.component.name = 'corchete'

// What only makes and tests it is marked so in the lock file. (npm's `--omit=dev` leaves out more: what runs, and a tool
// asks for too.)
const { packages } = JSON.parse(readFileSync(join(home, 'package-lock.json'), 'utf8'))
const shipped = new Set(
  Object.entries(packages)
    .filter(([, { dev, devOptional, peer }]) => !dev && !devOptional && !peer)
    .map(([path, { version }]) => `${path.slice(path.lastIndexOf('node_modules/') + 13)}@${version}`),
)
bom.components = bom.components.filter(({ purl }) =>
  shipped.has(decodeURIComponent(purl.split('?')[0].replace('pkg:npm/', ''))),
)
const runs = new Set([bom.metadata.component, ...bom.components].map((part) => part['bom-ref']))
bom.dependencies = bom.dependencies
  .filter(({ ref }) => runs.has(ref))
  .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((each) => runs.has(each)) }))

const licencesOf = ({ licenses = [] }) =>
  licenses.map(({ license, expression }) => license?.id ?? license?.name ?? expression ?? '')
/** One of several is enough where a package lets choose. */
const isFree = (licence) =>
  licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((each) => FREE.test(each)))
const bound = bom.components.filter((part) => {
  const licences = licencesOf(part)
  return licences.length === 0 || !licences.every(isFree)
})

mkdirSync(dirname(target), { recursive: true })
writeFileSync(target, `${JSON.stringify(bom, null, 2)}\n`)
console.log(`${bom.components.length} packages in ${target}`)
for (const part of bound)
  console.error(`${part.name} ${part.version}: ${licencesOf(part).join(', ') || 'no licence'}`)
process.exit(bound.length > 0 ? 1 : 0)
