import * as decoding from 'lib0/decoding'
import { MESSAGE, SYNC, encodeUpdate } from '#app/document/wire.ts'
import type { ClientSocket } from '../sockets/participant.ts'
import type { RoomSession, Identity } from '../sockets/participant.ts'

/** ms before the table is looked for again. */
const PAUSE = 500

/** Reads what happens at the table and writes nothing. */
const MIRROR: Identity = {
  actor: { user: '', name: '', role: 'observer', delegation: null },
  session: '',
}

/** Joins the room of the table, wherever it lives. */
export type JoinTable = (socket: ClientSocket, who: Identity) => RoomSession

export type Mirrored = {
  /** A state vector of what the copy has. */
  known(): Uint8Array
  /** Something new of the table. */
  take(update: Uint8Array): void
}

/**
 * Brings what happens at the table into a working copy, for as long as the copy is open. It takes part like a
 * reader, and comes back when it is sent away.
 */
export class Mirror {
  private session: RoomSession | null = null
  /** Ends the session under way and begins another a moment later. */
  private leave: () => void = () => undefined
  private timer: NodeJS.Timeout | null = null
  private isOver = false

  constructor(
    private readonly join: JoinTable,
    private readonly copy: Mirrored,
  ) {
    this.begin()
  }

  private begin() {
    let isGone = false
    const leave = () => {
      if (isGone) return
      isGone = true
      this.session?.leave()
      this.session = null
      this.later()
    }
    const socket: ClientSocket = {
      send: (message) => {
        if (!isGone && !this.isOver) this.take(message)
      },
      close: leave,
    }
    const session = this.join(socket, MIRROR)
    if (isGone) return session.leave()
    this.session = session
    this.leave = leave
    session.receive(encodeUpdate(this.copy.known(), SYNC.step1))
  }

  private take(message: Uint8Array) {
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

  /** The copy may have lost something that it was given: it asks again for all that it lacks. */
  restart(): void {
    this.leave()
  }

  end(): void {
    this.isOver = true
    if (this.timer) clearTimeout(this.timer)
    this.session?.leave()
    this.session = null
  }
}
