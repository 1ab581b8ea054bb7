import { connect, type Socket } from 'node:net'
import type * as Y from 'yjs'
import type { Random } from '../random.ts'
import { Attacker } from './attacker.ts'
import type { Who } from './honest/group.ts'
import { TARGET, type House } from './test-server.ts'

/** What an attack has at hand. */
export type Grounds = {
  house: House
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
  run(grounds: Grounds): Promise<Outcome>
  /** False where this cannot be tried. */
  needs?: 'sql'
}

export const urlOf = ({ address }: House, draft: string): string =>
  `${address.replace(/^http/, 'ws')}/collab/${draft}`

export const enter = ({ house, user }: Grounds, draft: string = TARGET): Promise<Attacker> =>
  Attacker.connect(urlOf(house, draft), { cookie: house.cookie(user), origin: house.address })

/** One that has the text already. */
export const joined = async (grounds: Grounds, draft?: string): Promise<Attacker> =>
  (await enter(grounds, draft)).join()

/** Sends what `send` says from a seat in the attacked room and tells what comes of it. */
export async function once(
  grounds: Grounds,
  send: (attacker: Attacker) => void | Promise<void>,
  patience?: number,
): Promise<Outcome> {
  const attacker = await joined(grounds)
  await send(attacker)
  const code = await attacker.end(patience)
  attacker.leave()
  return { ends: [code] }
}

/** A line to the server without any protocol. */
export function rawLine({ house }: Grounds): Promise<Socket> {
  const { hostname, port } = new URL(house.address)
  return new Promise((resolve, reject) => {
    const line = connect(Number(port), hostname, () => resolve(line))
    line.on('error', reject)
    line.on('error', () => undefined)
  })
}

export const firstParagraph = (doc: Y.Doc): string => [...doc.getMap('base').keys()].sort()[0]!
