import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'

/**
 * Ed25519 keys and signatures as OpenSSH writes them (its PROTOCOL.sshsig), so that `ssh-keygen -Y verify` checks them
 * on nearly every laptop without this software.
 */
const KEY_TYPE = 'ssh-ed25519'
const MAGIC = Buffer.from('SSHSIG')
const VERSION = 1
const HASH = 'sha512'
/** Characters a line, as ssh-keygen has it. */
const LINE = 70
const [BEGIN, END] = ['-----BEGIN SSH SIGNATURE-----', '-----END SSH SIGNATURE-----']

/** A string of the SSH protocol: its length in four bytes, then itself. */
function field(bytes: Uint8Array | string): Buffer {
  const content = Buffer.from(bytes)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  return Buffer.concat([length, content])
}

/** The strings of a message one after the other; throws a RangeError where it ends too soon. */
function fieldsIn(bytes: Buffer): Buffer[] {
  const fields: Buffer[] = []
  for (let at = 0; at < bytes.length;) {
    const end = at + 4 + bytes.readUInt32BE(at)
    if (end > bytes.length) throw new RangeError('a field goes on behind the end')
    fields.push(bytes.subarray(at + 4, end))
    at = end
  }
  return fields
}

/** "ssh-ed25519 AAAA…" of an Ed25519 key, private or public. */
export function publicKeyOf(key: KeyObject): string {
  const { x } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' })
  const wire = Buffer.concat([field(KEY_TYPE), field(Buffer.from(x!, 'base64url'))])
  return `${KEY_TYPE} ${wire.toString('base64')}`
}

const wireOf = (publicKey: string): Buffer => Buffer.from(publicKey.split(' ')[1] ?? '', 'base64')

/** "SHA256:…" as `ssh-keygen -l` prints it: short enough to be read out. */
export const fingerprintOf = (publicKey: string): string =>
  `SHA256:${createHash('sha256').update(wireOf(publicKey)).digest('base64').replace(/=+$/, '')}`

/** What is signed in place of a message: the message's hash, and what the signature is for. */
const preimage = (message: string, namespace: string): Buffer =>
  Buffer.concat([
    MAGIC,
    ...[namespace, '', HASH, createHash(HASH).update(message).digest()].map((part) => field(part)),
  ])

/** The armoured signature of a message, as a `.sig` file holds it. Ed25519 gives the same one every time. */
export function signMessage(message: string, namespace: string, privateKey: KeyObject): string {
  const signature = sign(null, preimage(message, namespace), privateKey)
  const version = Buffer.alloc(4)
  version.writeUInt32BE(VERSION)
  const parts = [
    wireOf(publicKeyOf(privateKey)),
    namespace,
    '',
    HASH,
    Buffer.concat([field(KEY_TYPE), field(signature)]),
  ]
  const blob = Buffer.concat([MAGIC, version, ...parts.map((part) => field(part))]).toString('base64')
  return [BEGIN, ...(blob.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? []), END, ''].join('\n')
}

/** Whether a signature is one of the message for this namespace by this key. False for whatever is no signature. */
export function isSignedBy(
  publicKey: string,
  message: string,
  { namespace, signature: armoured }: { namespace: string; signature: string },
): boolean {
  try {
    const [keyWire, forWhat, , hash, signature] = fieldsIn(bodyOf(armoured))
    const [type, bytes] = fieldsIn(signature!)
    if (!keyWire!.equals(wireOf(publicKey)) || forWhat!.toString() !== namespace) return false
    if (hash!.toString() !== HASH || type!.toString() !== KEY_TYPE) return false
    return verify(null, preimage(message, namespace), keyFrom(keyWire!), bytes!)
  } catch {
    return false
  }
}

/** What stands behind the magic word and the version. */
function bodyOf(armoured: string): Buffer {
  const lines = armoured.trim().split(/\r?\n/)
  if (lines[0] !== BEGIN || lines.at(-1) !== END) throw new RangeError('no signature')
  const blob = Buffer.from(lines.slice(1, -1).join(''), 'base64')
  const isKnown = blob.subarray(0, 6).equals(MAGIC) && blob.readUInt32BE(6) === VERSION
  if (!isKnown) throw new RangeError('a signature of another format')
  return blob.subarray(10)
}

function keyFrom(wire: Buffer): KeyObject {
  const x = fieldsIn(wire)[1]!.toString('base64url')
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
}
