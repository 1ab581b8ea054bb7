import { destination, pino, type Logger } from 'pino'
import type { Settings } from './settings.ts'

/**
 * Structured lines on standard error; standard output is for people. Nobody's text is ever logged: only ids,
 * kinds, counts and times. Faults are logged by `plainError`.
 */
export const openLog = (level: Settings['logLevel']): Logger =>
  pino(
    {
      level,
      base: null,
      redact: ['req', 'res', 'headers', 'cookie'],
      serializers: { err: plainError, error: plainError },
    },
    destination({ dest: 2, sync: true }),
  )

export type PlainError = {
  type: string
  message: string
  code?: string
  table?: string
  constraint?: string
  stack?: string
  cause?: PlainError
}

type Fault = Error & {
  code?: unknown
  table?: unknown
  constraint?: unknown
  cause?: unknown
  meta?: unknown
}

/** What Prisma's adapter found out from the driver. */
type Adapter = { kind?: string; originalCode?: string; originalMessage?: string }

/**
 * What of an error may stand in a log: its kind, its code, where it happened, and its sentence only where
 * that is our own or the system's. Databases and parsers quote what they were given, and that may be
 * anybody's words: of theirs the kind, the code and the place have to do.
 */
export function plainError(thrown: unknown): PlainError {
  if (!(thrown instanceof Error))
    return { type: typeof thrown, message: 'something that is no error was thrown' }
  const fault: Fault = thrown
  const { table, constraint, cause, stack } = fault
  const adapter = adapterIn(fault)
  const code = adapter?.originalCode ?? fault.code
  return {
    type: fault.name,
    message: sentenceOf(fault, adapter),
    ...(typeof code === 'string' && { code }),
    ...(typeof table === 'string' && { table }),
    ...(typeof constraint === 'string' && { constraint }),
    ...(stack && { stack: framesOf(stack) }),
    ...(cause instanceof Error && { cause: plainError(cause) }),
  }
}

const adapterIn = ({ name, meta, cause }: Fault): Adapter | undefined =>
  name === 'DriverAdapterError'
    ? (cause as Adapter | undefined)
    : (meta as { driverAdapterError?: { cause?: Adapter } } | undefined)?.driverAdapterError?.cause

function sentenceOf(fault: Fault, adapter: Adapter | undefined): string {
  if (adapter && isOfOperations(adapter.originalCode)) return adapter.originalMessage ?? UNSAID
  if (adapter?.kind) return `the database: ${adapter.kind}`
  if ('severity' in fault) return isOfOperations(fault.code) ? fault.message : UNSAID
  const quotes = /^Prisma|DriverAdapterError|SyntaxError|ZodError|URIError/.test(fault.name)
  return quotes || fault.message.length > 500 ? UNSAID : fault.message
}

const UNSAID = 'left out: it may quote a text'

/**
 * What PostgreSQL says of its own troubles (class 53 no resources, 57 stopped, 58 the system, 08 the line)
 * names files and limits alone, and whoever operates the server needs it.
 */
const isOfOperations = (code: unknown): boolean => /^(53|57|58|08)/.test(String(code))

/** The frames without the sentence above them. */
const framesOf = (stack: string): string =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
