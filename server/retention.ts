import type { Logger } from 'pino'
import type { Clock } from '#app/usecases/ports.ts'
import type { NameStore } from './persistence/stores/names.ts'

const DAY = 86_400_000

type Deps = { names: Pick<NameStore, 'eraseOlder'>; clock: Clock; log: Logger; every?: number }

/**
 * Takes names away from texts that were handed on once they are older than so many days: at the start, and every day.
 * What fails is tried again the next day, and the log says so.
 */
export function keepNamesFor(
  days: number,
  { names, clock, log, every = DAY }: Deps,
): { stop(): Promise<void> } {
  let work: Promise<void> | null = null
  const begin = () => {
    work ??= eraseOnce(clock.now() - days * DAY, names, log).finally(() => (work = null))
  }
  const timer = setInterval(begin, every)
  timer.unref()
  begin()
  return {
    async stop() {
      clearInterval(timer)
      await work
    },
  }
}

async function eraseOnce(before: number, names: Deps['names'], log: Logger): Promise<void> {
  try {
    const erased = await names.eraseOlder(before)
    if (erased.entries + erased.stays > 0) log.info(erased, 'old names were erased')
  } catch (err) {
    log.error({ err }, 'old names could not be erased')
  }
}
