import type { DeviceStore, SignInEvent, SignInEvents } from '#app/usecases/ports.ts'

/** Devices and what happened at the door, without a database. */
export function signInInMemory(): { devices: DeviceStore; signIns: SignInEvents } {
  const known = new Map<string, number>()
  const events: SignInEvent[] = []
  return {
    devices: {
      isKnown: async (id, user) => known.has(`${id} ${user}`),
      remember: async (id, user, at) => void known.set(`${id} ${user}`, at),
      async forget(before) {
        for (const [key, at] of known) if (at < before) known.delete(key)
      },
    },
    signIns: {
      add: async (event) => void events.push(structuredClone(event)),
      latest: async (limit, account) =>
        events
          .filter((event) => account === undefined || event.account === account)
          .reverse()
          .slice(0, limit),
    },
  }
}
