import { Redis, type RedisOptions } from 'ioredis'
import type { Logger } from 'pino'
import { noListener, type Bus, type BusListener } from './bus.ts'

export type RedisBusOptions = {
  url: string
  self: string
  /** Keeps installations that share a Redis apart. */
  scope: string
  log: Logger
}

/** ms between two signs of life that a process sends to itself through Redis. */
const BEAT = 1_000
/** ms without such a sign after which the way counts as cut, though its connections look open. */
const SILENCE = 3_000

const options: RedisOptions = {
  lazyConnect: true,
  // What cannot be sent now is lost, and known to be; nothing waits to come late.
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  // It subscribes by itself when it is ready; the library would do it too, and let nobody hear that it failed.
  autoResubscribe: false,
  maxRetriesPerRequest: 0,
  connectTimeout: 2_000,
  retryStrategy: (times) => Math.min(50 * times, 500),
}

/**
 * A bus over Redis: a channel for each process and one for all. Redis keeps nothing; when it is gone the bus is
 * down, says so, and comes back with it.
 */
export class RedisBus implements Bus {
  readonly self: string
  private listener: BusListener = noListener
  private readonly publisher: Redis
  private readonly subscriber: Redis
  private readonly prefix: string
  private up = false
  private closed = false
  /** When the last sign came, or the connections were begun anew for want of one. */
  private lastSign = performance.now()
  private readonly beat: NodeJS.Timeout

  constructor(private readonly options: RedisBusOptions) {
    this.self = options.self
    this.prefix = `corchete:${options.scope}:`
    this.publisher = this.connect()
    this.subscriber = this.connect()
    this.subscriber.on('ready', () => void this.subscribe())
    this.subscriber.on('messageBuffer', (channel: Buffer, packet: Buffer) => this.receive(channel, packet))
    this.beat = setInterval(() => this.tick(), BEAT)
  }

  private connect(): Redis {
    const redis = new Redis(this.options.url, options)
    redis.on('error', (err: Error) => this.options.log.debug({ err }, 'Redis'))
    redis.on('close', () => this.fall())
    redis.connect().catch(() => undefined)
    return redis
  }

  private async subscribe(): Promise<void> {
    try {
      await this.subscriber.subscribe(this.channel(this.self), `${this.prefix}all`)
      this.tick()
    } catch {
      this.subscriber.disconnect(true)
    }
  }

  private channel = (process: string): string => `${this.prefix}to:${process}`

  get isUp(): boolean {
    return this.up
  }

  send(to: string, packet: Uint8Array): void {
    if (!this.up) return
    this.publishTo(this.channel(to), packet).then(
      (receivers) => receivers === 0 && this.listener.nobody(to),
      () => this.fall(),
    )
  }

  publish(packet: Uint8Array): void {
    if (this.up) this.publishTo(`${this.prefix}all`, packet).catch(() => this.fall())
  }

  private publishTo(channel: string, packet: Uint8Array): Promise<number> {
    return this.publisher.publish(channel, Buffer.from(packet.buffer, packet.byteOffset, packet.byteLength))
  }

  listen(listener: BusListener): void {
    this.listener = listener
  }

  /** An empty packet to oneself goes the whole way: out, through Redis and back. */
  private tick(): void {
    if (this.closed) return
    // Also while it is down: a connection may hang half-way through being made.
    if (performance.now() - this.lastSign > SILENCE) {
      this.lastSign = performance.now()
      this.fall()
      for (const redis of [this.publisher, this.subscriber]) redis.disconnect(true)
    }
    if (this.publisher.status === 'ready')
      this.publishTo(this.channel(this.self), new Uint8Array()).catch(() => undefined)
  }

  private receive(channel: Buffer, packet: Buffer): void {
    if (packet.length > 0) {
      // One's own words to all come back too; every packet says who sent it, so the listener passes over them.
      this.listener.packet(new Uint8Array(packet))
      return
    }
    if (channel.toString() !== this.channel(this.self)) return
    this.lastSign = performance.now()
    if (this.up) return
    this.up = true
    this.options.log.info('the way to the other processes is open')
  }

  private fall(): void {
    if (!this.up || this.closed) return
    this.up = false
    this.options.log.warn('the way to the other processes is cut')
    this.listener.cut()
  }

  async close(): Promise<void> {
    this.closed = true
    this.up = false
    clearInterval(this.beat)
    this.publisher.disconnect()
    this.subscriber.disconnect()
  }
}
