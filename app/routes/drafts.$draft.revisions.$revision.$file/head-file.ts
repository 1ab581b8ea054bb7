import { allowedSigner, type SignedHead } from '#app/domain/record/evidence/signed-head.ts'
import { download, types } from '#app/http/download.ts'

/** The files that `ssh-keygen -Y verify` reads, as an address has them. */
export const headFiles = ['record.txt', 'record.txt.sig', 'allowed_signers'] as const
export type HeadFile = (typeof headFiles)[number]

export const headFileIn = (name: string | undefined): HeadFile | null =>
  headFiles.find((file) => file === name) ?? null

/** A signed head as one of them. */
export function headDownload(
  file: HeadFile,
  { head: { publicKey, signature }, message }: { head: SignedHead; message: string },
): Response {
  const content: Record<HeadFile, string> = {
    'record.txt': message,
    'record.txt.sig': signature,
    allowed_signers: allowedSigner(publicKey),
  }
  return download(content[file], file, types.txt)
}
