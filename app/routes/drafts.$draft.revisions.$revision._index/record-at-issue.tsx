import type { QrCode } from '#app/exchange/qr-code.ts'
import { HEAD_NAMESPACE, HEAD_SIGNER } from '#app/domain/record/evidence/signed-head.ts'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { headFiles } from '../drafts.$draft.revisions.$revision.$file/head-file.ts'

const CHECK = `ssh-keygen -Y verify -f allowed_signers -I ${HEAD_SIGNER} -n ${HEAD_NAMESPACE} -s record.txt.sig < record.txt`

/** How the record stood when a revision was issued: to be noted elsewhere, and checked without this product. */
export function RecordAtIssue({
  base,
  number,
  code,
  qr,
  signed,
}: {
  /** Address of the files. */
  base: string
  number: number
  code: string
  qr: QrCode
  signed: { at: number; publicKey: string } | null
}) {
  const { revisions: say, when } = useMessages()
  return (
    <section className="record-at-issue panel" aria-label={say.recordTitle}>
      <svg viewBox={`0 0 ${qr.size} ${qr.size}`} role="img" aria-label={say.qrCode}>
        <path d={qr.path} />
      </svg>
      <div>
        <h2>{say.recordTitle}</h2>
        <p>
          {say.recordEntry(number)} <code>{code}</code>
        </p>
        <p className="quiet">{say.recordText}</p>
        {signed ? (
          <details className="no-print">
            <summary>{say.signedAt(when.moment(signed.at))}</summary>
            <p>
              {say.checkSignature} {say.signedFiles}:{' '}
              {headFiles.map((file, at) => (
                <span key={file}>
                  {at > 0 && ', '}
                  <a href={`${base}/${file}`} download={file}>
                    {file}
                  </a>
                </span>
              ))}
            </p>
            <pre>{CHECK}</pre>
            <p>
              {say.publicKey}: <code>{signed.publicKey}</code>
            </p>
          </details>
        ) : (
          <p className="quiet">{say.notSigned}</p>
        )}
      </div>
    </section>
  )
}
