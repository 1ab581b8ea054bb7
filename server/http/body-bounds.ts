/** What a body may hold, counted in its bytes before anything is made of it. */
export const BODY_BOUNDS = {
  /** Fields of a form. */
  fields: 150,
  /** Values of JSON: a decision that fills a draft brings some hundred thousand. */
  values: 250_000,
  /** How deep JSON may be nested. */
  depth: 16,
}

export type BodyKind = 'form' | 'multipart' | 'json'

/** How a body is written; null for what no page of ours sends. */
export function kindOfBody(type: string): BodyKind | null {
  const [name = ''] = type.toLowerCase().split(';')
  switch (name.trim()) {
    case 'application/x-www-form-urlencoded':
      return 'form'
    case 'multipart/form-data':
      return 'multipart'
    case 'application/json':
      return 'json'
    default:
      return null
  }
}

/** False for a body that holds more than any of ours, or that is written in another way. No body at all is fine. */
export function isWithinBounds(body: Buffer, type: string): boolean {
  if (body.length === 0) return true
  switch (kindOfBody(type)) {
    case 'form':
      return occursAtMost(body, '&', BODY_BOUNDS.fields - 1)
    case 'multipart': {
      const boundary = /boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(type)
      const mark = boundary?.[1] ?? boundary?.[2]
      // Each part begins with the mark, and one more ends the last.
      return mark !== undefined && occursAtMost(body, `--${mark}`, BODY_BOUNDS.fields + 1)
    }
    case 'json':
      return isFlatEnough(body)
    case null:
      return false
  }
}

function occursAtMost(body: Buffer, mark: string, most: number): boolean {
  let found = 0
  for (let at = body.indexOf(mark); at !== -1; at = body.indexOf(mark, at + mark.length))
    if (++found > most) return false
  return true
}

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c]
const OPENS = new Set([0x5b, 0x7b])
const CLOSES = new Set([0x5d, 0x7d])

/** UTF-8 has no byte of these inside another character. Whether it is JSON at all is not asked here. */
function isFlatEnough(body: Buffer): boolean {
  let [depth, values, quoted] = [0, 1, false]
  for (let at = 0; at < body.length; at++) {
    const byte = body[at]!
    if (quoted) {
      if (byte === BACKSLASH) at++
      else if (byte === QUOTE) quoted = false
      continue
    }
    if (byte === QUOTE) quoted = true
    else if (OPENS.has(byte)) {
      values++
      if (++depth > BODY_BOUNDS.depth) return false
    } else if (CLOSES.has(byte)) depth--
    else if (byte === COMMA) values++
    if (values > BODY_BOUNDS.values) return false
  }
  return true
}
