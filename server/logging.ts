import { destination, pino, type Logger } from 'pino'
import type { Settings } from './settings.ts'

/**
 * Structured lines on standard error; standard output is for people. Nobody's text is ever logged: only ids,
 * kinds, counts and times.
 */
export const openLog = (level: Settings['logLevel']): Logger =>
  pino(
    { level, base: null, redact: ['req', 'res', 'headers', 'cookie'] },
    destination({ dest: 2, sync: true }),
  )
