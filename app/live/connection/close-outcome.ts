import { CLOSE } from '#app/document/wire.ts'
import type { Loss } from './reconnect.ts'
import type { Connection, Unsent } from '#app/live/types.ts'

/** What becomes of a connection that was closed. */
export type CloseOutcome =
  | { kind: 'again'; after: Loss }
  /** The room does not take what this page holds: the document is given up, its words go to the tray. */
  | { kind: 'dropped'; reason: Unsent['reason'] }
  /** Nothing more comes of it until the person does something. */
  | { kind: 'over'; state: Extract<Connection, 'ended' | 'outdated' | 'changed' | 'gone'> }

/** Close codes of WebSocket (RFC 6455, 7.4.1, and IANA's registry) that say more than that the connection is gone. */
const GOING_AWAY = 1001
const TOO_BIG = 1009
const SERVER_FAULT = 1011
const RESTART = 1012
const TRY_LATER = 1013

const again = (after: Loss): CloseOutcome => ({ kind: 'again', after })
const dropped = (reason: Unsent['reason']): CloseOutcome => ({ kind: 'dropped', reason })

const outcomes: Readonly<Record<number, CloseOutcome>> = {
  [GOING_AWAY]: again('restart'),
  [RESTART]: again('restart'),
  [SERVER_FAULT]: again('busy'),
  [TRY_LATER]: again('busy'),
  [TOO_BIG]: dropped('too-much'),
  [CLOSE.flood]: again('crowded'),
  [CLOSE.draftClosed]: dropped('draft-transmitted'),
  [CLOSE.signedOut]: { kind: 'over', state: 'ended' },
  [CLOSE.noSuchDraft]: { kind: 'over', state: 'gone' },
  [CLOSE.changed]: { kind: 'over', state: 'changed' },
  [CLOSE.outdated]: { kind: 'over', state: 'outdated' },
}

/** The room's words for why it refuses, as far as they tell a person more than that it does. */
const reasons: Readonly<Record<string, Unsent['reason']>> = {
  'draft-transmitted': 'draft-transmitted',
  'too-big': 'too-much',
  quota: 'too-much',
  'over-limit': 'over-limit',
  reader: 'role-changed',
  'not-your-layer': 'role-changed',
}

/** What a close code means for a page. An unknown code is a connection that was lost. */
export function closeOutcome(code: number, reason: string): CloseOutcome {
  if (code === CLOSE.refused || code === CLOSE.malformed) return dropped(reasons[reason] ?? 'refused')
  return outcomes[code] ?? again('lost')
}
