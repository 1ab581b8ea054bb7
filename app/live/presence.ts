import type { Awareness } from 'y-protocols/awareness'
import type { DelegationCode, Role } from '#app/domain/basics/actor.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { CharId } from '#app/domain/basics/rolling.ts'
import type { Person, Identity } from './types.ts'

/** Ends of a selection as characters, so that they stay at their words while others type. */
export type CaretState = { paragraph: ParagraphId; anchor: CharId | null; head: CharId | null }

/** What others see of somebody who has the draft open; `user` is written by the server. */
export type Presence = {
  user: { role: Role; delegation: DelegationCode | null }
  caret: CaretState | null
}

/** Who has the draft open, the user first. */
export function peopleIn(awareness: Awareness, me: Identity): Person[] {
  const here: Person[] = [{ key: 'me', role: me.role, delegation: me.delegation, me: true }]
  awareness.getStates().forEach((state, client) => {
    const { user } = state as Partial<Presence>
    if (!user || client === awareness.clientID) return
    const { role, delegation } = user
    here.push({ key: String(client), role, delegation, me: false })
  })
  return here
}
