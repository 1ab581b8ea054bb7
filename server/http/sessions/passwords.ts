import { hash, verify } from '@node-rs/argon2'
import type { Ports } from '#app/usecases/ports.ts'

/** Argon2id with the parameters OWASP recommends (19 MiB, two passes, one lane), the library's defaults. */
export const passwords: Ports['passwords'] = {
  hash: (password) => hash(password),
  /** A hash that is none, as that of an account without a password, fits nothing. */
  verify: (hashed, password) => verify(hashed, password).catch(() => false),
}
