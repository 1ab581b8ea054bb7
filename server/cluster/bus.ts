/**
 * The way between the processes of one installation. Packets from one process to another arrive in the order they
 * were sent, or not at all; whoever uses it numbers them to notice.
 */
export interface Bus {
  /** The name of this process on it. */
  readonly self: string
  /** False while nothing can be sent or heard; what is sent then is lost. */
  readonly isUp: boolean
  send(to: string, packet: Uint8Array): void
  /** To every other process. */
  publish(packet: Uint8Array): void
  /** Hands over all that comes from now on. */
  listen(listener: BusListener): void
  close(): Promise<void>
}

export type BusListener = {
  /** A packet from another process; the bytes are the listener's to keep. */
  packet(packet: Uint8Array): void
  /** A packet to this process reached nobody. */
  nobody(to: string): void
  /** The way was cut: packets may have been lost both ways. */
  cut(): void
}

export const noListener: BusListener = {
  packet: () => undefined,
  nobody: () => undefined,
  cut: () => undefined,
}
