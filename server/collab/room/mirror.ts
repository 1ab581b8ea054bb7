import * as decoding from 'lib0/decoding'
import { MESSAGE, SYNC, encodeUpdate } from '#app/document/wire.ts'
import type { ClientSocket } from '../sockets/participant.ts'
import type { RoomSession, Identity } from '../sockets/participant.ts'

/** ms before the table is looked for again. */
const PAUSE = 500

/** Sits at the table and writes nothing. */
const MIRROR: Identity = {
  actor: { user: '', name: '', role: 'observer', delegation: null },
  session: '',
}

export type Mirrored = {
  /** A state vector of what the copy has. */
  known(): Uint8Array
  /** Something new of the table. */
  take(update: Uint8Array): void
}

/**
 * Brings what happens at the table into a working copy, for as long as the copy is open. It sits at the table like
 * a reader, wherever its room lives, and comes back when it is sent away.
 */
export class Mirror {
  private seat: RoomSession | null = null
  private timer: NodeJS.Timeout | null = null
  private isOver = false

  constructor(
    private readonly sit: (line: ClientSocket, who: Identity) => RoomSession,
    private readonly copy: Mirrored,
  ) {
    this.begin()
  }

  private begin() {
    let isGone = false
    const leave = () => {
      if (isGone) return
      isGone = true
      this.seat?.leave()
      this.seat = null
      this.later()
    }
    const line: ClientSocket = {
      send: (message) => {
        if (!isGone && !this.isOver) this.hear(message)
      },
      close: leave,
    }
    const seat = this.sit(line, MIRROR)
    if (isGone) return seat.leave()
    this.seat = seat
    seat.receive(encodeUpdate(this.copy.known(), SYNC.step1))
  }

  private hear(message: Uint8Array) {
    const decoder = decoding.createDecoder(message)
    if (decoding.readVarUint(decoder) !== MESSAGE.sync) return
    if (decoding.readVarUint(decoder) === SYNC.step1) return
    this.copy.take(decoding.readVarUint8Array(decoder).slice())
  }

  private later() {
    if (this.isOver) return
    this.timer = setTimeout(() => this.begin(), PAUSE)
    this.timer.unref()
  }

  end(): void {
    this.isOver = true
    if (this.timer) clearTimeout(this.timer)
    this.seat?.leave()
    this.seat = null
  }
}
