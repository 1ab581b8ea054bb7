// `node scripts/account.mjs --help`: accounts from the command line.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { home, prepare } from './prepare.mjs'

prepare()
await import(pathToFileURL(join(home, 'build/run/account.js')).href)
