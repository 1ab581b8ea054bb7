import type { Logger } from 'pino'
import type { Messages } from '#app/messages/en.ts'
import { mailNotices } from '#app/usecases/record/mail-notices.ts'
import type { Ports } from '#app/usecases/ports.ts'
import { writeLetter } from './letter.ts'
import type { OpenPost } from './post.ts'

/** ms between two looks at who is to be told, at most. */
const EVERY = 30_000

export type Mailing = {
  /** Resolves when no mail is under way any more. */
  stop(): Promise<void>
}

type MailingSettings = {
  origin: string
  messages: Messages
  log: Logger
  between: number
  every?: number
}

/**
 * Mails notices now and then, in as many processes as there are: turns are given out by the database. Whatever goes
 * wrong is logged and tried again; nothing waits for mail.
 *
 * @param between ms between two mails to the same person
 */
export function startMailing(
  ports: Ports,
  post: OpenPost,
  { origin, messages, log, between, every = Math.min(EVERY, between) }: MailingSettings,
): Mailing {
  let working: Promise<void> | null = null
  const work = async () => {
    try {
      const sent = await mailNotices(ports, post, (facts) => writeLetter(facts, origin, messages), between)
      if (sent > 0) log.info({ sent }, 'notices were mailed')
    } catch (error) {
      log.warn({ err: error }, 'notices could not be mailed; they are tried again')
    }
  }
  const timer = setInterval(() => {
    working ??= work().finally(() => {
      working = null
    })
  }, every)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await working
      post.close()
    },
  }
}
