import { expect, test } from 'vitest'
import { connectionState, type ConnectionFacts } from './connection-state.ts'

const acks = (isSaved: boolean, oldest: number | null = null, maySend = true) => ({
  isSaved,
  oldest,
  maySend,
})
const open: ConnectionFacts = {
  writes: true,
  isTransmitted: false,
  isOpen: true,
  isSynced: true,
  acks: acks(true),
  latency: 40,
  loss: null,
  lostAt: null,
  hasNetwork: true,
  before: 'connecting',
  now: 10_000,
}
const lost: ConnectionFacts = { ...open, isOpen: false, isSynced: false, loss: 'lost', lostAt: 9_000 }

test.each<[string, Partial<ConnectionFacts>, ReturnType<typeof connectionState>]>([
  ['all stored', {}, 'saved'],
  ['words on their way', { acks: acks(false, 9_900) }, 'saving'],
  ['words on their way for long', { acks: acks(false, 8_400) }, 'slow'],
  ['sooner where a round trip is long', { acks: acks(false, 9_500), latency: 1_200 }, 'slow'],
  ['slow until all is stored', { acks: acks(false, 9_999), before: 'slow' }, 'slow'],
  ['stored after it was slow', { before: 'slow' }, 'saved'],
  ['nothing may be sent yet', { acks: acks(false, 9_900, false) }, 'connecting'],
  ['nor after a loss', { acks: acks(false, 9_900, false), loss: 'lost' }, 'reconnecting'],
  ['the text has not come', { isSynced: false, acks: acks(false) }, 'connecting'],
  ['somebody who reads', { writes: false }, 'reading'],
  ['in a transmitted text', { writes: false, isTransmitted: true }, 'frozen'],
  ['before the text has come', { writes: false, isSynced: false }, 'connecting'],
])('while it is open: %s', (_, facts, state) => expect(connectionState({ ...open, ...facts })).toBe(state))

test.each<[string, Partial<ConnectionFacts>, ReturnType<typeof connectionState>]>([
  ['it was never there', { loss: null, lostAt: null }, 'connecting'],
  ['a moment ago', {}, 'reconnecting'],
  ['for longer', { lostAt: 7_000 }, 'offline'],
  ['there is no network', { hasNetwork: false }, 'offline'],
  ['the server cannot work', { loss: 'busy', lostAt: 1_000 }, 'busy'],
  ['the server restarts', { loss: 'restart' }, 'reconnecting'],
  ['this page was too much', { loss: 'crowded' }, 'crowded'],
])('while it is lost: %s', (_, facts, state) => expect(connectionState({ ...lost, ...facts })).toBe(state))
