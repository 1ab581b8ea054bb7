import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { FrameReader, OPCODE, frame } from './frames.ts'

export type SocketEvents = {
  open(): void
  /** The bytes are good only during the call; `now` is when they came, on performance's clock. */
  message(payload: Buffer, now: number): void
  close(code: number, reason: string): void
}

/**
 * A websocket on a bare socket: what a load generator may spend on one message is less than a library takes.
 * No compression, no subprotocol.
 */
export class LoadSocket {
  readonly socket: Socket
  framesHeard = 0
  private isOver = false
  private greeting: Buffer | null = Buffer.alloc(0)
  private readonly frames: FrameReader

  constructor(
    address: string,
    headers: Readonly<Record<string, string>>,
    private readonly events: SocketEvents,
  ) {
    const { hostname, port, pathname, search, host } = new URL(address)
    this.socket = connect({ host: hostname, port: Number(port), noDelay: true })
    this.frames = new FrameReader((opcode, payload) => this.hear(opcode, payload))
    this.socket.on('connect', () => this.socket.write(handshake(pathname + search, { host, ...headers })))
    this.socket.on('data', (chunk: Buffer) => this.take(chunk))
    this.socket.on('error', (error) => this.over(1006, error.message))
    this.socket.on('close', () => this.over(1006, 'gone'))
  }

  /** Writes frames made before; false when the socket holds them back until 'drain'. */
  write(frames: Uint8Array): boolean {
    return this.socket.write(frames)
  }

  send(message: Uint8Array): boolean {
    return this.socket.write(frame(message))
  }

  /** Leaves without the closing handshake. */
  end(): void {
    this.isOver = true
    this.socket.destroy()
  }

  private take(chunk: Buffer) {
    if (this.greeting === null) return this.frames.take(chunk)
    this.greeting = Buffer.concat([this.greeting, chunk])
    const end = this.greeting.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = this.greeting.toString('latin1', 0, end)
    const rest = this.greeting.subarray(end + 4)
    this.greeting = null
    if (!head.startsWith('HTTP/1.1 101')) return this.over(1002, head.split('\r\n')[0]!)
    this.events.open()
    if (rest.length > 0) this.frames.take(rest)
  }

  private hear(opcode: number, payload: Buffer) {
    if (this.isOver) return
    this.framesHeard++
    if (opcode === OPCODE.ping) this.socket.write(frame(payload, OPCODE.pong))
    else if (opcode === OPCODE.close) {
      const code = payload.length >= 2 ? payload.readUInt16BE(0) : 1005
      this.over(code, payload.toString('utf8', 2))
      this.socket.destroy()
    } else if (opcode <= OPCODE.binary) this.events.message(payload, performance.now())
  }

  private over(code: number, reason: string) {
    if (this.isOver) return
    this.isOver = true
    this.events.close(code, reason)
  }
}

function handshake(path: string, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries({
    Upgrade: 'websocket',
    Connection: 'Upgrade',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    'Sec-WebSocket-Version': '13',
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`)
  return [`GET ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n')
}
