import { encode } from 'uqr'

/** Modules of quiet around the code, as its standard asks. */
const QUIET = 4

/** A QR code as a drawing: `path` holds a unit square for each dark module, in a square of `size` units. */
export type QrCode = { size: number; path: string }

/** Of level M: about a seventh of it may be soiled. */
export function qrCodeOf(text: string): QrCode {
  const { size, data } = encode(text, { ecc: 'M', border: QUIET })
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { size, path: path.join('') }
}
