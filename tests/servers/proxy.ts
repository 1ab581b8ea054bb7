import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** How bytes travel. What is left out is as good as the machine. */
export type Conditions = {
  /** ms each way */
  delay?: number
  /** bytes a second each way, for every connection apart */
  rate?: number
}

export type Direction = 'up' | 'down'

/** Bytes read at once and passed on together; small enough that a slow line flows evenly. */
const PIECE = 1_024

/**
 * A line between two programs, at a port of its own on this machine, that can be made slow, silent or cut. Bytes are
 * delayed, held or thrown away together with their connection; none ever arrive damaged, as TCP promises.
 */
export class Proxy {
  private readonly lines = new Set<Line>()
  private readonly stranded = new Set<Line>()
  private conditions: Conditions = {}
  private readonly still = new Set<Direction>()
  private isUp = true

  private constructor(
    private readonly server: Server,
    private readonly target: { port: number },
  ) {
    server.on('connection', (near) => {
      if (!this.isUp) return near.resetAndDestroy()
      const line = new Line(near, connect(this.target.port, '127.0.0.1'), this.conditions)
      for (const direction of this.still) line.still(direction)
      this.lines.add(line)
      line.onEnd = () => this.lines.delete(line)
    })
  }

  /** Listens at a free port, or at this one, and passes everything on to `target` on this machine. */
  static async to(target: number, port = 0): Promise<Proxy> {
    const server = createServer({ pauseOnConnect: true })
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return new Proxy(server, { port: target })
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port
  }

  /** Passes new connections on to another port. */
  aim(target: number) {
    this.target.port = target
  }

  /** From now on, for connections that are there too. */
  make(conditions: Conditions) {
    this.conditions = conditions
    for (const line of this.lines) line.conditions = conditions
  }

  /** Connections stay open and nothing more goes this way, as when a network is gone: nobody is told. */
  silence(...directions: Direction[]) {
    for (const direction of directions) this.still.add(direction)
    for (const line of this.lines) for (const direction of directions) line.still(direction)
  }

  /** Ends a silence; what was held arrives. */
  resume() {
    this.still.clear()
    for (const line of this.lines) line.resume()
  }

  /**
   * The connections that are open now never carry anything again, and nobody is told; new ones do. So it is for a
   * laptop that wakes up in another network.
   */
  strand() {
    for (const line of this.lines) {
      line.still('up')
      line.still('down')
      this.stranded.add(line)
    }
    this.lines.clear()
  }

  /** Ends all connections with a reset. */
  cut() {
    for (const line of this.lines) line.end()
  }

  /** Ends all connections and takes no new ones. */
  down() {
    this.isUp = false
    this.cut()
  }

  up() {
    this.isUp = true
  }

  async close(): Promise<void> {
    this.down()
    for (const line of this.stranded) line.end()
    this.server.close()
    await once(this.server, 'close')
  }
}

/** One connection through the proxy. */
class Line {
  onEnd = () => {}
  private readonly ways: Record<Direction, Way>

  constructor(
    private readonly near: Socket,
    private readonly far: Socket,
    conditions: Conditions,
  ) {
    this.ways = { up: new Way(near, far, conditions), down: new Way(far, near, conditions) }
    for (const socket of [near, far]) {
      socket.setNoDelay(true)
      socket.on('error', () => this.end())
      socket.on('close', () => this.end())
    }
  }

  set conditions(conditions: Conditions) {
    this.ways.up.conditions = this.ways.down.conditions = conditions
  }

  still(direction: Direction) {
    this.ways[direction].isStill = true
  }

  resume() {
    for (const way of [this.ways.up, this.ways.down]) {
      way.isStill = false
      way.flow()
    }
  }

  end() {
    this.near.resetAndDestroy()
    this.far.resetAndDestroy()
    this.ways.up.stop()
    this.ways.down.stop()
    this.onEnd()
  }
}

/** One direction of a connection: what came in and when it may go out. */
class Way {
  isStill = false
  private readonly pieces: { bytes: Buffer | null; due: number }[] = []
  private timer: NodeJS.Timeout | null = null
  /** When the last piece will have passed the narrowest place. */
  private passedAt = 0

  constructor(
    from: Socket,
    private readonly to: Socket,
    public conditions: Conditions,
  ) {
    from.on('data', (bytes: Buffer) => {
      for (let at = 0; at < bytes.length; at += PIECE) this.add(bytes.subarray(at, at + PIECE))
    })
    from.on('end', () => this.add(null))
    from.resume()
  }

  private add(bytes: Buffer | null) {
    const now = performance.now()
    const { delay = 0, rate = Infinity } = this.conditions
    this.passedAt = Math.max(now, this.passedAt) + ((bytes?.length ?? 0) / rate) * 1_000
    this.pieces.push({ bytes, due: this.passedAt + delay })
    this.flow()
  }

  /** Sends what is due and comes back for the rest. */
  flow() {
    if (this.isStill || this.to.destroyed) return
    const now = performance.now()
    while (this.pieces[0] && this.pieces[0].due <= now) {
      const { bytes } = this.pieces.shift()!
      if (bytes) this.to.write(bytes)
      else this.to.end()
    }
    if (this.timer !== null || !this.pieces[0]) return
    this.timer = setTimeout(
      () => {
        this.timer = null
        this.flow()
      },
      Math.max(1, this.pieces[0].due - now),
    )
  }

  stop() {
    this.pieces.length = 0
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
  }
}
