import type { RoomId } from '#app/domain/basics/draft.ts'
import { isFenced } from '#app/usecases/ports.ts'
import type { Answer, Frame, Question } from '#server/cluster/frames.ts'
import type { Links } from '#server/cluster/links.ts'
import type { LocalRoom, RoomLocation } from './local-rooms.ts'

/** ms for which an answer is waited for. */
const PATIENCE = 10_000

/** The process that holds the room gave no answer: what was asked of it may have been done or not. */
export class Unreachable extends Error {
  readonly kind = 'unreachable'
  override name = 'Unreachable'
}

type Open = { peer: string; answer(answer: Answer): void; fail(error: Error): void }

/** Reads and decisions between this process and those that hold the rooms. Each is asked once. */
export class Questions {
  private readonly open = new Map<number, Open>()
  private last = 0

  constructor(
    private readonly links: Pick<Links, 'send' | 'isUp'>,
    private readonly find: (room: RoomId) => Promise<RoomLocation>,
  ) {}

  isUsed(peer: string): boolean {
    for (const question of this.open.values()) if (question.peer === peer) return true
    return false
  }

  /** Answers `elsewhere` when the room is not there and nothing was done; throws `Unreachable` when nobody knows. */
  async ask(peer: string, room: RoomId, question: Question): Promise<Answer> {
    if (!this.links.isUp) return { kind: 'elsewhere' }
    const id = ++this.last
    let giveUp: NodeJS.Timeout | undefined
    try {
      return await new Promise<Answer>((answer, fail) => {
        this.open.set(id, { peer, answer, fail })
        giveUp = setTimeout(() => fail(new Unreachable('The room did not answer in time.')), PATIENCE)
        this.links.send(peer, { kind: 'asked', id, room, question })
      })
    } finally {
      clearTimeout(giveUp)
      this.open.delete(id)
    }
  }

  take(peer: string, frame: Extract<Frame, { kind: 'asked' | 'answered' }>): void {
    if (frame.kind === 'answered') {
      const asked = this.open.get(frame.id)
      if (asked?.peer === peer) asked.answer(frame.answer)
      return
    }
    const { id, room, question } = frame
    void this.answer(room, question).then((answer) => this.links.send(peer, { kind: 'answered', id, answer }))
  }

  private async answer(room: RoomId, question: Question): Promise<Answer> {
    try {
      const location = await this.find(room)
      if (!('local' in location) || location.local.isOver) return { kind: 'elsewhere' }
      return { kind: 'value', value: await answerIn(location.local, question) }
    } catch (error) {
      if (isFenced(error)) return { kind: 'elsewhere' }
      const { name, message, what } = error as Error & { what?: string }
      return { kind: 'failed', name, message, ...(what !== undefined && { what }) }
    }
  }

  /** Whatever was asked of that process will not be answered. */
  lose(peer: string): void {
    for (const question of [...this.open.values()])
      if (question.peer === peer) question.fail(new Unreachable('The way to the room was cut.'))
  }
}

/** What was answered there: null when the room was not there; throws what was thrown there. */
export function valueOf(answer: Answer): { value: unknown } | null {
  switch (answer.kind) {
    case 'elsewhere':
      return null
    case 'value':
      return { value: answer.value }
    case 'failed': {
      const { name, message, what } = answer
      throw Object.assign(new Error(message), { name, ...(what !== undefined && { what }) })
    }
  }
}

/** Asks a room of this process. */
export async function answerIn({ room }: LocalRoom, question: Question): Promise<unknown> {
  switch (question.kind) {
    case 'read':
      return room.read()
    case 'read-floor':
      return room.readFloor()
    case 'settle-deadlines':
      return room.settleDeadlines()
    case 'makeStatement':
      return room.makeStatement(question.by, question.statement)
    case 'decide':
      return room.decide(question.by, question.decision)
  }
}
