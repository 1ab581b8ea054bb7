import { noListener, type Bus, type BusListener } from './bus.ts'

/** A bus within one process: all it needs when it is the only one, and several in tests. */
export class LocalNetwork {
  private readonly members = new Map<string, BusListener>()

  attach(self: string): Bus {
    const { members } = this
    members.set(self, noListener)
    const hand = (to: string, packet: Uint8Array) =>
      setImmediate(() => {
        const ears = members.get(to)
        if (ears) ears.packet(packet)
        else members.get(self)?.nobody(to)
      })
    return {
      self,
      get isUp() {
        return members.has(self)
      },
      send: (to, packet) => void (members.has(self) && hand(to, packet.slice())),
      publish(packet) {
        if (!members.has(self)) return
        for (const to of members.keys()) if (to !== self) hand(to, packet.slice())
      },
      listen: (ears) => void members.set(self, ears),
      close: async () => void members.delete(self),
    }
  }
}
