import type { Logger } from 'pino'
import type { DraftId } from '#app/domain/basics/draft.ts'
import type { Clock, DeadlineStore } from '#app/usecases/ports.ts'

/** ms between two looks for deadlines that have passed. */
const TICK = 1_000

export type DeadlineWatchDeps = {
  deadlines: DeadlineStore
  clock: Clock
  log: Logger
  /** Has the room of a draft decide what is due there, wherever it lives. */
  settleDeadlines(draft: DraftId): Promise<void>
}

/**
 * Looks every second, and at once when it starts, for drafts whose deadline has passed. Every process looks; the
 * room decides, once. Resolves from `stop` when no look is under way any more.
 */
export function watchDeadlines(deps: DeadlineWatchDeps): { stop(): Promise<void> } {
  let look: Promise<void> | null = null
  const begin = () => {
    look ??= lookOnce(deps).finally(() => (look = null))
  }
  const timer = setInterval(begin, TICK)
  begin()
  return {
    async stop() {
      clearInterval(timer)
      await look
    },
  }
}

async function lookOnce({ deadlines, clock, log, settleDeadlines }: DeadlineWatchDeps): Promise<void> {
  try {
    const due = await deadlines.due(clock.now())
    const fault = (draft: DraftId) => (err: unknown) =>
      log.error({ err, draft }, 'a deadline waits for the next look')
    await Promise.all(due.map((draft) => settleDeadlines(draft).catch(fault(draft))))
  } catch (err) {
    log.error({ err }, 'deadlines could not be read')
  }
}
