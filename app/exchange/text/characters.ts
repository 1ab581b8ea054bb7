import { onlyLines } from '#app/domain/basics/text-character.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'

/** Longest text that is read, in UTF-16 code units: some 150,000 words, three times the longest known draft. */
export const MAX_CHARACTERS = 1_000_000
/** Most lines. */
export const MAX_LINES = 100_000
/** Longest file that is read, in bytes. */
export const MAX_BYTES = 4_000_000

export type ImportRefusal =
  | { kind: 'import-empty' }
  /** Not a text at all. `looksLike` names a known format, so that the message can say what to do instead. */
  | { kind: 'import-binary'; looksLike: 'docx' | 'doc' | 'pdf' | 'rtf' | null }
  /** `size` and `limit` in the unit named. */
  | { kind: 'import-too-big'; size: number; limit: number; unit: 'characters' | 'lines' | 'bytes' }

/** A character that cannot stand in a document, and what stands in its place. */
export type Replacement = { offset: number; was: number; now: string }

/** Same length as the source, so that offsets hold. */
export type Repaired = {
  text: string
  /** The first ones, {@link MAX_REPORTED} at most. */ replacements: readonly Replacement[]
}

/** So many replacements and flags are told one by one; a page with more of them helps nobody. */
export const MAX_REPORTED = 500

/** What Windows-1252 means by 0x80–0x9F; text that went through Latin-1 carries its quotes and dashes as these. */
const WINDOWS_1252 = '€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ'

/**
 * Puts a visible sign in the place of whatever is no character of a text, one code unit for one. All other characters
 * stay as they are; white space and what ends a line is not touched.
 */
export function repairCharacters(source: string): Repaired {
  const replacements: Replacement[] = []
  const text = onlyLines(source, (stray, offset) => {
    if (ENDS.includes(stray) || (stray === '\uFEFF' && isAtEdge(source, offset))) return stray
    const was = stray.codePointAt(0)!
    const now = signFor(was).repeat(stray.length)
    if (replacements.length < MAX_REPORTED) replacements.push({ offset, was, now })
    return now
  })
  return { text, replacements }
}

/** What ends a line or a page here, though no text holds it. */
const ENDS = '\v\f\u2028'

/** A mark at the edge of a line is white space there: files that were joined have some. */
const isAtEdge = (source: string, offset: number): boolean =>
  [source[offset - 1], source[offset + 1]].some((next) => next === undefined || /\s/.test(next))

function signFor(code: number): string {
  if (code < 0x20) return String.fromCharCode(0x2400 + code)
  if (code === 0x7f) return '\u2421'
  if (code >= 0x80 && code <= 0x9f) return WINDOWS_1252[code - 0x80] ?? '\uFFFD'
  return '\uFFFD'
}

/** Refuses what is no text, or too much of it. Never throws. */
export function checkText(source: string, limit = MAX_CHARACTERS): Result<string, ImportRefusal> {
  const looksLike = knownFormat(source)
  if (looksLike || source.includes('\0')) return refuse({ kind: 'import-binary', looksLike })
  if (source.length > limit)
    return refuse({ kind: 'import-too-big', size: source.length, limit, unit: 'characters' })
  const lines = countLines(source)
  if (lines > MAX_LINES)
    return refuse({ kind: 'import-too-big', size: lines, limit: MAX_LINES, unit: 'lines' })
  if (!/\S/.test(source)) return refuse({ kind: 'import-empty' })
  return accept(source)
}

function countLines(source: string): number {
  let lines = 1
  for (const at of source.matchAll(/\r\n|[\r\n\f\v\u2028\u2029]/g)) if (at) lines++
  return lines
}

function knownFormat(source: string): 'docx' | 'doc' | 'pdf' | 'rtf' | null {
  if (source.startsWith('PK\x03\x04')) return 'docx'
  if (/^(\xD0\xCF\x11\xE0|\uFFFD\uFFFD\x11\uFFFD)/.test(source)) return 'doc'
  if (source.startsWith('%PDF-')) return 'pdf'
  if (source.startsWith('{\\rtf')) return 'rtf'
  return null
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/**
 * The text of an uploaded file. Reads UTF-8 and UTF-16; what is not valid UTF-8 is read as Windows-1252,
 * which old office programs write. Refuses files over `limit` bytes before decoding them.
 */
export function decodeText(
  bytes: Uint8Array,
  limit = MAX_BYTES,
): Result<{ text: string; encoding: Encoding }, ImportRefusal> {
  if (bytes.length > limit)
    return refuse({ kind: 'import-too-big', size: bytes.length, limit, unit: 'bytes' })
  const encoding = encodingOf(bytes)
  const text = new TextDecoder(encoding).decode(bytes)
  return accept({ text: encoding === 'windows-1252' ? fromWindows(text) : text, encoding })
}

/** Node 20 decodes Windows-1252 as if it were Latin-1. */
const fromWindows = (text: string): string =>
  text.replace(/[\u0080-\u009F]/g, (char) => signFor(char.charCodeAt(0)))

function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const start = bytes.subarray(0, 512)
  const zeros = (parity: number): number => start.filter((byte, at) => byte === 0 && at % 2 === parity).length
  // Western text in UTF-16 without a mark: every other byte is zero.
  if (start.length > 3 && zeros(1) > start.length * 0.4 && zeros(0) === 0) return 'utf-16le'
  if (start.length > 3 && zeros(0) > start.length * 0.4 && zeros(1) === 0) return 'utf-16be'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return 'utf-8'
  } catch {
    return start.includes(0) ? 'utf-8' : 'windows-1252'
  }
}
