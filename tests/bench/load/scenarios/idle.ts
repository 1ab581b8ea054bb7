import { inspected, keptBy, type HeldMemory } from '../servers/inspector.ts'
import { nextPort } from '../servers/launch.ts'
import { drive } from '../figures/measure.ts'
import type { Scenario } from '../scenario.ts'
import type { Running } from '../servers/targets.ts'
import { TEXT } from './steady.ts'

const ROOMS = 1_500
/** Rooms that are opened and left before: what a process takes for itself once is no room's. */
const BEFORE = 200
/** s until rooms that everybody has left are closed; the product looks every thirty. */
const CLOSED = 65

const kept = ({ heapUsed, external }: HeldMemory): number => heapUsed + external

export const idle: Scenario = {
  name: 'idle',
  title: `${ROOMS.toLocaleString('en')} rooms with one connection each, that does nothing; memory after garbage was collected`,
  targets: ['postgres', 'embedded', 'hocuspocus', 'y-websocket'],
  rows: [
    { figure: 'resident memory of a room', unit: 'kB', goal: { atMost: 20 } },
    { figure: 'heap and buffers of a room', unit: 'kB' },
    { figure: 'kept of it after all have left', unit: 'kB' },
    { figure: 'given back', unit: '%', goal: { atLeast: 90 } },
    { figure: 'resident memory, no rooms', unit: 'MB' },
  ],
  async round(target, bench) {
    const inspector = await nextPort()
    const rooms = BEFORE + ROOMS
    const running = await target.open({ rooms, delegates: 100, text: TEXT, settings: inspected(inspector) })
    try {
      await sit(running, running.rooms.slice(0, BEFORE))
      await rest(CLOSED)
      const empty = await keptBy(inspector)
      let full = empty
      await sit(running, running.rooms.slice(BEFORE), async () => {
        await rest(5)
        full = await keptBy(inspector)
      })
      bench.tell(
        `  ${((full.rss - empty.rss) / ROOMS / 1000).toFixed(1)} kB a room; waiting until they are closed`,
      )
      await rest(CLOSED)
      const left = await keptBy(inspector)
      return {
        'resident memory of a room': (full.rss - empty.rss) / ROOMS / 1000,
        'heap and buffers of a room': (kept(full) - kept(empty)) / ROOMS / 1000,
        'kept of it after all have left': (kept(left) - kept(empty)) / ROOMS / 1000,
        'given back': (1 - (kept(left) - kept(empty)) / (kept(full) - kept(empty))) * 100,
        'resident memory, no rooms': empty.rss / 1e6,
      }
    } finally {
      await running.stop()
    }
  },
}

const rest = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1000))

async function sit(
  running: Running,
  rooms: readonly string[],
  seated: () => Promise<void> = async () => undefined,
): Promise<void> {
  const places = rooms.map((room, at) => running.place(room, at, null))
  const { dialect, brings } = running
  await drive<'sitting'>({ kind: 'sitting', dialect, places, recordings: '', brings }, running, seated)
}
