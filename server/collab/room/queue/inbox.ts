import { CLOSE, SYNC, encodePong } from '#app/document/wire.ts'
import type { Participant } from '#server/collab/sockets/participant.ts'
import type { Admission } from '../admission.ts'
import { readMessage } from './incoming-message.ts'
import type { JobQueue } from './job-queue.ts'
import type { Participants } from '../participants.ts'
import type { RoomLog } from '../room-log.ts'

/** Makes jobs of what comes from the sockets. */
export class Inbox {
  constructor(
    private readonly queue: JobQueue,
    private readonly participants: Participants,
    private readonly admission: Pick<Admission, 'expel'>,
  ) {}

  /** Whatever is wrong with a message costs its sender the connection, and nobody else anything. */
  receive(from: Participant, bytes: Uint8Array, log: RoomLog): void {
    try {
      this.take(from, bytes, log)
    } catch {
      this.admission.expel(from, CLOSE.malformed, 'malformed')
    }
  }

  private take(from: Participant, bytes: Uint8Array, log: RoomLog): void {
    const message = readMessage(bytes)
    switch (message.kind) {
      case 'words':
        from.received++
        return this.queue.add({ ...message, from, at: performance.now() })
      case 'nothing':
        from.received++
        return this.queue.add({ ...message, from })
      case 'sync':
        return this.queue.add({ ...message, from, as: SYNC.step2 })
      case 'caret':
        return this.moveCaret(from, message.update, log)
      case 'ping':
        return from.send(encodePong(message.number))
      case 'unknown':
    }
  }

  /** A caret shows whose a client id is, before any words do. */
  private moveCaret(from: Participant, update: Uint8Array, log: RoomLog): void {
    const { user } = from.actor
    const { owners } = log.stored
    this.participants.moveCaret(update, from, (client) => {
      const owner = owners.get(client)
      if (owner !== undefined || from.layer === null) return owner === undefined || owner === user
      if (log.hasWritten(client)) return false
      owners.set(client, user)
      this.queue.add({ kind: 'client', client, user })
      return true
    })
  }
}
