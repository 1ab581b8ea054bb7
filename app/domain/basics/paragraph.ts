/** Stable for life. A proposed paragraph's id is its proposal's id and stays when it is accepted. */
export type ParagraphId = string

/**
 * What a paragraph is. `formula` is a fixed line of the form ("THE GENERAL ASSEMBLY,", "RESOLVES:"),
 * `opener` a preambular opener that owns the paragraphs after it ("CONSIDERING:"), `footnote` a note
 * such as a reservation, `text` anything the form has no name for.
 */
export type ParagraphKind =
  'heading' | 'formula' | 'opener' | 'preambular' | 'operative' | 'subparagraph' | 'footnote' | 'text'

export type ParagraphStatus = 'open' | 'under-discussion' | 'ad-referendum' | 'agreed' | 'withdrawn'

export const isClosed = (status: ParagraphStatus): boolean =>
  status === 'ad-referendum' || status === 'agreed' || status === 'withdrawn'

/** Only these are negotiated one by one and carry a status; the others frame them. */
export const isNegotiated = (kind: ParagraphKind): boolean => kind !== 'formula' && kind !== 'opener'
