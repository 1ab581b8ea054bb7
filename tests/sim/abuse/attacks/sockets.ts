import { randomBytes } from 'node:crypto'
import { CLOSE, MESSAGE, SYNC, encodeUpdate } from '#app/document/wire.ts'
import type { Random } from '#tests/sim/random.ts'
import {
  connectAttacker,
  joinedAttacker,
  once,
  rawSocket,
  urlOf,
  type Attack,
  type Target,
} from '../attack.ts'
import { Attacker, pause } from '../attacker.ts'

const frame = (name: string, bytes: (random: Random) => Buffer, may: readonly (number | null)[]): Attack => ({
  name,
  may,
  run: (target) => once(target, (attacker) => void attacker.rawSocket.write(bytes(target.random))),
})

/** The head of a frame that declares so many bytes. */
function giant(bytes: bigint): Buffer {
  const head = Buffer.alloc(14)
  head[0] = 0x82
  head[1] = 0xff
  head.writeBigUInt64BE(bytes, 2)
  return head
}

const frames: Attack[] = [
  frame('a six-byte frame that is none', () => Buffer.from([0xf2, 0x80, 0, 0, 0, 0]), [1002, 1006]),
  frame('reserved bits', () => Buffer.from([0xc2, 0x81, 0, 0, 0, 0, 1]), [1002, 1006]),
  frame('an unknown kind of frame', () => Buffer.from([0x8b, 0x80, 0, 0, 0, 0]), [1002, 1006]),
  frame('a frame without a mask', () => Buffer.from([0x82, 0x01, 0]), [1002, 1006]),
  frame('a frame of 300 MB, declared', () => giant(300n << 20n), [1009, 1006]),
  frame('a frame larger than memory, declared', () => giant(1n << 62n), [1009, 1006]),
  frame('a ping of 200 bytes', () => Buffer.from([0x89, 0xfe, 0, 200, 0, 0, 0, 0]), [1002, 1006]),
  frame('noise', (random) => Buffer.from(Array.from({ length: 4_096 }, () => random.below(256))), [
    1002,
    1006,
    1007,
    1008,
    1009,
    CLOSE.malformed,
    CLOSE.refused,
  ]),
  {
    name: 'text instead of bytes',
    may: [CLOSE.malformed],
    run: (target) => once(target, ({ socket }) => socket.send('words')),
  },
  {
    name: 'one message in pieces without end',
    may: [1008, 1006],
    run: (target) =>
      once(target, ({ socket }) => {
        for (let piece = 0; piece < 20_000; piece++) socket.send(Buffer.of(0), { fin: false })
      }),
  },
  {
    name: '32 lines that hold 2 MB of an endless message each',
    may: [null, 1006, 1008, 1009],
    async run(target) {
      const lines = await Promise.all(Array.from({ length: 32 }, () => connectAttacker(target)))
      for (const { socket } of lines) socket.send(Buffer.alloc((2 << 20) - 9), { fin: false })
      await pause(1_500)
      for (const line of lines) line.leave()
      return { ends: [null], note: '64 MB sent, none of it a message' }
    },
  },
]

/** Messages bent at random places, each on a line of its own, for what is wrong ends its line. */
const bent: Attack = {
  name: 'messages bent at random',
  may: [CLOSE.malformed, CLOSE.refused, CLOSE.flood, null],
  async run(target) {
    const { random, force } = target
    const count = Math.min(60, 15 * force)
    const ends = new Map<number | null, number>()
    const model = await joinedAttacker(target)
    const honest = [
      encodeUpdate(model.forge((doc) => doc.getMap('p:CAN').set('CAN:x', 1))),
      Uint8Array.of(MESSAGE.sync, SYNC.step1, 1, 0),
      Uint8Array.of(MESSAGE.awareness, 6, 1, 5, 1, 2, 123, 125),
    ]
    model.leave()
    for (let at = 0; at < count; at++) {
      const attacker = await connectAttacker(target)
      for (let more = 0; more < 40 && !attacker.ended; more++)
        attacker.send(bend(random.pick(honest), random))
      const code = await attacker.end(150)
      ends.set(code, (ends.get(code) ?? 0) + 1)
      attacker.leave()
      // A user may come back a few times in a second and no more.
      await pause(300)
    }
    const note = [...ends].map(([code, lines]) => `${lines} × ${code ?? 'left alone'}`).join(', ')
    return { ends: [...ends.keys()], note }
  },
}

function bend(message: Uint8Array, random: Random): Uint8Array {
  const bytes = Uint8Array.from(message)
  for (let times = 1 + random.below(4); times > 0; times--)
    bytes[random.below(bytes.length)] = random.below(256)
  return random.chance(0.3) ? bytes.subarray(0, random.below(bytes.length)) : bytes
}

const handshake = (line: string[]) => [...line, '', ''].join('\r\n')
const upgrade = ({ server: server, user }: Target, path: string, over: Record<string, string> = {}) =>
  handshake([
    `GET ${path} HTTP/1.1`,
    ...Object.entries({
      Host: new URL(server.address).host,
      Cookie: server.cookie(user),
      Upgrade: 'websocket',
      Connection: 'Upgrade',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
      ...over,
    }).map(([name, value]) => `${name}: ${value}`),
  ])

const slow: Attack[] = [
  {
    name: '200 handshakes that come letter by letter',
    may: [null],
    async run(target) {
      const lines = await Promise.all(Array.from({ length: 200 }, () => rawSocket(target)))
      for (const line of lines) line.write('GET /collab/target HTTP/1.1\r\nHost: x\r\nX: ')
      for (let second = 0; second < 2 + target.force; second++) {
        for (const line of lines) line.write('y')
        await pause(700)
      }
      const open = lines.filter(({ destroyed }) => !destroyed).length
      for (const line of lines) line.destroy()
      return { ends: [null], note: `${open} of 200 still waited for` }
    },
  },
  {
    name: '30 frames that come letter by letter',
    may: [null, 1006],
    async run(target) {
      const lines = await Promise.all(Array.from({ length: 30 }, () => connectAttacker(target)))
      for (const { rawSocket: line } of lines) line.write(Buffer.from([0x82, 0xfe, 0xff, 0xff, 0, 0, 0, 0]))
      for (let second = 0; second < 2 + target.force; second++) {
        for (const { rawSocket: line } of lines) line.write(Buffer.of(0))
        await pause(500)
      }
      for (const line of lines) line.leave()
      return { ends: [null] }
    },
  },
]

const doors: Attack[] = [
  ...(
    [
      ['another site’s page opens a line', 'target', { origin: 'https://evil.example' }, 403],
      ['a path into the files', '..%2f..%2fetc%2fpasswd', {}, 404],
      ['a path with more behind it', 'target/more', {}, 404],
    ] as const
  ).map(([name, path, over, status]): Attack => ({
    name,
    may: [status],
    async run(target) {
      const line = await rawSocket(target)
      const answer = new Promise<string>((resolve) =>
        line.once('data', (data: Buffer) => resolve(data.toString())),
      )
      line.write(upgrade(target, `/collab/${path}`, over))
      const told = Number((await answer).split(' ')[1])
      line.destroy()
      return { ends: [told] }
    },
  })),
  ...(
    [
      ['nobody opens a line', 'target', '', CLOSE.signedOut],
      ['a made-up session opens a line', 'target', `corchete-session=${'x'.repeat(43)}`, CLOSE.signedOut],
      ['a line to a draft that is none', 'no-such-draft', null, CLOSE.noSuchDraft],
    ] as const
  ).map(([name, draft, cookie, code]): Attack => ({
    name,
    may: [code],
    async run({ server: server, user }) {
      const headers = { cookie: cookie ?? server.cookie(user), origin: server.address }
      const attacker = await Attacker.connect(urlOf(server, draft), headers)
      return { ends: [await attacker.end()] }
    },
  })),
  {
    name: 'decisions over HTTP without a token',
    may: [403, 415, 419],
    async run({ server: server }) {
      const decision = JSON.stringify({ kind: 'undo' })
      const post = (headers: Record<string, string>, body: string) =>
        fetch(`${server.address}/drafts/target/decisions`, {
          method: 'POST',
          body,
          headers: { cookie: server.cookie('can'), 'content-type': 'application/json', ...headers },
          redirect: 'manual',
        }).then(({ status }) => status)
      return {
        ends: [
          await post({ origin: server.address }, decision),
          await post({ origin: server.address }, JSON.stringify({ csrf: 'guess', decision })),
          await post({ origin: 'https://evil.example' }, decision),
        ],
      }
    },
  },
]

export const attacksOnSockets: readonly Attack[] = [...frames, bent, ...slow, ...doors]
