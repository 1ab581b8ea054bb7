import type { Logger } from 'pino'
import type { HeadStore } from '#app/usecases/ports.ts'
import { defaultKeyFile, openKey, type Signer } from './record-key.ts'
import { startSigning, type Signing } from './sign-heads.ts'
import { fingerprintOf } from './ssh-signature.ts'

type KeySettings = { recordKey: string | undefined; dataDir: string }

/** The file that the key of the record is in. */
export const keyFileOf = ({ recordKey, dataDir }: KeySettings): string => recordKey ?? defaultKeyFile(dataDir)

/**
 * Signs the heads of records from the processes that hold rooms; null in others, and where there is no key. A key that
 * was asked for by `RECORD_KEY` and cannot be had ends the start with a StartError. Without that, on a machine that
 * cannot keep one, the server works, and its log says what is missing.
 */
export function signingOf(
  settings: KeySettings & { role: 'rooms' | 'audience' },
  { heads }: { heads: HeadStore },
  log: Logger,
): Signing | null {
  if (settings.role !== 'rooms') return null
  const signer = signerOf(settings, log)
  return signer && startSigning({ heads, signer, log, clock: { now: () => Date.now() } })
}

function signerOf(settings: KeySettings, log: Logger): Signer | null {
  const file = keyFileOf(settings)
  try {
    const signer = openKey(file)
    const key = { file, fingerprint: fingerprintOf(signer.publicKey) }
    if (signer.isNew) log.info(key, 'a key for signing the record is made; keep a copy of it')
    return signer
  } catch (error) {
    if (settings.recordKey !== undefined) throw error
    log.error({ reason: (error as Error).message }, 'heads of the record are not signed')
    return null
  }
}
