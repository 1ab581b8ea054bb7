import { once } from 'node:events'
import { DIALECTS } from '../protocol/dialects.ts'
import type { Streamed, StreamingPlan } from '../plan.ts'
import type { Seat } from './client.ts'
import { endings, seatAll, type Stage } from './phases.ts'
import type { Tape } from '../recording.ts'
import { verify } from './verify.ts'

/** Updates written in one piece. */
const PIECE = 250

/** A run in which everyone with a tape sends all of it, as fast as the server takes it. */
export async function streaming(
  plan: StreamingPlan,
  tapes: readonly Tape[],
  stage: Stage,
): Promise<Streamed> {
  const ended = endings()
  const echoed = new Map<Seat, number>()
  const seats = await seatAll(plan, {
    words(ranges, seat) {
      if (seat.place.tape === null) return
      const { client } = tapes[seat.place.tape]!
      const own = ranges.find((range) => range.client === client)
      if (own) echoed.set(seat, Math.max(echoed.get(seat) ?? 0, own.to))
    },
    ended: ended.note,
  })
  const authors = seats.filter(({ place }) => place.tape !== null)
  const tapeOf = (seat: Seat): Tape => tapes[seat.place.tape!]!
  const frames = authors.map((seat) => framesOf(seat, tapeOf(seat)))
  const isEchoed = DIALECTS[plan.dialect].acknowledges === 'echo'
  const isTaken = (seat: Seat): boolean =>
    isEchoed ? (echoed.get(seat) ?? 0) >= tapeOf(seat).clocks.at(-1)! : seat.receipts.isComplete
  const takenOf = (seat: Seat): number =>
    isEchoed ? firstAfter(tapeOf(seat).clocks, echoed.get(seat) ?? 0) : seat.receipts.acknowledged
  await stage.seated()
  stage.begins()
  const begun = performance.now()
  const until = begun + plan.patience * 1000
  const waits = (seat: Seat, sent: number) =>
    sent - takenOf(seat) > plan.ahead && performance.now() < until && ended.count === 0
  await Promise.all(authors.map((seat, at) => send(seat, tapeOf(seat), frames[at]!, waits)))
  while (!authors.every(isTaken) && performance.now() < until && ended.count === 0)
    await new Promise((resolve) => setTimeout(resolve, 5))
  const took = (performance.now() - begun) / 1000
  const isComplete = authors.every(isTaken)
  const share = stage.ends()
  const updates = authors.reduce((sum, seat) => sum + tapeOf(seat).clocks.length, 0)
  const typed = new Map(authors.map((seat) => [seat.place.tape!, tapeOf(seat).clocks.length]))
  const verified = await verify(plan, [...new Set(plan.places.map(({ room }) => room))], typed, tapes)
  for (const { line } of seats) line.end()
  return { kind: 'streaming', updates, isComplete, took, share, ended: ended.reasons, verified }
}

function framesOf(seat: Seat, tape: Tape): Buffer[] {
  const pieces: Buffer[] = []
  for (let from = 0; from < tape.clocks.length; from += PIECE) {
    const to = Math.min(from + PIECE, tape.clocks.length)
    const framed = Array.from({ length: to - from }, (_, at) =>
      seat.framed(tape.bytes.subarray(tape.begins[from + at], tape.begins[from + at + 1])),
    )
    pieces.push(Buffer.concat(framed))
  }
  return pieces
}

/** How many of the rising numbers are not more than `value`. */
function firstAfter(rising: Uint32Array, value: number): number {
  let [low, high] = [0, rising.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (rising[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}

async function send(
  seat: Seat,
  tape: Tape,
  pieces: readonly Buffer[],
  waits: (seat: Seat, sent: number) => boolean,
): Promise<void> {
  const { socket } = seat.line
  for (let at = 0; at < tape.clocks.length; at++) seat.receipts.sent(null)
  for (const [at, piece] of pieces.entries()) {
    while (waits(seat, at * PIECE)) await new Promise((resolve) => setTimeout(resolve, 1))
    if (socket.destroyed) return
    if (!seat.line.write(piece)) await Promise.race([once(socket, 'drain'), once(socket, 'close')])
  }
}
