/** Opcodes of RFC 6455, section 5.2. */
export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const

/** Longest header of a client's frame: two bytes, eight of length, four of the mask. */
const HEADER = 14

/**
 * A client's frame. It is masked, as clients must, with the key 0, so that masking costs the sender nothing and
 * the receiver what it always does.
 */
export function frame(payload: Uint8Array, opcode: number = OPCODE.binary): Buffer {
  const made = Buffer.alloc(HEADER + payload.length)
  made[0] = 0x80 | opcode
  const { length } = payload
  let at = 2
  if (length < 126) made[1] = 0x80 | length
  else if (length < 65_536) {
    made[1] = 0x80 | 126
    at = made.writeUInt16BE(length, 2)
  } else {
    made[1] = 0x80 | 127
    at = made.writeBigUInt64BE(BigInt(length), 2)
  }
  at += 4
  made.set(payload, at)
  return made.subarray(0, at + length)
}

/** Takes one message out of what a server sent. The bytes are good only during the call. */
export type Hear = (opcode: number, payload: Buffer) => void

type Header = { final: boolean; opcode: number; start: number; length: number }

/**
 * Reads a server's frames out of the stream of bytes: several may come in one piece, and one in several.
 * Messages in fragments are put together.
 */
export class FrameReader {
  private waiting: Buffer[] = []
  private held = 0
  /** Bytes without which nothing can be read. */
  private needed = 2
  private fragments: Buffer[] = []
  private fragmentOpcode = 0

  constructor(private readonly hear: Hear) {}

  take(chunk: Buffer): void {
    this.waiting.push(chunk)
    this.held += chunk.length
    if (this.held < this.needed) return
    const bytes = this.waiting.length === 1 ? chunk : Buffer.concat(this.waiting)
    let at = 0
    for (;;) {
      const header = headerAt(bytes, at)
      if (!header) {
        this.needed = 2 + (bytes.length - at)
        break
      }
      const end = header.start + header.length
      if (end > bytes.length) {
        this.needed = end - at
        break
      }
      this.complete(header, bytes.subarray(header.start, end))
      at = end
    }
    this.held = bytes.length - at
    this.waiting = this.held > 0 ? [bytes.subarray(at)] : []
    if (this.held === 0) this.needed = 2
  }

  private complete({ final, opcode, length }: Header, payload: Buffer) {
    const isData = opcode < OPCODE.close
    if (final && (!isData || (opcode !== OPCODE.continuation && this.fragments.length === 0)))
      return this.hear(opcode, payload)
    if (opcode !== OPCODE.continuation) this.fragmentOpcode = opcode
    if (length > 0 || !final) this.fragments.push(Buffer.from(payload))
    if (!final) return
    const whole = Buffer.concat(this.fragments)
    this.fragments = []
    this.hear(this.fragmentOpcode, whole)
  }
}

/** The header of a frame that begins there; null when not all of it has come. */
function headerAt(bytes: Buffer, at: number): Header | null {
  if (bytes.length < at + 2) return null
  const [first, second] = [bytes[at]!, bytes[at + 1]!]
  const header = { final: (first & 0x80) !== 0, opcode: first & 0x0f }
  const short = second & 0x7f
  if (short < 126) return { ...header, start: at + 2, length: short }
  if (short === 126)
    return bytes.length < at + 4 ? null : { ...header, start: at + 4, length: bytes.readUInt16BE(at + 2) }
  if (bytes.length < at + 10) return null
  return { ...header, start: at + 10, length: Number(bytes.readBigUInt64BE(at + 2)) }
}
