import { SCHEMA_VERSION } from '#app/document/model/schema.ts'

/** Whose words a browser keeps. `user` names the delegation too that somebody types for. */
export type Owner = { draft: string; user: string }

// Words that an earlier version of this page has kept are found under these names: none of them may change.

/** The database that holds the document, apart for each shape of it. */
export const documentName = ({ draft, user }: Owner): string => `corchete ${SCHEMA_VERSION} ${draft} ${user}`
/** Before the client id of a page: updates that the database may not have. */
export const writeAheadPrefix = (document: string): string => `${document} last `
/** Before the client id of a page: which of its words are not stored. */
export const unsavedPrefix = ({ draft, user }: Owner): string => `corchete unsaved ${draft} ${user} `
/** Words that could not be taken into the text. */
export const trayKey = ({ draft, user }: Owner): string => `corchete tray ${draft} ${user}`
/** Words of documents that were given up, until it is known which of them the room has. */
export const droppedKey = ({ draft, user }: Owner): string => `corchete dropped ${draft} ${user}`
