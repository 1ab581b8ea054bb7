import type { RequestHandler } from 'express'
import { sayPlainly } from './languages.ts'

/** Characters of an address: more than the longest that a page of ours makes, which asks for many routes at once. */
export const LONGEST_ADDRESS = 8_192
/** Characters of a part of a path once it is decoded: ids and names of files are shorter. */
const LONGEST_PART = 300

/** No database takes U+0000, and no id of ours has a control character; line breaks may be searched for. */
const CONTROL = /\p{Cc}/u
const CONTROL_IN_QUERY = /(?![\t\n\r])\p{Cc}/u

/**
 * Whether an address can be meant: no more than pages make, in UTF-8, without control characters. What it asks for may
 * not be there all the same.
 */
export function isAddress(url: string): boolean {
  if (url.length > LONGEST_ADDRESS) return false
  const at = url.indexOf('?')
  const path = at === -1 ? url : url.slice(0, at)
  const search = decoded(at === -1 ? '' : url.slice(at + 1).replaceAll('+', ' '))
  if (search === null || CONTROL_IN_QUERY.test(search)) return false
  return path.split('/').every((part) => {
    const read = decoded(part)
    return read !== null && read.length <= LONGEST_PART && !CONTROL.test(read)
  })
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** Answers 400 for an address that cannot be meant: it reaches no page and no store. */
export const addressesOnly: RequestHandler = (request, response, next) => {
  if (isAddress(request.originalUrl)) return next()
  sayPlainly(response, 400)
}
