import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Logger } from 'pino'
import { noListener, type Bus, type BusListener } from './bus.ts'

/** Bytes of a signature: half of SHA-256, as RFC 2104 allows. */
const TAG = 16
/** Who everybody is, as a receiver; no process has this name. */
const ALL = '*'
/** ms between two lines in the log about packets that nobody of ours has signed. */
const QUIET = 60_000

/** What signs packets for one receiver, by a secret that the processes of an installation share. */
export type Signing = (to: string, packet: Uint8Array) => Uint8Array

export const signingBy = (secret: string): Signing => {
  const key = createHmac('sha256', secret).update('packets between processes').digest()
  return (to, packet) => createHmac('sha256', key).update(`${to}\n`).update(packet).digest().subarray(0, TAG)
}

/**
 * A bus whose packets are signed, for their receiver alone: whoever can write to the way between the processes, and
 * does not know their secret, is not heard. Numbers against repeating are in the packets ({@link Links}).
 */
export class SignedBus implements Bus {
  private listener: BusListener = noListener
  private saidAt = -Infinity

  constructor(
    private readonly bus: Bus,
    private readonly sign: Signing,
    private readonly log: Logger,
  ) {
    bus.listen({
      packet: (packet) => this.receive(packet),
      nobody: (to) => this.listener.nobody(to),
      cut: () => this.listener.cut(),
    })
  }

  get self(): string {
    return this.bus.self
  }

  get isUp(): boolean {
    return this.bus.isUp
  }

  send(to: string, packet: Uint8Array): void {
    this.bus.send(to, this.signed(to, packet))
  }

  publish(packet: Uint8Array): void {
    this.bus.publish(this.signed(ALL, packet))
  }

  listen(listener: BusListener): void {
    this.listener = listener
  }

  close(): Promise<void> {
    return this.bus.close()
  }

  private signed(to: string, packet: Uint8Array): Uint8Array {
    return Buffer.concat([this.sign(to, packet), packet])
  }

  private receive(packet: Uint8Array): void {
    const [tag, rest] = [packet.subarray(0, TAG), packet.subarray(TAG)]
    const isOurs = (to: string) => tag.length === TAG && timingSafeEqual(tag, this.sign(to, rest))
    if (isOurs(this.self) || isOurs(ALL)) this.listener.packet(rest)
    else this.complain()
  }

  private complain() {
    const now = performance.now()
    if (now - this.saidAt < QUIET) return
    this.saidAt = now
    this.log.error('a packet came that no process of this installation has signed')
  }
}
