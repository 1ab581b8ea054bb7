import type { Language } from '#app/domain/basics/draft.ts'
import { en, type Messages } from '#app/messages/en.ts'

const [OPEN, CLOSE] = ['⟦', '⟧']

/** English with marks around all of its own words. What a sentence is told stands outside of its marks, as given. */
export const markedIn = (language: Language): Messages => ({ ...(marked(en) as Messages), language })

type Say = (...given: unknown[]) => unknown

function marked(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? value : OPEN + value + CLOSE
  if (typeof value === 'function')
    return (...given: unknown[]) => aside(marked((value as Say)(...given)), told(given))
  if (Array.isArray(value)) return value.map(marked)
  if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, marked(child)]))
  return value
}

/** The texts that a sentence is told. A lone word in small letters is the name of a kind: words of ours may hold it. */
const told = (given: readonly unknown[]): string[] =>
  given
    .flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : each))
    .filter((each): each is string => typeof each === 'string' && /[^a-z\d-]/.test(each))
    .sort((a, b) => b.length - a.length)

/** Sets what was told outside of the marks around it. */
const aside = (said: unknown, texts: readonly string[]): unknown =>
  typeof said !== 'string'
    ? said
    : texts.reduce((all, text) => all.replaceAll(text, () => `${CLOSE}${text}${OPEN}`), said)

/** Attributes that are read out, pointed at or shown by a style sheet. */
const SAID =
  /\s(aria-label|aria-description|aria-roledescription|aria-valuetext|title|alt|placeholder|label|data-label|data-who)="([^"]*)"/g
const BUTTON = /^<input[^>]*type="(?:submit|button|reset)"/
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" }
const decoded = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => entities[name]!)

/** Everything that a page of React's says to people: its texts, and the attributes that are read out or shown. */
export function saidIn(html: string): string[] {
  const shown = html
    .replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g, '')
    // What is printed on a key is the same in every language.
    .replace(/<kbd>(?:[A-Z]|F\d{1,2})<\/kbd>/g, '')
    .replace(/<!--[\s\S]*?-->|<!DOCTYPE[^>]*>/gi, '\0')
  const said: string[] = []
  for (const [part] of shown.matchAll(/<[^>]*>|[^<\0]+/g)) {
    if (!part.startsWith('<')) said.push(part)
    else {
      for (const [, , value] of part.matchAll(SAID)) said.push(value!)
      if (part.startsWith('<meta name="description"') || BUTTON.test(part))
        said.push(/(?:content|value)="([^"]*)"/.exec(part)?.[1] ?? '')
    }
  }
  return said.map(decoded)
}

/** What of a text is outside all marks. One that closes more than it opens is the end of a sentence cut in pieces. */
function outside(text: string): string {
  let [depth, left] = [0, '']
  for (const char of text) {
    if (char === OPEN) {
      depth++
      left += ' '
    } else if (char === CLOSE) {
      if (depth === 0) left = ''
      else depth--
    } else if (depth === 0) left += char
  }
  return left
}

/**
 * The texts that have a letter outside all marks which is not known as data. Words of a text and names are given in
 * Greek, which the product does not speak; `data` are the patterns of all else that was given to it, as whole words.
 */
export function unmarkedIn(html: string, data: readonly string[]): string[] {
  const given = new RegExp(`(?<![\\p{L}\\p{N}])(?:${data.join('|')})(?![\\p{L}\\p{N}])`, 'gu')
  return [
    ...new Set(
      saidIn(html).filter((text) =>
        /\p{L}/u.test(
          outside(text)
            .replace(given, '')
            .replace(/\p{Script=Greek}/gu, ''),
        ),
      ),
    ),
  ]
}
