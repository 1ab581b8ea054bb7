// The physical floor: frames what came once, and writes the same bytes to everyone else. No document, no storage.
import { createServer } from 'node:http'
import { Sender, WebSocketServer } from 'ws'

const rooms = new Map()
const server = createServer((_request, response) => response.end())
const sockets = new WebSocketServer({ server, perMessageDeflate: false })

sockets.on('connection', (socket, request) => {
  const room = rooms.get(request.url) ?? new Set()
  rooms.set(request.url, room.add(socket))
  socket.on('error', () => undefined)
  socket.on('message', (message) => {
    const framed = Buffer.concat(
      Sender.frame(message, { fin: true, rsv1: false, opcode: 2, mask: false, readOnly: true }),
    )
    for (const other of room) if (other !== socket) other._socket?.write(framed)
  })
  socket.on('close', () => {
    room.delete(socket)
    if (room.size === 0) rooms.delete(request.url)
  })
})
server.listen(Number(process.env.PORT), '127.0.0.1')
