import type { DelegationCode } from '../basics/actor.ts'
import type { DraftId, RoomId, WorkingCopyId } from '../basics/draft.ts'
import type { ParagraphId, ParagraphKind } from '../basics/paragraph.ts'
import type { Attribution, ProposalId } from '../basics/rolling.ts'

/** Ids of drafts and codes of delegations have none. */
const MARK = '~'
/** Behind the code of a delegation that has not confirmed what was typed for it. */
export const UNCONFIRMED = '°'

/** The room of the working copy that a delegation keeps of a draft: open to nobody else. */
export const workingCopyOf = (draft: DraftId, delegation: DelegationCode): WorkingCopyId =>
  (draft + MARK + delegation) as WorkingCopyId

/** The draft behind a room, and whose working copy it is; null for the table that everybody shares. */
export function partsOfRoom(room: RoomId): { draft: DraftId; delegation: DelegationCode | null } {
  const at = room.indexOf(MARK)
  return at < 0
    ? { draft: room as DraftId, delegation: null }
    : { draft: room.slice(0, at), delegation: room.slice(at + 1) }
}

/**
 * In its working copy a delegation writes under a code of its own, `MEX~`: what it has tabled already stands there
 * too, as everybody's, and is not touched from there.
 */
export const inPrivate = (delegation: DelegationCode): DelegationCode => delegation + MARK

/** The delegation behind either code. */
export const publicCode = (code: DelegationCode): DelegationCode =>
  code.endsWith(MARK) ? code.slice(0, -MARK.length) : code.replace(UNCONFIRMED, '')

export const isInPrivate = (code: DelegationCode): boolean => code.endsWith(MARK)

/** A place after a character: the text that it stands in, and its two numbers. */
type Place = readonly [source: string, client: number, clock: number]

/** What stands raised behind words: `MEX`, and `MEX priv.` for words in private, which reads in all four languages; several codes too. */
export const signOf = (codes: string): string => codes.replaceAll(MARK, ' priv.')

/** Whose words these are: the code of the delegation, with a mark while it has not confirmed them. */
export const signed = ({ delegation, unconfirmed }: Attribution): string =>
  unconfirmed ? delegation + UNCONFIRMED : delegation

/** A proposal of a working copy as it is handed to the table: what it says and where, in characters' identities. */
export type Handed = { id: ProposalId } & (
  | { kind: 'insertion'; paragraph: ParagraphId; after: Place; fallback: Place; order: number; text: string }
  | { kind: 'deletion'; paragraph: ParagraphId; ranges: Readonly<Record<string, number>> }
  | { kind: 'paragraph'; paragraphKind: ParagraphKind; level: number; position: string; text: string }
  | { kind: 'removal' | 'merge'; paragraph: ParagraphId }
  | { kind: 'move'; paragraph: ParagraphId; after: ParagraphId | null }
)

/** The id under which a proposal of a working copy stands on the table: the same however often it is handed over. */
export const publicId = (id: ProposalId): ProposalId => {
  const at = id.indexOf(':')
  return publicCode(id.slice(0, at)) + id.slice(at)
}
