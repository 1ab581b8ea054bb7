// Hocuspocus as its documentation starts it. DATABASE: file of its SQLite extension; REDIS_PORT: of its Redis one.
// UNBATCHED: every update is sent on by itself, instead of merging those of a turn of the event loop.
import { Redis } from '@hocuspocus/extension-redis'
import { SQLite } from '@hocuspocus/extension-sqlite'
import { Server } from '@hocuspocus/server'

const { PORT, DATABASE, REDIS_PORT, UNBATCHED } = process.env
const extensions = []
if (DATABASE) extensions.push(new SQLite({ database: DATABASE }))
if (REDIS_PORT) extensions.push(new Redis({ host: '127.0.0.1', port: Number(REDIS_PORT) }))

const how = { quiet: true, ...(UNBATCHED && { flushDelay: false }) }
const server = new Server({ port: Number(PORT), address: '127.0.0.1', extensions, ...how })
await server.listen()
