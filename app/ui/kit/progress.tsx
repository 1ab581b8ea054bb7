import { useMessages } from './messages-context.tsx'

export type Progress = {
  agreed: number
  adReferendum: number
  /** Accepted paragraphs that are negotiated one by one. */
  total: number
  brackets: number
  proposals: number
}

/** How far the text is: a bar, and the same in words. */
export function ProgressBar({ agreed, adReferendum, total, brackets }: Progress) {
  const m = useMessages()
  const share = (n: number) => `${total === 0 ? 0 : (100 * n) / total}%`
  return (
    <div className="progress">
      <div className="progress-bar" aria-hidden="true">
        <i style={{ width: share(agreed) }} />
        <i className="half" style={{ width: share(adReferendum) }} />
      </div>
      <p>
        <span>{total === 0 ? m.progress.nothing : m.progress.said(agreed, adReferendum, total)}</span>
        {brackets > 0 && (
          <span className="bracket-count" title={m.counts.brackets(brackets)}>
            {brackets} <span aria-hidden="true">[ ]</span>
            <span className="unseen">{m.counts.brackets(brackets)}</span>
          </span>
        )}
      </p>
    </div>
  )
}
