import { useEffect, useState } from 'react'
import type { ComparedParagraph } from '#app/domain/text/compare.ts'
import type { DecisionAsking } from '#app/ui/context/asking.ts'
import { useTable } from '#app/ui/context/table-context.tsx'
import { Banner } from '#app/ui/kit/banner.tsx'
import { ComparedWords } from '#app/ui/shared/compared-words.tsx'
import { differs } from '#app/ui/shared/compare-sheet.tsx'
import { DecisionForm } from './decision-form.tsx'

type Asked = Extract<DecisionAsking, { kind: 'restore' }>
type Found = { state: 'asking' | 'failed' } | { state: 'found'; compared: ComparedParagraph | null }

/** What would change in the paragraph, as the server compares it. */
function useCompared({ paragraph, revision }: Asked): Found {
  const { draft } = useTable()
  const [found, setFound] = useState<Found>({ state: 'asking' })
  useEffect(() => {
    const leaving = new AbortController()
    const address = `/drafts/${draft.id}/paragraphs/${encodeURIComponent(paragraph)}/compare?revision=${revision}`
    fetch(address, { signal: leaving.signal })
      .then(async (response) => {
        if (!response.ok) throw new Error(response.statusText)
        setFound({ state: 'found', compared: (await response.json()) as ComparedParagraph | null })
      })
      .catch(() => leaving.signal.aborted || setFound({ state: 'failed' }))
    return () => leaving.abort()
  }, [draft.id, paragraph, revision])
  return found
}

/** Puts a paragraph back to its wording in a revision, after showing what changes. */
export function Restore({ asking, onClose }: { asking: Asked; onClose: () => void }) {
  const { m, names } = useTable()
  const { deciding } = m
  const { paragraph, revision } = asking
  const found = useCompared(asking)
  const changes = found.state === 'found' && found.compared !== null && differs(found.compared)
  return (
    <DecisionForm
      title={deciding.restoreTitle(names.paragraph(paragraph), revision)}
      confirm={deciding.confirmRestore}
      disabled={!changes && found.state !== 'failed'}
      read={() => ({ kind: 'restore-paragraph', paragraph, revision })}
      onClose={onClose}
    >
      <div role="status">
        {found.state === 'failed' && <Banner tone="warn">{deciding.restoreUnseen}</Banner>}
        {found.state === 'found' && <Changes compared={found.compared} />}
      </div>
      <p className="consequence">{deciding.restoreText}</p>
    </DecisionForm>
  )
}

function Changes({ compared }: { compared: ComparedParagraph | null }) {
  const { deciding, compare, statuses } = useTable().m
  if (compared === null) return <Banner tone="warn">{deciding.restoreNotThere}</Banner>
  if (!differs(compared)) return <Banner>{deciding.restoreSame}</Banner>
  const { pieces, statusBefore, statusAfter } = compared
  return (
    <>
      <p className="compared-paragraph">
        <ComparedWords pieces={pieces} />
      </p>
      {statusBefore && statusAfter && statusBefore !== statusAfter && (
        <p>{compare.status(statuses[statusBefore], statuses[statusAfter])}</p>
      )}
    </>
  )
}
