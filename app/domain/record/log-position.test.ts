import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { extend, extendAll, logBegin, type Digest, type LogItem } from './log-position.ts'

const digest: Digest = (text, bytes) => createHash('sha256').update(text).update(bytes).digest('hex')
const hash = (text: string) => createHash('sha256').update(text).digest('hex')
const zeros = '0'.repeat(64)

test.each<[string, LogItem, string]>([
  ['an update', new TextEncoder().encode('words'), hash(`${zeros} update 5\nwords`)],
  ['one that is empty', new Uint8Array(), hash(`${zeros} update 0\n`)],
  ['a client', { client: 7, user: 'u"1' }, hash(`${zeros} client 7 "u\\"1"\n`)],
])('%s is covered so that anybody can compute it', (_, item, expected) =>
  expect(extend(logBegin, item, digest)).toEqual({ count: 1, hash: expected }),
)

const [a, b] = [Uint8Array.of(1), Uint8Array.of(2, 3)]
const log: LogItem[] = [{ client: 7, user: 'u1' }, a, b]

test.each<[string, LogItem[]]>([
  ['other bytes', [log[0]!, a, Uint8Array.of(2, 4)]],
  ['bytes moved from one update to the next', [log[0]!, Uint8Array.of(1, 2), Uint8Array.of(3)]],
  ['another order', [log[0]!, b, a]],
  ['a client that is somebody else’s', [{ client: 7, user: 'u2' }, a, b]],
  ['another client', [{ client: 8, user: 'u1' }, a, b]],
  ['one less', [log[0]!, a]],
])('%s stands elsewhere', (_, other) =>
  expect(extendAll(logBegin, other, digest).at(-1)).not.toEqual(extendAll(logBegin, log, digest).at(-1)),
)
