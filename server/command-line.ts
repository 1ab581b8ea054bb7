import { StartError } from './persistence/start-error.ts'

/** Runs a program of the command line. What its user got wrong is said in a sentence; it ends with 1. */
export function runProgram(main: () => Promise<void>): void {
  main().catch((error: unknown) => {
    const isUsage = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
    const { message, stack } = error as Error
    process.stderr.write(`${error instanceof StartError || isUsage ? message : (stack ?? message)}\n`)
    process.exit(1)
  })
}

export function say(text: string): void {
  process.stdout.write(text)
}
