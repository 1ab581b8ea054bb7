import { createHash } from 'node:crypto'
import type { Digest } from '#app/domain/record/log-position.ts'

/** Hex SHA-256 of a text in UTF-8. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Hex SHA-256 of a text in UTF-8 and the bytes after it. */
export const digest: Digest = (text, bytes) => createHash('sha256').update(text).update(bytes).digest('hex')
