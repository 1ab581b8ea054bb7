import type { Stores } from './persistence/stores/stores.ts'

/** No id of anything. */
const NOBODY = '-'

/**
 * Goes the way of somebody who comes to a room, once and with nothing: queries are planned and code is compiled
 * before anybody waits for it. After a restart everybody comes at the same moment.
 */
export async function warmUp({ sessions, users, drafts, room }: Stores): Promise<void> {
  await Promise.all([
    sessions.byId(NOBODY),
    users.byId(NOBODY),
    drafts.byId(NOBODY),
    room.load(NOBODY),
    sessions.mark([NOBODY], 0),
    sessions.living([NOBODY], 0),
  ])
}
