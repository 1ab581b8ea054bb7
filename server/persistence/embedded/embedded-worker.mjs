// @ts-check
// The embedded database in a thread of its own: a commit waits for the disk, and pages and sockets must not
// wait with it. Plain JavaScript, because Node 20 starts threads from files as they are.
import { closeSync, fsyncSync, openSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/** PGlite's file system for Node passes over fsync; with this one "committed" means "on disk". */
class DurableFiles extends NodeFS {
  /** @override @type {NodeFS['init']} */
  async init(pg, options) {
    const { emscriptenOpts } = await super.init(pg, options)
    const preRun = [...(emscriptenOpts.preRun ?? []), syncForReal, keepPrivate]
    return { emscriptenOpts: { ...emscriptenOpts, preRun } }
  }
}

/** @param {any} module */
function syncForReal(module) {
  const { NODEFS } = module
  NODEFS.stream_ops.fsync = (/** @type {any} */ stream) => {
    const directory = stream.nfd === undefined
    const file = directory ? openSync(NODEFS.realPath(stream.node), 'r') : stream.nfd
    fsyncSync(file)
    if (directory) closeSync(file)
    return 0
  }
}

/**
 * PGlite sets the rights of its files itself, to everybody's, whatever the process's umask says.
 *
 * @param {any} module
 */
function keepPrivate(module) {
  const { node_ops } = module.NODEFS
  const { setattr } = node_ops
  node_ops.setattr = (/** @type {any} */ node, /** @type {any} */ attributes) =>
    setattr(node, 'mode' in attributes ? { ...attributes, mode: attributes.mode & ~0o077 } : attributes)
}

const startParams = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c',
  'wal_sync_method=fsync',
]
const database = await PGlite.create({
  fs: new DurableFiles(workerData.folder),
  startParams,
  extensions: { pg_trgm },
})
const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort)
let work = Promise.resolve()

/** One request after the other, as on any connection. @param {() => Promise<void>} step */
function next(step) {
  work = work.then(step).catch((error) => {
    setImmediate(() => {
      throw error
    })
  })
}

/**
 * @param {number} connection who asks, and gets the reply
 * @param {Uint8Array} request whole messages of PostgreSQL's protocol, up to one that is answered
 */
async function answer(connection, request) {
  const parts = /** @type {Uint8Array[]} */ ([])
  await database.execProtocolRawStream(request, { onRawData: (bytes) => parts.push(bytes.slice()) })
  const reply = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    reply.set(part, at)
    at += part.length
  }
  port.postMessage({ kind: 'reply', connection, bytes: reply }, [reply.buffer])
}

port.on('message', (message) => {
  if (message.kind === 'request') next(() => answer(message.connection, message.bytes))
  // A new connection finds a clean session: no open transaction, no prepared statement of the one before.
  if (message.kind === 'begin') {
    next(async () => {
      await database.exec('ROLLBACK')
      await database.exec('DISCARD ALL')
    })
  }
  if (message.kind === 'close') {
    next(async () => {
      await database.close()
      port.postMessage({ kind: 'closed' })
      port.close()
    })
  }
})
port.postMessage({ kind: 'ready' })
