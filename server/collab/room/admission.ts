import type { Logger } from 'pino'
import { SCHEMA_VERSION } from '#app/document/model/schema.ts'
import { CLOSE, SYNC, encodeHello, encodeUpdate } from '#app/document/wire.ts'
import type { Violation } from '#app/document/guard/verdict.ts'
import type { RoomId } from '#app/domain/basics/draft.ts'
import type { Clock } from '#app/usecases/ports.ts'
import { unmeasured, type Meter } from '../sockets/meter.ts'
import type { Participant } from '../sockets/participant.ts'
import { CoolingOff } from './cooling-off.ts'
import type { Participants } from './participants.ts'
import type { RoomLog } from './room-log.ts'

export type AdmissionDeps = { clock: Clock; log: Logger; meter?: Meter }

/** Who may take part in a room: greets those who come and sends away those who may not stay. */
export class Admission {
  private readonly cooling = new CoolingOff()

  constructor(
    private readonly room: { id: RoomId; readonly isTransmitted: boolean; participants: Participants },
    private readonly deps: AdmissionDeps,
  ) {}

  admit(participant: Participant, log: RoomLog): void {
    const wait = this.cooling.left(participant.actor.user, this.deps.clock.now())
    if (wait > 0) return participant.close(1013, 'cooling-off')
    if (log.isUnread) return participant.close(1013, 'not-stored')
    this.greet(participant)
    participant.send(encodeUpdate(log.known, SYNC.step1))
    this.room.participants.join(participant)
  }

  private greet(participant: Participant): void {
    const { isTransmitted } = this.room
    const mayWrite = participant.layer !== null && !isTransmitted
    const now = this.deps.clock.now()
    participant.send(encodeHello({ schema: SCHEMA_VERSION, mayWrite, frozen: isTransmitted, now }))
  }

  expel(participant: Participant, code: number, reason: string): void {
    if (participant.isOpen) {
      const meter = this.deps.meter ?? unmeasured
      meter.refused(reason)
      this.deps.log.warn({ draft: this.room.id, user: participant.actor.user, reason }, 'sent away')
    }
    this.room.participants.expel(participant, code, reason)
  }

  expelAll(code: number, reason: string): void {
    for (const participant of this.room.participants.all()) this.expel(participant, code, reason)
  }

  /** What somebody has sent is refused. One that has spoiled the document stays out for a while. */
  refuse(from: Participant, violation: Violation, isSpoiled: boolean): void {
    if (isSpoiled) this.cooling.start(from.actor.user, this.deps.clock.now())
    if (this.room.isTransmitted) return this.expel(from, CLOSE.draftClosed, 'draft-transmitted')
    const isMalformed = violation.kind === 'malformed' || violation.kind === 'too-big'
    this.expel(from, isMalformed ? CLOSE.malformed : CLOSE.refused, violation.kind)
  }

  /** The text has been put into other hands: whoever wrote comes back to read. */
  freeze(): void {
    for (const participant of this.room.participants.all())
      if (participant.layer === null) this.greet(participant)
      else this.room.participants.expel(participant, CLOSE.draftClosed, 'draft-transmitted')
  }
}
