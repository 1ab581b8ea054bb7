// `node scripts/verify.mjs --help`: looks whether what is kept is whole.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { home, prepare } from './prepare.mjs'

prepare()
await import(pathToFileURL(join(home, 'build/run/verify.js')).href)
