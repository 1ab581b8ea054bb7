import { spawnSync } from 'node:child_process'
import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { allowedSigner } from '#app/domain/record/evidence/signed-head.ts'
import { fingerprintOf, isSignedBy, publicKeyOf, signMessage } from './ssh-signature.ts'

/** The key whose seed is the bytes 0 to 31; what follows about it was made by ssh-keygen of OpenSSH 9.2. */
const key = createPrivateKey(`-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f
-----END PRIVATE KEY-----
`)
const publicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4'
const namespace = 'corchete-record'
const message = 'The record stands.\n'
const signature = `-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgA6EHv/POEL4dcN0Y50vAmWfk1j
CbpQ1fHdyGZBJVMbgAAAAPY29yY2hldGUtcmVjb3JkAAAAAAAAAAZzaGE1MTIAAABTAAAA
C3NzaC1lZDI1NTE5AAAAQCk9i0kA9vsXIb7818WUHTMUp+ldIvzlF0BovSODe14qtVRMDd
83aHToOsVPe1Njg7bL0ZWmf7v6flrHdGjeYQw=
-----END SSH SIGNATURE-----
`

test('a key, its fingerprint and a signature are byte for byte those of ssh-keygen', () => {
  expect(publicKeyOf(key)).toBe(publicKey)
  expect(fingerprintOf(publicKey)).toBe('SHA256:lbmsoA0yIEcEiVDRnMWuzm+nV+3ZEEpVIURqFoeSspg')
  expect(signMessage(message, namespace, key)).toBe(signature)
})

const other = publicKeyOf(generateKeyPairSync('ed25519').publicKey)
const broken = signature.replace('Ck9i0kA', 'Ck9i0kB')

test.each<[string, boolean, string, string, string, string]>([
  ['as it is', true, publicKey, message, namespace, signature],
  ['with the line ends of Windows', true, publicKey, message, namespace, signature.replaceAll('\n', '\r\n')],
  ['of another message', false, publicKey, 'The record stands!\n', namespace, signature],
  ['for something else', false, publicKey, message, 'file', signature],
  ['of another key', false, other, message, namespace, signature],
  ['by a key that is none', false, 'ssh-rsa', message, namespace, signature],
  ['that was changed', false, publicKey, message, namespace, broken],
  ['that was cut', false, publicKey, message, namespace, signature.replace(/\n.*\n-----END/, '\n-----END')],
  ['that is none', false, publicKey, message, namespace, 'signed: Ana'],
  ['that is empty', false, publicKey, message, namespace, ''],
])('a signature %s holds: %s', (_, holds, ...[by, said, forWhat, armoured]) =>
  expect(isSignedBy(by, said, { namespace: forWhat, signature: armoured })).toBe(holds),
)

const hasOpenSsh = spawnSync('ssh-keygen', ['-Y', 'verify']).error === undefined

describe.skipIf(!hasOpenSsh)(`OpenSSH${hasOpenSsh ? '' : ' (skipped: ssh-keygen is not installed)'}`, () => {
  test.each<[string, string, number]>([
    ['takes what was signed here', message, 0],
    ['refuses it of another message', 'The record stands!\n', 255],
  ])('%s', (_, said, status) => {
    const folder = mkdtempSync(join(tmpdir(), 'signature-'))
    const { privateKey } = generateKeyPairSync('ed25519')
    writeFileSync(join(folder, 'record.txt.sig'), signMessage(message, namespace, privateKey))
    writeFileSync(join(folder, 'allowed_signers'), allowedSigner(publicKeyOf(privateKey)))
    const asked = '-Y verify -f allowed_signers -I corchete -n corchete-record -s record.txt.sig'
    const answer = spawnSync('ssh-keygen', asked.split(' '), { cwd: folder, input: said })
    expect([answer.status, `${answer.stdout}${answer.stderr}`]).toEqual([
      status,
      expect.stringMatching(status === 0 ? /^Good "corchete-record" signature for corchete / : /incorrect/),
    ])
    rmSync(folder, { recursive: true })
  })
})
