import type { Logger } from 'pino'
import type { Actor, AuthorId, DelegationCode, UserId } from '#app/domain/basics/actor.ts'
import type { DraftId, Language, RoomId } from '#app/domain/basics/draft.ts'
import { partsOfRoom } from '#app/domain/floor/working-copy.ts'
import type {
  Clock,
  DelegationStore,
  DraftStore,
  LeaseStore,
  OrganStore,
  RevisionStore,
  SharedRoomStore,
  TransmissionStore,
  WorkingCopyStore,
} from '#app/usecases/ports.ts'
import { completion, givenBy, papersOf } from '../room/completion.ts'
import type { JoinTable } from '../room/mirror.ts'
import { Room } from '../room/room.ts'
import type { Meter } from '../sockets/meter.ts'
import { LocalRooms } from './local-rooms.ts'

export type OpenRoomsDeps = {
  store: SharedRoomStore
  leases: LeaseStore
  drafts: Pick<DraftStore, 'byId'>
  workingCopies: Pick<WorkingCopyStore, 'isOpen'>
  delegations: DelegationStore
  organs: OrganStore
  revisions: RevisionStore
  transmissions: TransmissionStore
  clock: Clock
  id(): string
  sha256(text: string): string
  /** What stands for a person in a draft. */
  authorOf(draft: DraftId, user: UserId): AuthorId
  log: Logger
  meter?: Meter
  /** Notes who comes into a room that lives here; the answer is for when they leave. */
  attend?(room: RoomId, actor: Actor): () => void
}

/** The rooms of the process `self`, of drafts and of working copies; a copy follows its table by `joinTable`. */
export function openRooms(
  deps: OpenRoomsDeps,
  self: string,
  joinTable: (draft: DraftId) => JoinTable,
): LocalRooms {
  const means = {
    given: givenBy(deps),
    complete: completion(deps),
    papersOf: papersOf(deps),
    namesIn: namesFrom(deps.delegations),
  }
  return new LocalRooms({
    ...deps,
    self,
    async header(room) {
      const { draft, delegation } = partsOfRoom(room)
      if (delegation !== null && !(await deps.workingCopies.isOpen(draft, delegation))) return null
      return deps.drafts.byId(draft)
    },
    async open(id, header, store) {
      const begun = performance.now()
      const room = await Room.open(header, { ...deps, ...means, store }, id)
      deps.meter?.opened(performance.now() - begun)
      if (partsOfRoom(id).delegation !== null) room.mirrorTable(joinTable(header.id))
      return room
    },
  })
}

/** What stands for a delegation in a bracket: its name in the language of the text, in capitals. */
const namesFrom = (delegations: DelegationStore) => async (language: Language) => {
  const names = new Map((await delegations.all()).map(({ code, name }) => [code, name[language]]))
  return (code: DelegationCode) => (names.get(code) ?? code).toLocaleUpperCase(language)
}
