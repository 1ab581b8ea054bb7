import { messagesIn } from '#app/messages/catalogue.ts'

/** What is said of it where there is no page to say it. */
export const UNREADABLE = messagesIn('en').errors.unreadableText

/** The answer to what no page of ours would send; the page's error boundary shows it. */
export const unreadable = (): Response =>
  new Response(UNREADABLE, {
    status: 400,
    statusText: 'Bad Request',
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  })

/**
 * Whether a database takes a text: PostgreSQL refuses U+0000 in texts, and a lone surrogate in JSON.
 */
export const isStorable = (text: string): boolean => !/[\0\p{Surrogate}]/u.test(text)
