import { createPrivateKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { HEAD_NAMESPACE } from '#app/domain/record/evidence/signed-head.ts'
import { StartError } from '../persistence/start-error.ts'
import { publicKeyOf, signMessage } from './ssh-signature.ts'

/** Who signs heads of records. The private key stays within. */
export type Signer = {
  /** "ssh-ed25519 AAAA…" */
  publicKey: string
  /** False when it was there before. */
  isNew: boolean
  sign(message: string): string
}

/** Where the key is when nothing else is said: in the data folder, beside the database and never in it. */
export const defaultKeyFile = (dataDir: string): string => join(dataDir, 'record-key')

/**
 * The key in a file; made there when there is none. Of several processes that make one at the same time, all take the
 * same. Throws a StartError when it cannot be read or made, is no Ed25519 key, or can be read by other users.
 */
export function openKey(file: string): Signer {
  const isNew = !existsSync(file) && make(file)
  const key = readKey(file)
  const publicKey = publicKeyOf(key)
  return { publicKey, isNew, sign: (message) => signMessage(message, HEAD_NAMESPACE, key) }
}

function readKey(file: string): KeyObject {
  const text = reading(file, () => readFileSync(file, 'utf8'))
  if (isOpenToOthers(file))
    throw new StartError(
      `Other users of this machine can get at ${file}, with which the record is signed. ` +
        `Run "chmod go= ${file}" and start again.`,
    )
  return privateKeyIn(text, file)
}

function privateKeyIn(pem: string, file: string): KeyObject {
  try {
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch {
    // Said below.
  }
  throw new StartError(`${file} is no Ed25519 key in PKCS#8. Move it away, and a new one is made.`)
}

/** Windows has no such rights. */
const isOpenToOthers = (file: string): boolean =>
  process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0

/** Whole at once: another process that looks for it finds none, or all of it. False when another was quicker. */
function make(file: string): boolean {
  return reading(file, () => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    const beside = `${file}.${randomBytes(6).toString('hex')}`
    writeDurably(beside, newKey())
    try {
      return putInPlace(beside, file)
    } finally {
      rmSync(beside, { force: true })
    }
  })
}

const newKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

function writeDurably(file: string, text: string): void {
  const open = openSync(file, 'wx', 0o600)
  writeSync(open, text)
  fsyncSync(open)
  closeSync(open)
}

/** A link fails where there is a file already. Some file systems know no links. */
function putInPlace(beside: string, file: string): boolean {
  try {
    linkSync(beside, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' || existsSync(file)) return false
    renameSync(beside, file)
  }
  return true
}

function reading<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new StartError(
      `The key of the record cannot be kept in ${file}: ${(error as Error).message}. ` +
        'Set RECORD_KEY to another file.',
    )
  }
}

/** The public keys in a text: lines of public keys or of allowed signers, or a private key of this server. */
export function publicKeysIn(text: string, file: string): Set<string> {
  if (text.includes('PRIVATE KEY')) return new Set([publicKeyOf(privateKeyIn(text, file))])
  const keys = text.match(/ssh-ed25519 [A-Za-z0-9+/]+=*/g) ?? []
  if (keys.length === 0) throw new StartError(`${file} holds no public key "ssh-ed25519 …".`)
  return new Set(keys)
}
