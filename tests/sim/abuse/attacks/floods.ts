import * as Y from 'yjs'
import { CLOSE, encodeUpdate } from '#app/document/wire.ts'
import {
  connectAttacker,
  firstParagraph,
  joinedAttacker,
  rawSocket,
  urlOf,
  type Attack,
  type Target,
} from '../attack.ts'
import { Attacker, pause } from '../attacker.ts'
import { LARGE, TARGET, sessionOf } from '../test-server.ts'

/** Sends without listening to TCP's objections, but not more than 8 MB ahead of them, for `ms`. */
async function pour(attacker: Attacker, next: () => Uint8Array, ms: number): Promise<number> {
  const until = performance.now() + ms
  let sent = 0
  while (performance.now() < until && !attacker.ended) {
    for (let at = 0; at < 500 && attacker.socket.bufferedAmount < 8 << 20; at++, sent++) attacker.send(next())
    await pause(2)
  }
  return sent
}

/** A stream of small updates that are all in order: a delegate whose keyboard is stuck. */
function stream(attacker: Attacker, user: string, letters = 'x'): () => Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(attacker.doc))
  let last = new Uint8Array()
  doc.on('update', (update: Uint8Array) => (last = new Uint8Array(update)))
  let text: Y.Text | null = null
  let entries = 0
  return () => {
    if (text && text.length + letters.length <= 45_000) text.insert(text.length, letters)
    else {
      text = new Y.Text('a')
      const paragraph = firstParagraph(doc)
      const anchor = [paragraph, -1, 0]
      const fields = {
        kind: 'insertion',
        user,
        at: Date.now(),
        paragraph,
        after: anchor,
        fallback: anchor,
        order: 0,
      }
      const entry = new Y.Map<unknown>([...Object.entries(fields), ['text', text]] as [string, unknown][])
      doc.getMap('p:CAN').set(`CAN:flood-${doc.clientID}-${entries++}`, entry)
    }
    return encodeUpdate(last)
  }
}

const seconds = ({ force }: Target) => 1_000 * Math.min(10, 1 + force)

const floods: Attack[] = [
  {
    name: 'a flood of letters, each in order',
    may: [null, CLOSE.flood, CLOSE.refused],
    async run(target) {
      const attacker = await joinedAttacker(target)
      const sent = await pour(attacker, stream(attacker, target.user), seconds(target))
      const code = await attacker.end(200)
      attacker.leave()
      return { ends: [code], note: `${sent} letters` }
    },
  },
  {
    name: 'a flood of letters from ten lines',
    may: [null, CLOSE.flood, CLOSE.refused],
    async run(target) {
      const lines = await Promise.all(Array.from({ length: 10 }, () => joinedAttacker(target)))
      const sent = await Promise.all(
        lines.map((line) => pour(line, stream(line, target.user), seconds(target))),
      )
      const ends = await Promise.all(lines.map((line) => line.end(200)))
      for (const line of lines) line.leave()
      return { ends: [...new Set(ends)], note: `${sent.reduce((sum, one) => sum + one)} letters` }
    },
  },
  {
    name: 'a flood of messages that mean nothing',
    may: [null, CLOSE.flood, CLOSE.malformed],
    async run(target) {
      const attacker = await joinedAttacker(target)
      const sent = await pour(attacker, () => Uint8Array.of(99, 1, 2), seconds(target))
      const code = await attacker.end(200)
      attacker.leave()
      return { ends: [code], note: `${sent} messages` }
    },
  },
  {
    name: 'a flood of carets',
    may: [CLOSE.flood],
    async run(target) {
      const attacker = await joinedAttacker(target)
      const client = attacker.doc.clientID
      for (let clock = 1; clock < 5_000; clock++) attacker.show(client, clock, { caret: { at: clock } })
      const code = await attacker.end()
      attacker.leave()
      return { ends: [code] }
    },
  },
  {
    name: 'asks for a large draft again and again, and reads it',
    may: [CLOSE.flood],
    async run(target) {
      const attacker = await joinedAttacker(target, LARGE)
      for (let times = 0; times < 500; times++) attacker.ask(Uint8Array.of(0))
      const code = await attacker.end(10_000)
      attacker.leave()
      return { ends: [code], note: `${(attacker.received / 1e6).toFixed(0)} MB sent to it` }
    },
  },
  {
    name: 'asks for a large draft from 20 lines, and never reads it',
    may: [null, CLOSE.flood, 1006],
    async run(target) {
      const lines = await Promise.all(Array.from({ length: 20 }, () => connectAttacker(target, LARGE)))
      for (const line of lines) {
        line.rawSocket.pause()
        for (let times = 0; times < 10; times++) line.ask(Uint8Array.of(0))
      }
      await pause(3_000)
      for (const line of lines) line.leave()
      return { ends: [null] }
    },
  },
  {
    name: 'a flood of pings from one that never reads',
    may: [null, 1006, CLOSE.flood],
    async run(target) {
      const attacker = await joinedAttacker(target)
      attacker.rawSocket.pause()
      const until = performance.now() + seconds(target)
      while (performance.now() < until && !attacker.ended) {
        for (let at = 0; at < 500 && attacker.socket.bufferedAmount < 8 << 20; at++)
          attacker.socket.ping(Buffer.alloc(120))
        await pause(2)
      }
      attacker.leave()
      return { ends: [null] }
    },
  },
  {
    name: '20 readers that never read while their room is busy',
    may: [null, 1006],
    async run(target) {
      const readers = await Promise.all(Array.from({ length: 20 }, () => joinedAttacker(target)))
      for (const { rawSocket: line } of readers) line.pause()
      const busy = await joinedAttacker(target)
      const next = stream(busy, target.user, 'y'.repeat(2_000))
      let sent = 0
      for (let ms = 0; ms < seconds(target) && !busy.ended; ms += 20, sent++) {
        busy.send(next())
        await pause(20)
      }
      for (const one of [...readers, busy]) one.leave()
      return { ends: [busy.ended?.code ?? null], note: `${((sent * 2 * 20) / 1_000).toFixed(0)} MB for them` }
    },
  },
  {
    name: 'a thousand lines of nobody',
    may: [CLOSE.signedOut, null, 1006],
    async run({ server: server, force }) {
      const count = 250 * Math.min(8, force)
      const lines = await Promise.all(
        Array.from({ length: count }, () =>
          Attacker.connect(urlOf(server, TARGET), { origin: server.address }),
        ),
      )
      const ends = await Promise.all(lines.map((line) => line.end()))
      for (const line of lines) line.leave()
      return { ends: [...new Set(ends)], note: `${count} lines` }
    },
  },
  {
    name: 'more lines of one session than anybody has tabs',
    may: [CLOSE.flood],
    async run(target) {
      const lines = await Promise.all(Array.from({ length: 80 }, () => connectAttacker(target)))
      await pause(500)
      const refused = lines.filter(({ ended }) => ended?.code === CLOSE.flood)
      const others = lines.filter(({ ended }) => ended && ended.code !== CLOSE.flood)
      for (const line of lines) line.leave()
      const left = lines.length - refused.length
      return { ends: [CLOSE.flood, ...others.map(({ ended }) => ended!.code)], note: `${left} of 80 let in` }
    },
  },
  {
    name: '500 lines that say nothing at all',
    may: [null],
    async run(target) {
      const lines = await Promise.all(Array.from({ length: 500 }, () => rawSocket(target)))
      await pause(1_500)
      for (const line of lines) line.destroy()
      return { ends: [null] }
    },
  },
]

const presence: Attack[] = [
  {
    name: 'shows another’s caret, moves it and takes it away',
    may: [null],
    async run(target) {
      const { who } = target
      const [attacker, witness] = [await joinedAttacker(target), await joinedAttacker(target)]
      await pause(200)
      const before = JSON.stringify([witness.shown.get(who.victim), witness.shown.get(who.silent)])
      for (const client of [who.victim, who.silent]) {
        attacker.show(client, 1_000_000, { user: { name: 'FORGED' }, caret: null })
        attacker.show(client, 2_000_000, null)
      }
      await pause(400)
      const after = JSON.stringify([witness.shown.get(who.victim), witness.shown.get(who.silent)])
      const code = await attacker.end(50)
      for (const one of [attacker, witness]) one.leave()
      if (before !== after || !before.includes('"MEX"')) throw new Error(`carets became ${after}`)
      return { ends: [code] }
    },
  },
  {
    name: 'shows its own caret under a forged name and delegation',
    may: [null],
    async run(target) {
      const [attacker, witness] = [await joinedAttacker(target), await joinedAttacker(target)]
      attacker.show(attacker.doc.clientID, 1, { user: { name: 'FORGED', delegation: 'MEX' }, caret: 1 })
      await pause(300)
      const shown = JSON.stringify(witness.shown.get(attacker.doc.clientID))
      for (const one of [attacker, witness]) one.leave()
      if (!shown?.includes('"CAN"') || /FORGED|MEX/.test(shown)) throw new Error(`it is shown as ${shown}`)
      return { ends: [null] }
    },
  },
  {
    name: 'shows a caret of a megabyte',
    may: [null, CLOSE.malformed],
    async run(target) {
      const attacker = await joinedAttacker(target)
      attacker.show(attacker.doc.clientID, 1, { caret: 'x'.repeat(1 << 20) })
      const code = await attacker.end(500)
      attacker.leave()
      return { ends: [code] }
    },
  },
]

/** Goes on writing while a statement changes what it may; how long it could. */
const dismissed = (name: string, statement: string, code: number): Attack => ({
  name,
  may: [code],
  needs: 'sql',
  async run(target) {
    const attacker = await joinedAttacker(target)
    await target.server.sql!(statement, name.includes('session') ? sessionOf(target.user) : target.user)
    const begun = performance.now()
    const end = await attacker.end()
    const ms = performance.now() - begun
    if (ms > 1_000) throw new Error(`it could go on for ${ms.toFixed(0)} ms`)
    return { ends: [end], note: `after ${ms.toFixed(0)} ms` }
  },
})

const revoked: Attack[] = [
  dismissed(
    'goes on after its session was revoked elsewhere',
    'DELETE FROM sessions WHERE id = $1',
    CLOSE.signedOut,
  ),
  dismissed(
    'goes on after its role was changed elsewhere',
    `UPDATE users SET role = 'observer', delegation_code = NULL WHERE id = $1`,
    CLOSE.changed,
  ),
  dismissed('goes on after its account is gone', 'DELETE FROM users WHERE id = $1', CLOSE.signedOut),
]

export const attacksByFlood: readonly Attack[] = [...presence, ...floods, ...revoked]
