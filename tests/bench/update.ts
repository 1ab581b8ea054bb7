// What a keystroke costs the server: the guard's check of one update, alone and with all that the room does in
// memory before it stores (words of paragraphs that were decided meanwhile, the record). 100 paragraphs with
// 300 proposals of fifty delegations; the updates are recorded beforehand, one for each character, by an honest
// client that types through the same gestures as the editor.
//
//     npx tsx tests/bench/update.ts
import pino from 'pino'
import * as Y from 'yjs'
import { applyGesture } from '#app/document/propose/gesture.ts'
import type { Guard } from '#app/document/guard/guard.ts'
import { untouched, type Verdict } from '#app/document/guard/verdict.ts'
import { settleLate } from '#app/document/guard/late-words.ts'
import { Layers } from '#app/document/model/layers.ts'
import { encodeUpdate } from '#app/document/wire.ts'
import type { Actor } from '#app/domain/basics/actor.ts'
import { accept } from '#app/domain/basics/result.ts'
import type { StoredLog } from '#app/usecases/ports.ts'
import { StoredState } from '#server/collab/room/stored-state.ts'
import { Participant } from '#server/collab/sockets/participant.ts'
import { Room } from '#server/collab/room/room.ts'
import { RoomState } from '#server/collab/room/room-state.ts'
import { aHeader } from '#tests/builders/memory-rooms.ts'
import { logBegin } from '#app/domain/record/log-position.ts'
import { sha256 } from '#tests/builders/memory.ts'
import { print } from './figures.ts'
import { PARAGRAPHS, PROPOSALS, WORDS, negotiation } from './negotiation.ts'

const KEYSTROKES = 4_000
const WARM_UP = 1_000

const typist: Actor = { user: 'mex', name: 'Mexico', role: 'delegate', delegation: 'MEX' }

/** Single characters, as an editor sends them: four words in one paragraph, then on to the next. */
function typing(state: Uint8Array): Uint8Array[] {
  const doc = new Y.Doc()
  doc.clientID = 900
  Y.applyUpdate(doc, state)
  const layers = new Layers(doc)
  layers.onChange(() => undefined)
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const order = layers.order()
  const made = { ids: 0 }
  const author = { delegation: 'MEX', user: 'mex', now: 0, id: () => `bench${made.ids++}` }
  for (let n = 0; n < KEYSTROKES; n++) {
    const line = Math.floor(n / 25) % PARAGRAPHS
    // An insertion of one's own grows at its end; a new place in the paragraph each time round.
    const offset = 5 + Math.floor(n / 25 / PARAGRAPHS) * 31 + (n % 25)
    const at = { line, offset }
    const insert = WORDS[n % WORDS.length]!
    applyGesture(
      layers,
      author,
      { ids: order, changes: [{ from: at, to: at, insert }], forward: false },
      'typing',
    )
  }
  if (updates.length !== KEYSTROKES) throw new Error(`${updates.length} updates of ${KEYSTROKES} keystrokes`)
  return updates
}

const logOf = (state: Uint8Array): StoredLog => ({
  snapshot: state,
  vector: null,
  updates: [],
  lastUpdate: 1,
  clients: [],
  lastEntry: null,
  position: logBegin,
})

/** µs of each call, the first ones left out. */
function each(updates: readonly Uint8Array[], take: (update: Uint8Array) => void): number[] {
  const samples = updates.map((update) => {
    const begun = performance.now()
    take(update)
    return (performance.now() - begun) * 1000
  })
  return samples.slice(WARM_UP)
}

const writer = { delegation: 'MEX', user: 'mex', author: 'mex' }

/** The way of anything that is not plain typing: a new proposal, a withdrawal, what was typed offline. */
function take(guard: Guard, owners: Map<number, string>, update: Uint8Array): Verdict {
  const verdict = guard.take(update, writer, (client) => owners.get(client), Date.now())
  if (!verdict.ok) throw new Error(verdict.refusal.kind)
  for (const client of verdict.value.clients) owners.set(client, 'mex')
  return verdict.value
}

/** One keystroke at a time, as the room takes it: plain typing the short way, the rest the long one. */
function takeAsRoom(guard: Guard, owners: Map<number, string>, update: Uint8Array): Verdict {
  const typing = guard.typing()
  const seen = typing.add(update, writer, (client) => owners.get(client))
  if (!seen) return take(guard, owners, update)
  typing.apply()
  return { ...untouched(), touched: [seen.proposal], written: [seen.written] }
}

const roomOf = (state: Uint8Array) => new RoomState(new StoredState(logOf(state)).document())

function checked(state: Uint8Array, updates: readonly Uint8Array[], way: typeof take): number[] {
  const { guard } = roomOf(state)
  const owners = new Map<number, string>()
  return each(updates, (update) => void way(guard, owners, update))
}

function settled(state: Uint8Array, updates: readonly Uint8Array[]): number[] {
  const room = roomOf(state)
  const owners = new Map<number, string>()
  const author = { delegation: 'MEX', user: 'mex', now: Date.now(), newId: () => 'never' }
  return each(updates, (update) => {
    const verdict = takeAsRoom(room.guard, owners, update)
    room.doc.transact((transaction) => settleLate(room.layers, transaction, verdict, author), 'room')
    room.collect()
  })
}

/** The whole room with one reader, over a store that keeps nothing: from message to answer. */
async function answered(state: Uint8Array, updates: readonly Uint8Array[]): Promise<number[]> {
  const store = {
    load: async () => logOf(state),
    append: async () => ({ lastUpdate: 1 }),
    snapshot: async () => undefined,
  }
  const clock = { now: () => Date.now() }
  const log = pino({ level: 'silent' })
  const complete = async () => accept({})
  const given = async () => ({})
  const authorOf = (_: string, user: string) => user
  const namesIn = async () => (code: string) => code
  const room = await Room.open(aHeader(), {
    ...{ store, clock, log, sha256, id: () => 'never', namesIn, authorOf, given, complete },
    papersOf: async () => [],
  })
  let heard: (() => void) | null = null
  const line = (told: () => void) => ({
    send: told,
    close: (code: number, reason: string) => {
      throw new Error(`closed: ${code} ${reason}`)
    },
  })
  const from = new Participant(
    line(() => heard?.()),
    typist,
    'session',
  )
  room.join(from)
  room.join(
    new Participant(
      line(() => undefined),
      { ...typist, user: 'reader' },
      'other',
    ),
  )
  const samples: number[] = []
  for (const update of updates) {
    const message = encodeUpdate(update)
    const begun = performance.now()
    await new Promise<void>((resolve) => {
      heard = () => from.stored === from.received && resolve()
      room.receive(from, message)
    })
    samples.push((performance.now() - begun) * 1000)
  }
  return samples.slice(WARM_UP)
}

const state = negotiation()
const updates = typing(state)
const size = updates.reduce((sum, update) => sum + update.length, 0) / updates.length
print(`Server time per keystroke (${PARAGRAPHS} paragraphs, ${PROPOSALS} proposals)`, [
  {
    what: 'check and apply',
    unit: 'µs',
    samples: checked(state, updates, takeAsRoom),
    goal: 25,
    note: `updates of one character, ${size.toFixed(0)} bytes on average`,
  },
  { what: 'check and apply, the long way', unit: 'µs', samples: checked(state, updates, take) },
  { what: 'check, apply and look for late words', unit: 'µs', samples: settled(state, updates), goal: 25 },
  { what: 'message in to answer out, nothing stored', unit: 'µs', samples: await answered(state, updates) },
])
