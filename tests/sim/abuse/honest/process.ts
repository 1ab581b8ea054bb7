// The honest people of the abuse tester, in a process of their own: they type, measure and never know who else is there.
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { editing } from '#app/document/propose/gesture.ts'
import { Layers } from '#app/document/model/layers.ts'
import { MESSAGE, readStored } from '#app/document/wire.ts'
import { fingerprint } from '../fingerprint.ts'
import type { Answer, HonestSettings, Question } from './group.ts'

process.setMaxListeners(0)
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** One browser tab of an honest person. */
class HonestClient {
  readonly doc = new Y.Doc()
  readonly layers = new Layers(this.doc)
  readonly provider: WebsocketProvider
  private sent = 0
  private stored = 0
  private text: Y.Text | null = null
  private entry = ''
  expelled: string | null = null

  constructor(
    { address, cookies }: HonestSettings,
    readonly draft: string,
    readonly user: string,
    readonly delegation: string,
  ) {
    const headers = { cookie: cookies[user]!, origin: address }
    const counts = (message: unknown) => {
      if (message instanceof Uint8Array && message[0] === MESSAGE.sync && message[1] !== 0) this.sent++
    }
    class SignedIn extends WebSocket {
      constructor(url: string) {
        super(url, { headers })
        counts(null)
      }
      override send(message: Uint8Array) {
        counts(message)
        super.send(message)
      }
    }
    this.provider = new WebsocketProvider(`${address.replace(/^http/, 'ws')}/collab`, draft, this.doc, {
      disableBc: true,
      WebSocketPolyfill: SignedIn as unknown as typeof globalThis.WebSocket,
    })
    const { messageHandlers } = this.provider
    messageHandlers[MESSAGE.stored] = (_, decoder) => (this.stored = readStored(decoder))
    messageHandlers[MESSAGE.late] = messageHandlers[MESSAGE.hello] = () => undefined
    this.provider.on('status', ({ status }) => status === 'connected' && (this.sent = this.stored = 0))
    this.provider.on(
      'closed',
      ({ code, reason }) => (this.expelled = `${user} in ${draft}: ${code} ${reason}`),
    )
    this.provider.awareness.setLocalState({ caret: { at: user } })
  }

  async ready() {
    while (!this.provider.synced) await pause(20)
  }

  /** Types one letter at the end of its proposal. */
  type(): void {
    if (!this.text) return this.begin()
    this.text.insert(this.text.length, 'abcdefghij '[this.text.length % 11]!)
  }

  private begin() {
    const { delegation, user } = this
    const author = { delegation, user, now: Date.now(), id: () => `${this.doc.clientID}-1` }
    const paragraph = this.layers.order()[user.length + (delegation.charCodeAt(0) % 3)]!
    editing(this.layers, author, 'typing', (edit) => edit.insert({ paragraph, offset: 3 }, 'a'))
    this.entry = [...this.doc.getMap(this.layer).keys()].find((id) => id.endsWith(`${this.doc.clientID}-1`))!
    this.text = (this.doc.getMap(this.layer).get(this.entry) as Y.Map<Y.Text>).get('text')!
  }

  private get layer() {
    return `p:${this.delegation}`
  }

  get typed(): number {
    return this.text?.length ?? 0
  }
  /** How much of another's typing has come here. */
  seen(other: HonestClient): number {
    const entry = this.doc.getMap(other.layer).get(other.entry)
    return entry instanceof Y.Map ? (entry as Y.Map<Y.Text>).get('text')!.length : 0
  }
  get isStored(): boolean {
    return this.provider.wsconnected && this.stored >= this.sent
  }
}

/** A writer and a reader in one room, and how long letters take from one to the other. */
class Pair {
  private readonly times: number[] = []
  private arrived = 0
  latencies: number[] = []

  constructor(
    readonly writer: HonestClient,
    readonly reader: HonestClient,
  ) {
    reader.doc.on('update', () => {
      const seen = reader.seen(writer)
      const now = performance.now()
      for (; this.arrived < seen; this.arrived++) this.latencies.push(now - this.times[this.arrived]!)
    })
  }

  type() {
    this.times.push(performance.now())
    this.writer.type()
  }
  get isEven(): boolean {
    return this.reader.seen(this.writer) >= this.writer.typed
  }
}

async function run(honesty: HonestSettings) {
  const seat = (draft: string, user: string) => new HonestClient(honesty, draft, user, user.toUpperCase())
  const quiet = [
    new Pair(seat('quiet-1', 'mex'), seat('quiet-1', 'bra')),
    new Pair(seat('quiet-2', 'jam'), seat('quiet-2', 'mex')),
  ]
  const target = [new Pair(seat('target', 'mex'), seat('target', 'bra'))]
  const colleague = seat('target', 'can')
  target.push(new Pair(colleague, target[0]!.reader))
  const pairs = [...quiet, ...target]
  const seats = [...new Set(pairs.flatMap(({ writer, reader }) => [writer, reader]))]
  await Promise.all(seats.map((one) => one.ready()))
  let resting = false
  // Each letter at its own moment: a pulse in common would only measure how they wait for each other.
  const paces = [47, 53, 101, 107]
  for (const [at, pair] of pairs.entries()) setInterval(() => resting || pair.type(), paces[at])

  const answers: Record<Question, () => Answer | Promise<Answer>> = {
    window() {
      const all = quiet.flatMap(({ latencies }) => latencies).sort((one, other) => one - other)
      for (const pair of pairs) pair.latencies = []
      const at = (share: number) => all[Math.min(all.length - 1, Math.floor(all.length * share))] ?? Infinity
      return { kind: 'window', count: all.length, p50: at(0.5), p99: at(0.99), max: at(1) }
    },
    async rest() {
      resting = true
      const until = Date.now() + 90_000
      const isDone = () => seats.every((one) => one.isStored) && pairs.every((pair) => pair.isEven)
      while (!isDone() && Date.now() < until) await pause(20)
      const copies = Object.fromEntries(
        seats.map((one) => [`${one.user} ${one.draft}`, fingerprint(one.doc)]),
      )
      const expelled = seats.flatMap(({ expelled }) => expelled ?? [])
      return { kind: 'rest', complete: isDone(), copies, expelled }
    },
    go() {
      resting = false
      return { kind: 'go' }
    },
    who() {
      const [victim, silent] = [target[0]!.writer.doc.clientID, target[0]!.reader.doc.clientID]
      return { kind: 'who', victim, silent, colleague: colleague.doc.clientID }
    },
  }
  process.on('message', (question: { n: number; ask: Question }) => {
    void Promise.resolve(answers[question.ask]()).then((answer) => process.send!({ n: question.n, answer }))
  })
  process.send!({ n: 0, answer: { kind: 'go' } })
}

process.once('message', (honesty: HonestSettings) => void run(honesty))
process.on('disconnect', () => process.exit(0))
