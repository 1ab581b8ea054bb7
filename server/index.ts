import { startServer } from './compose.ts'
import { openLog } from './logging.ts'
import { StartError } from './persistence/start-error.ts'
import { readSettings } from './settings.ts'

/** ms after which a stop that hangs is given up; everything acknowledged is stored already. */
const STOP_WITHIN = 10_000

/** What cannot start says so in one line; anything else is a bug and shows its trace. */
function giveUp(error: unknown): never {
  const text = error instanceof StartError ? error.message : ((error as Error).stack ?? String(error))
  process.stderr.write(`${text}\n`)
  process.exit(1)
}

async function run(): Promise<void> {
  const settings = readSettings(process.env)
  const log = openLog(settings.logLevel)
  const lost = (reason: Error): void => fail('the database is gone', reason)
  const starting = startServer(settings, log, lost)
  let stopping = false

  const stop = async (code: number): Promise<void> => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), STOP_WITHIN).unref()
    await starting.then((server) => server.stop()).catch(() => undefined)
    process.exit(code)
  }
  function fail(what: string, err: unknown): void {
    log.fatal({ err }, what)
    void stop(1)
  }
  // Not SIGHUP: whoever starts the server with nohup means it to stay.
  process.on('SIGTERM', () => void stop(0))
  // Whoever presses Ctrl-C again does not want to wait; what was acknowledged is stored.
  process.on('SIGINT', () => (stopping ? process.exit(130) : void stop(0)))
  process.on('uncaughtException', (error) => fail('a fault that nothing caught', error))

  const server = await starting
  if (!stopping) process.stdout.write(`Corchete is ready at ${server.address}\n${server.reach}\n`)
}

run().catch(giveUp)
