import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import type { ClientSocket } from './participant.ts'

/** A binary message as a server sends it on the wire: unmasked, in one frame (RFC 6455, section 5.2). */
export function frame(message: Uint8Array): Buffer {
  const { length } = message
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const framed = Buffer.allocUnsafe(head + length)
  framed[0] = 0x82
  if (head === 2) framed[1] = length
  else if (head === 4) {
    framed[1] = 126
    framed.writeUInt16BE(length, 2)
  } else {
    framed[1] = 127
    framed.writeBigUInt64BE(BigInt(length), 2)
  }
  framed.set(message, head)
  return framed
}

/**
 * How a socket of this process is written to. What everyone gets goes past the library straight to the stream, in one
 * system call with what only this one gets; that is safe because nothing is compressed, so that the library
 * never holds a message back. `told` hears what the room says to this one alone.
 */
export function clientSocketOf(
  socket: WebSocket,
  told: (message: Uint8Array) => void = () => undefined,
): ClientSocket {
  const stream = (socket as unknown as { _socket: Socket })._socket
  return {
    send(message) {
      if (socket.readyState !== socket.OPEN) return
      told(message)
      stream.write(frame(message))
    },
    write(frames, own) {
      if (socket.readyState !== socket.OPEN) return true
      if (own.length === 0) return stream.write(frames)
      own.forEach(told)
      return stream.write(Buffer.concat([frames, ...own.map(frame)]))
    },
    get backlog() {
      return stream.writableLength
    },
    onDrain(then) {
      if (stream.writableLength === 0) queueMicrotask(then)
      else stream.once('drain', then)
    },
    close(code, reason) {
      socket.close(code, reason)
    },
  }
}
