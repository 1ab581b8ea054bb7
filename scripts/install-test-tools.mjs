// What the tests need besides Node: a browser, a PostgreSQL and a Redis of their own.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'

const tools = [
  { package: 'chromium', isThere: () => existsSync(process.env.CHROMIUM ?? '/usr/bin/chromium') },
  { package: 'redis-server', isThere: () => existsSync('/usr/bin/redis-server') },
  { package: 'postgresql', isThere: () => hasPostgres('/usr/lib/postgresql') },
]

const hasPostgres = (folder) =>
  existsSync(folder) && readdirSync(folder).some((version) => existsSync(`${folder}/${version}/bin/initdb`))

/** Installs what is missing where that is possible; otherwise says what to install and leaves the program. */
export function installTestTools() {
  const missing = tools.filter((tool) => !tool.isThere()).map((tool) => tool.package)
  if (missing.length === 0) return
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    const how = existsSync('/usr/bin/apt-get') ? `: sudo ${command}` : ', as Debian packages them.'
    console.error(
      `The tests need ${missing.join(' and ')}. Install ${missing.length > 1 ? 'them' : 'it'}${how}`,
    )
    process.exit(1)
  }
  console.log(`Installing ${missing.join(' and ')} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const parameters of [['update', '-q'], command.split(' ').slice(1)]) {
    const { status, stdout, stderr } = spawnSync('apt-get', parameters, { env, encoding: 'utf8' })
    if (status === 0) continue
    console.error(`${stdout}${stderr}\napt-get ${parameters[0]} failed; the lines above say why.`)
    process.exit(1)
  }
}
