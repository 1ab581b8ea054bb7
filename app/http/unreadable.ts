/** The answer to what no page of ours would send. What it says in words is put in where the request was taken in. */
export const unreadable = (): Response => new Response(null, { status: 400 })

/**
 * Whether a database takes a text: PostgreSQL refuses U+0000 in texts, and a lone surrogate in JSON.
 */
export const isStorable = (text: string): boolean => !/[\0\p{Surrogate}]/u.test(text)
