import { connect as openSocket, type Socket } from 'node:net'
import type * as Y from 'yjs'
import type { Random } from '../random.ts'
import { Attacker } from './attacker.ts'
import type { Who } from './honest/group.ts'
import { TARGET, type TestServer } from './test-server.ts'

/** What an attack has at hand. */
export type Target = {
  server: TestServer
  /** An account of Canada's that nothing honest depends on. */
  user: string
  who: Who
  random: Random
  /** How hard it comes: 1 for a quick look, more for a real attack. */
  force: number
}

/** What became of the attacker: close codes or HTTP statuses, null where it was left alone. */
export type Outcome = { ends: readonly (number | null)[]; note?: string }

export type Attack = {
  name: string
  /** What may become of the attacker; null when what it sent may as well be ignored. */
  may: readonly (number | null)[]
  run(target: Target): Promise<Outcome>
  /** False where this cannot be tried. */
  needs?: 'sql'
}

export const urlOf = ({ address }: TestServer, draft: string): string =>
  `${address.replace(/^http/, 'ws')}/collab/${draft}`

export const connectAttacker = (
  { server: server, user }: Target,
  draft: string = TARGET,
): Promise<Attacker> =>
  Attacker.connect(urlOf(server, draft), { cookie: server.cookie(user), origin: server.address })

/** One that has the text already. */
export const joinedAttacker = async (target: Target, draft?: string): Promise<Attacker> =>
  (await connectAttacker(target, draft)).join()

/** Sends what `send` says from a seat in the attacked room and tells what comes of it. */
export async function once(
  target: Target,
  send: (attacker: Attacker) => void | Promise<void>,
  patience?: number,
): Promise<Outcome> {
  const attacker = await joinedAttacker(target)
  await send(attacker)
  const code = await attacker.end(patience)
  attacker.leave()
  return { ends: [code] }
}

/** A line to the server without any protocol. */
export function rawSocket({ server: server }: Target): Promise<Socket> {
  const { hostname, port } = new URL(server.address)
  return new Promise((resolve, reject) => {
    const line = openSocket(Number(port), hostname, () => resolve(line))
    line.on('error', reject)
    line.on('error', () => undefined)
  })
}

export const firstParagraph = (doc: Y.Doc): string => [...doc.getMap('base').keys()].sort()[0]!
