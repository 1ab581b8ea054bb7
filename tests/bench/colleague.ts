import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Author } from '#app/document/propose/edit.ts'
import { applyGesture } from '#app/document/propose/gesture.ts'
import { Layers } from '#app/document/model/layers.ts'
import { MESSAGE } from '#app/document/wire.ts'
import { isClosed, type ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { HttpClient } from '#tests/servers/product.ts'

/** ms between two keystrokes: five a second, 60 words a minute. */
const PACE = 200
/** Characters typed in one place before it goes on in another. */
const STRETCH = 40
process.setMaxListeners(0) // each provider wants to hear of the end
const WORDS = 'in line with national law and the commitments of member states '

/** A delegation's client without a screen: the same document, gestures and line as in a browser. */
export class Colleague {
  readonly doc = new Y.Doc()
  private readonly layers = new Layers(this.doc)
  private readonly provider: WebsocketProvider
  private timer: NodeJS.Timeout | null = null
  private typed = 0
  private at: { paragraph: ParagraphId; offset: number } | null = null

  constructor(
    client: HttpClient,
    draft: string,
    private readonly who: { delegation: string; user: string },
    /** Where it may type, one after the other. */
    private readonly paragraphs: readonly ParagraphId[],
  ) {
    const headers = { cookie: client.cookies, origin: client.address }
    class SignedIn extends WebSocket {
      constructor(url: string) {
        super(url, { headers })
      }
    }
    this.layers.onChange(() => undefined) // as an editor that follows: what changed is taken in step by step
    const url = `${client.address.replace(/^http/, 'ws')}/collab`
    this.provider = new WebsocketProvider(url, draft, this.doc, {
      disableBc: true,
      WebSocketPolyfill: SignedIn as unknown as typeof globalThis.WebSocket,
    })
    for (const own of [MESSAGE.stored, MESSAGE.late, MESSAGE.hello])
      this.provider.messageHandlers[own] = () => undefined
  }

  /** Resolves when the text is here. */
  async ready(): Promise<void> {
    while (!this.provider.synced) await new Promise((resolve) => setTimeout(resolve, 20))
  }

  /** Begins to type; `pace` is in ms between two keystrokes. */
  type(pace = PACE): void {
    this.timer = setInterval(() => this.stroke(), pace)
  }

  /** Keystrokes so far. */
  get strokes(): number {
    return this.typed
  }

  leave(): void {
    if (this.timer) clearInterval(this.timer)
    this.provider.destroy()
    this.layers.destroy()
    this.doc.destroy() // with it ends the clock of its awareness, which would keep the process
  }

  private stroke() {
    const ids = this.layers.order()
    const place = this.place()
    const line = ids.indexOf(place.paragraph)
    const point = { line, offset: place.offset }
    const insert = WORDS[this.typed % WORDS.length]!
    const changes = [{ from: point, to: point, insert }]
    const caret = applyGesture(this.layers, this.author(), { ids, changes, forward: false }, 'typing')
    this.typed++
    this.at = caret && { paragraph: caret.paragraph, offset: this.offsetOf(caret) }
  }

  private place() {
    const round = Math.floor(this.typed / STRETCH)
    if (this.at && this.typed % STRETCH > 0) return this.at
    const open = this.paragraphs.filter((id) => !isClosed(this.layers.paragraph(id)!.paragraph.status))
    const paragraph = open[round % open.length]!
    const length = this.layers.paragraph(paragraph)!.pieces.reduce((sum, { text }) => sum + text.length, 0)
    return { paragraph, offset: Math.min(length, 3 + ((round * 7) % 20)) }
  }

  private author(): Author {
    return { ...this.who, now: Date.now(), id: () => `${this.doc.clientID}-${this.typed}` }
  }

  private offsetOf(caret: NonNullable<ReturnType<typeof applyGesture>>): number {
    if ('offset' in caret) return caret.offset
    let offset = 0
    for (const { client, clock, text } of this.layers.paragraph(caret.paragraph)!.pieces) {
      const inside = caret.after.clock - clock
      if (client === caret.after.client && inside >= 0 && inside < text.length) return offset + inside + 1
      offset += text.length
    }
    return offset
  }
}
