import { once } from 'node:events'
import { DIALECTS } from '../protocol/dialects.ts'
import type { Streamed, StreamingPlan } from '../plan.ts'
import type { LoadClient } from './client.ts'
import { endings, connectAll, type RunPhases } from './phases.ts'
import type { Recording } from '../recording.ts'
import { verify } from './verify.ts'

/** Updates written in one piece. */
const PIECE = 250

/** A run in which everyone with a recording sends all of it, as fast as the server takes it. */
export async function streaming(
  plan: StreamingPlan,
  recordings: readonly Recording[],
  phases: RunPhases,
): Promise<Streamed> {
  const ended = endings()
  const echoed = new Map<LoadClient, number>()
  const seats = await connectAll(plan, {
    words(ranges, seat) {
      if (seat.place.recording === null) return
      const { client } = recordings[seat.place.recording]!
      const own = ranges.find((range) => range.client === client)
      if (own) echoed.set(seat, Math.max(echoed.get(seat) ?? 0, own.to))
    },
    ended: ended.note,
  })
  const authors = seats.filter(({ place }) => place.recording !== null)
  const tapeOf = (seat: LoadClient): Recording => recordings[seat.place.recording!]!
  const frames = authors.map((seat) => framesOf(seat, tapeOf(seat)))
  const isEchoed = DIALECTS[plan.dialect].acknowledges === 'echo'
  const isTaken = (seat: LoadClient): boolean =>
    isEchoed ? (echoed.get(seat) ?? 0) >= tapeOf(seat).clocks.at(-1)! : seat.receipts.isComplete
  const takenOf = (seat: LoadClient): number =>
    isEchoed ? firstAfter(tapeOf(seat).clocks, echoed.get(seat) ?? 0) : seat.receipts.acknowledged
  await phases.seated()
  phases.begins()
  const begun = performance.now()
  const until = begun + plan.patience * 1000
  const waits = (seat: LoadClient, sent: number) =>
    sent - takenOf(seat) > plan.ahead && performance.now() < until && ended.count === 0
  await Promise.all(authors.map((seat, at) => send(seat, tapeOf(seat), frames[at]!, waits)))
  while (!authors.every(isTaken) && performance.now() < until && ended.count === 0)
    await new Promise((resolve) => setTimeout(resolve, 5))
  const took = (performance.now() - begun) / 1000
  const isComplete = authors.every(isTaken)
  const share = phases.ends()
  const updates = authors.reduce((sum, seat) => sum + tapeOf(seat).clocks.length, 0)
  const typed = new Map(authors.map((seat) => [seat.place.recording!, tapeOf(seat).clocks.length]))
  const verified = await verify(plan, [...new Set(plan.places.map(({ room }) => room))], typed, recordings)
  for (const { socket: line } of seats) line.end()
  return { kind: 'streaming', updates, isComplete, took, share, ended: ended.reasons, verified }
}

function framesOf(seat: LoadClient, recording: Recording): Buffer[] {
  const pieces: Buffer[] = []
  for (let from = 0; from < recording.clocks.length; from += PIECE) {
    const to = Math.min(from + PIECE, recording.clocks.length)
    const framed = Array.from({ length: to - from }, (_, at) =>
      seat.framed(recording.bytes.subarray(recording.begins[from + at], recording.begins[from + at + 1])),
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
  seat: LoadClient,
  recording: Recording,
  pieces: readonly Buffer[],
  waits: (seat: LoadClient, sent: number) => boolean,
): Promise<void> {
  const { socket } = seat.socket
  for (let at = 0; at < recording.clocks.length; at++) seat.receipts.sent(null)
  for (const [at, piece] of pieces.entries()) {
    while (waits(seat, at * PIECE)) await new Promise((resolve) => setTimeout(resolve, 1))
    if (socket.destroyed) return
    if (!seat.socket.write(piece)) await Promise.race([once(socket, 'drain'), once(socket, 'close')])
  }
}
