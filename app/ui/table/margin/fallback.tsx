import { useState } from 'react'
import type { Proposal } from '#app/domain/text/proposal.ts'
import { Button } from '#app/ui/kit/button.tsx'
import { TextArea } from '#app/ui/kit/field.tsx'
import { Dialog } from '#app/ui/kit/overlay/dialog.tsx'
import { Menu, MenuItem } from '#app/ui/kit/overlay/menu.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { Ask, Foot } from '#app/ui/shared/ask.tsx'
import type { CopyActs } from '#app/ui/context/table-props.ts'

/** The entry of a proposal whose words are new: only for such words there can be others instead. */
const withWords = ({ ids, kind, inserted }: Proposal) =>
  inserted === '' || kind === 'split' ? null : (ids.at(-1) ?? null)

/** The fallback wording under a proposal in private. */
export function Fallback({ proposal, copy }: { proposal: Proposal; copy: CopyActs }) {
  const { workingCopy } = useMessages()
  const text = fallbackOf(proposal, copy)
  return text ? <p className="card-note">{workingCopy.fallbackShown(text)}</p> : null
}

const fallbackOf = (proposal: Proposal, { fallbacks }: CopyActs): string =>
  proposal.ids.map((id) => fallbacks[id]).find(Boolean) ?? ''

/** What can be done with a proposal in private, besides taking it back. */
export function PrivateActs({ proposal, copy }: { proposal: Proposal; copy: CopyActs }) {
  const { workingCopy: say } = useMessages()
  const [asks, setAsks] = useState(false)
  const fallback = fallbackOf(proposal, copy)
  const worded = withWords(proposal)
  const table = (wording: 'first' | 'fallback') => copy.onTable(proposal.ids, wording)
  return (
    <>
      {fallback ? (
        <Menu
          align="start"
          trigger={
            <Button size="small" tone="primary">
              {say.table}…
            </Button>
          }
        >
          <MenuItem onSelect={() => void table('first')}>{say.tableThis}</MenuItem>
          <MenuItem onSelect={() => void table('fallback')}>{say.tableFallback}</MenuItem>
        </Menu>
      ) : (
        <Button size="small" tone="primary" onClick={() => void table('first')}>
          {say.table}
        </Button>
      )}
      {worded && (
        <Button size="small" onClick={() => setAsks(true)}>
          {say.fallback}
        </Button>
      )}
      {worded && asks && (
        <Dialog open onClose={() => setAsks(false)} title={say.fallbackTitle}>
          <Ask
            onSend={(form) => {
              void copy.onFallback(worded, String(form.get('fallback') ?? ''))
              setAsks(false)
            }}
          >
            <p>{say.fallbackText}</p>
            <TextArea
              name="fallback"
              label={say.fallbackLabel}
              defaultValue={fallback || proposal.inserted.trim()}
              maxLength={10_000}
            />
            <Foot say={say.fallbackKeep} busy={false} cancel={() => setAsks(false)} />
          </Ask>
        </Dialog>
      )}
    </>
  )
}
