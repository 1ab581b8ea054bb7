import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'

export type HonestSettings = { address: string; cookies: Record<string, string> }
export type Question = 'window' | 'rest' | 'go' | 'who'

/** ms from an author's letter to its reader, in rooms that nobody attacks, since the last look. */
export type Latency = { kind: 'window'; count: number; p50: number; p99: number; max: number }
/** Everyone has stopped typing; `complete` when everything is stored and has reached everybody. */
export type Rest = { kind: 'rest'; complete: boolean; copies: Record<string, string>; expelled: string[] }
/** Client ids in the attacked room: one that writes, one that only shows its caret, one of the attacker's delegation. */
export type Who = { kind: 'who'; victim: number; silent: number; colleague: number }
export type Answer = Latency | Rest | Who | { kind: 'go' }

/** The honest people: they type all the while in a process of their own, so that an attack does not slow them here. */
export class HonestGroup {
  private asked = 0
  private readonly waiting = new Map<number, (answer: Answer) => void>()

  private constructor(private readonly child: ChildProcess) {
    child.on('message', ({ n, answer }: { n: number; answer: Answer }) => {
      this.waiting.get(n)?.(answer)
      this.waiting.delete(n)
    })
  }

  static async start(honesty: HonestSettings): Promise<HonestGroup> {
    const child = fork(join(import.meta.dirname, 'process.ts'), { execArgv: ['--import', 'tsx'] })
    const group = new HonestGroup(child)
    const ready = new Promise<Answer>((resolve) => group.waiting.set(0, resolve))
    child.send(honesty)
    await ready
    return group
  }

  window = () => this.ask<Latency>('window')
  rest = () => this.ask<Rest>('rest')
  go = () => this.ask('go')
  who = () => this.ask<Who>('who')

  close(): void {
    this.child.kill()
  }

  private ask<T extends Answer>(ask: Question): Promise<T> {
    const n = ++this.asked
    return new Promise((resolve) => {
      this.waiting.set(n, (answer) => resolve(answer as T))
      this.child.send({ n, ask })
    })
  }
}
