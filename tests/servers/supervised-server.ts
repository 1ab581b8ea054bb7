import { once } from 'node:events'
import { start, type Product } from './product.ts'

/** The product under a supervisor: one that ends by itself is started again until it stays. */
export class SupervisedServer {
  private product: Product | null = null
  private opening: Promise<void> | null = null
  private closing = false
  /** What it wrote to standard error, and why starts failed. */
  readonly output: string[] = []
  /** Times it ended by itself. */
  crashes = 0

  constructor(private readonly settings: Record<string, string>) {}

  get address(): string {
    return `http://127.0.0.1:${this.settings.PORT}`
  }

  /** Starts it where it does not run, trying again while it cannot. */
  async start(): Promise<void> {
    if (this.isRunning) return
    this.opening ??= this.starting().finally(() => (this.opening = null))
    await this.opening
  }

  private async starting(): Promise<void> {
    while (!this.closing) {
      try {
        this.product = await start({ LOG_LEVEL: 'warn', DEMO: '0', PACE: '1000', ...this.settings })
      } catch (error) {
        this.output.push((error as Error).message)
        await new Promise((resolve) => setTimeout(resolve, 300))
        continue
      }
      const { process } = this.product
      process.stderr!.on('data', (bytes: Buffer) => this.output.push(bytes.toString()))
      process.once('exit', (code, signal) => {
        if (signal === 'SIGKILL' || this.closing) return
        this.crashes++
        void this.start()
      })
      return
    }
  }

  get isRunning(): boolean {
    return this.product !== null && this.product.process.exitCode === null && !this.product.process.signalCode
  }

  /** SIGKILL, in the middle of whatever it does. */
  async kill(): Promise<void> {
    await this.opening
    const { process } = this.product!
    if (!this.isRunning) return
    const gone = once(process, 'exit')
    process.kill('SIGKILL')
    await gone
  }

  /** Ends it as an operator does; answers the exit code. */
  async stop(): Promise<number | null> {
    await this.opening
    this.closing = true
    return this.isRunning ? this.product!.stop() : null
  }
}
