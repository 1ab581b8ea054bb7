// `npm start`: makes ready what is missing or stale, then serves, in this same process, so that signals and
// exit codes are the server's own.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { home, prepare } from './prepare.mjs'

prepare()
await import(pathToFileURL(join(home, 'build/run/index.js')).href)
