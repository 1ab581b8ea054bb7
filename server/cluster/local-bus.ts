import { noListener, type Bus, type BusListener } from './bus.ts'

/** A bus within one process: all it needs when it is the only one, and several in tests. */
export class LocalNetwork {
  private readonly members = new Map<string, BusListener>()

  attach(self: string): Bus {
    const { members } = this
    members.set(self, noListener)
    const deliver = (to: string, packet: Uint8Array) =>
      setImmediate(() => {
        const listener = members.get(to)
        if (listener) listener.packet(packet)
        else members.get(self)?.nobody(to)
      })
    return {
      self,
      get isUp() {
        return members.has(self)
      },
      send: (to, packet) => void (members.has(self) && deliver(to, packet.slice())),
      publish(packet) {
        if (!members.has(self)) return
        for (const to of members.keys()) if (to !== self) deliver(to, packet.slice())
      },
      listen: (listener) => void members.set(self, listener),
      close: async () => void members.delete(self),
    }
  }
}
