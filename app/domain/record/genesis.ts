/** What the first entry of a record, and the first item of a log, is chained to. */
export const genesis = '0'.repeat(64)
