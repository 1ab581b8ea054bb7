import * as Y from 'yjs'
import { delegateAt } from '#tests/bench/load/servers/seed.ts'
import type { Running } from '#tests/bench/load/servers/targets.ts'
import { layerName } from '#app/document/model/schema.ts'
import { pause } from '../attacker.ts'
import { fingerprint } from '../fingerprint.ts'
import { PeerClient } from '../peer-client.ts'

/** What an attack has done to the server and its people; `harm` when anybody but its author bears it. */
export type Effect = { harm: boolean; words: string }

/** An attack that any Yjs server can be put to. The rooms 0 and 1 are there; each attack has a server of its own. */
export type AttackAnywhere = { name: string; run(running: Running): Promise<Effect> }

const come = (running: Running, seat: number, room = 0) =>
  PeerClient.connect(running, running.rooms[room]!, seat)

const endOf = ({ ended }: PeerClient): string =>
  ended === null ? 'its author stays' : `its author leaves with ${ended}`

/** Two writers at one table: the victim types, and both have it. */
async function company(
  running: Running,
): Promise<{ victim: PeerClient; witness: PeerClient; attacker: PeerClient }> {
  const victim = await come(running, 0)
  const witness = await come(running, 1)
  const attacker = await come(running, 2)
  victim.show(victim.doc.clientID, 1, { user: { name: 'victim' } })
  for (const letter of 'honest') {
    victim.say(victim.type(letter))
    await pause(5)
  }
  for (let waited = 0; waited < 3_000 && witness.proposalOf(victim)?.length !== 6; waited += 20)
    await pause(20)
  await pause(300)
  return { victim, witness, attacker }
}

/** An update of the attacker that puts a letter into the victim's words, under the victim's client id. */
function forgery(attacker: PeerClient, victim: PeerClient): Uint8Array {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(attacker.doc))
  copy.clientID = victim.doc.clientID
  const before = Y.encodeStateVector(copy)
  const layer = copy.getMap<Y.Map<Y.Text>>(layerName(delegateAt(victim.number).delegation))
  for (const entry of layer.values()) entry.get('text')!.insert(6, '!')
  return Y.encodeStateAsUpdate(copy, before)
}

const forgedClient: AttackAnywhere = {
  name: 'writes under the client id of another',
  async run(running) {
    const { victim, witness, attacker } = await company(running)
    attacker.say(forgery(attacker, victim))
    await pause(300)
    // Whatever has come meanwhile has not been read yet by one whose line is slow.
    const told = victim.proposal!.toString() !== 'honest'
    if (!told) victim.say(victim.type('?'))
    await pause(700)
    const fresh = await come(running, 3)
    const texts = new Set([victim, witness, fresh].map(({ doc }) => fingerprint(doc)))
    const forged = fresh.proposalOf(victim)?.toString().includes('!') ?? false
    const words = forged ? 'words of the attacker stand under the victim’s id' : 'nothing of it is shown'
    return {
      harm: forged || texts.size > 1,
      words: `${words}, ${texts.size === 1 ? 'one text' : `${texts.size} different texts`}; ${endOf(attacker)}`,
    }
  },
}

/** The victim writes on in the same moment, before it has heard of the forgery. */
const raced: AttackAnywhere = {
  name: 'writes under another’s client id in the moment it types',
  async run(running) {
    const { victim, witness, attacker } = await company(running)
    const forged = forgery(attacker, victim)
    const typed = victim.type('?')
    attacker.say(forged)
    await pause(3)
    victim.say(typed)
    await pause(700)
    for (const letter of ' on') {
      victim.say(victim.type(letter))
      await pause(20)
    }
    await pause(700)
    const fresh = await come(running, 3)
    const texts = new Set([victim, witness, fresh].map(({ doc }) => fingerprint(doc)))
    return {
      harm: texts.size > 1,
      words: `${texts.size === 1 ? 'one text' : `${texts.size} different texts, for ever`}; ${endOf(attacker)}`,
    }
  },
}

const forgedName: AttackAnywhere = {
  name: 'moves another’s caret under a forged name, and takes it away',
  async run(running) {
    const { victim, witness, attacker } = await company(running)
    const client = victim.doc.clientID
    attacker.show(client, 1_000_000, { user: { name: 'FORGED' } })
    await pause(500)
    const renamed = witness.shown.get(client)?.includes('FORGED') ?? false
    attacker.show(client, 2_000_000, null)
    await pause(500)
    const removed = witness.shown.get(client) === 'null'
    const words = [renamed && 'the forged name is shown', removed && 'the caret is gone'].filter(Boolean)
    return { harm: words.length > 0, words: words.join(', ') || `nothing of it is shown; ${endOf(attacker)}` }
  },
}

const malformed: AttackAnywhere = {
  name: 'one frame that is none',
  async run(running) {
    const { victim, attacker } = await company(running)
    ;(attacker.socket as unknown as { _socket: { write(bytes: Buffer): void } })._socket.write(
      Buffer.from([0xf2, 0x80, 0, 0, 0, 0]),
    )
    await pause(1_000)
    const harm = victim.ended !== null
    return { harm, words: harm ? 'the server ends, and with it every room' : endOf(attacker) }
  },
}

const MEGABYTES = 32

const oversized: AttackAnywhere = {
  name: `an update of ${MEGABYTES} MB`,
  async run(running) {
    const { attacker, witness } = await company(running)
    const delegation = layerName(delegateAt(attacker.number).delegation)
    const before = Y.encodeStateVector(attacker.doc)
    attacker.type('x')
    attacker.proposal!.insert(1, 'x'.repeat(MEGABYTES << 20))
    attacker.say(Y.encodeStateAsUpdate(attacker.doc, before))
    let got = 0
    for (let waited = 0; waited < 8_000 && got === 0 && attacker.ended === null; waited += 100) {
      await pause(100)
      got = JSON.stringify(witness.doc.getMap(delegation).toJSON()).length >> 20
    }
    const harm = got >= MEGABYTES
    return { harm, words: `${harm ? 'everybody gets it' : 'nobody gets it'}; ${endOf(attacker)}` }
  },
}

const PENDING = 3_000
const AT_ONCE = 50
/** ms without an answer from which on people take a table for stuck. */
const STUCK = 50

const unintegrable: AttackAnywhere = {
  name: `${PENDING.toLocaleString('en')} updates whose beginning is withheld`,
  async run(running) {
    const attacker = await come(running, 2)
    const [writer, reader] = [await come(running, 0, 1), await come(running, 1, 1)]
    const updates = [attacker.type('a')]
    for (let at = 0; at < PENDING; at++) updates.push(attacker.type('a'))
    const waits: number[] = []
    const sent: number[] = []
    reader.doc.on('update', () => {
      const seen = reader.proposalOf(writer)?.length ?? 0
      while (waits.length < seen) waits.push(performance.now() - sent[waits.length]!)
    })
    const type = () => {
      sent.push(performance.now())
      writer.say(writer.type('b'))
    }
    for (let at = 0; at < 50; at++) {
      type()
      await pause(20)
    }
    const quiet = Math.max(...waits)
    const before = waits.length
    for (const [at, update] of updates.slice(1).reverse().entries()) {
      attacker.say(update)
      // Reader and writer live in this process too: what they wait for while it only sends is not the server's doing.
      if (at % AT_ONCE === 0) await new Promise(setImmediate)
    }
    for (let at = 0; at < 300; at++) {
      type()
      await pause(20)
    }
    for (let waited = 0; waited < 20_000 && waits.length < sent.length; waited += 50) await pause(50)
    const longest = waits.length < sent.length ? Infinity : Math.max(...waits.slice(before))
    const words = `another room waits ${longest.toFixed(0)} ms at most (${quiet.toFixed(0)} ms in a quiet second)`
    return { harm: longest > quiet + STUCK, words: `${words}; ${endOf(attacker)}` }
  },
}

export const attacksAnywhere: readonly AttackAnywhere[] = [
  forgedClient,
  raced,
  forgedName,
  malformed,
  oversized,
  unintegrable,
]
