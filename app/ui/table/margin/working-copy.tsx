import { useState } from 'react'
import { layerOf } from '#app/domain/basics/actor.ts'
import type { Proposal } from '#app/domain/text/proposal.ts'
import { useTable } from '#app/ui/context/table-context.tsx'
import { Button } from '#app/ui/kit/button.tsx'
import { TextArea } from '#app/ui/kit/field.tsx'
import { FormDialog } from '#app/ui/shared/form-dialog.tsx'
import { fallbackOf } from '../actions/proposal.ts'

/** The entry of a proposal whose words are new: only for such words there can be others instead. */
const withWords = ({ ids, kind, inserted }: Proposal) =>
  inserted === '' || kind === 'split' ? null : (ids.at(-1) ?? null)

/** The fallback wording under a proposal in private. */
export function Fallback({ proposal }: { proposal: Proposal }) {
  const table = useTable()
  const text = table.isCopy ? fallbackOf(table, proposal) : ''
  return text ? <p className="card-note">{table.m.workingCopy.fallbackShown(text)}</p> : null
}

/** Asks for the wording that the delegation could also live with. */
export function FallbackButton({ proposal }: { proposal: Proposal }) {
  const table = useTable()
  const { m, me, names, copy } = table
  const { workingCopy: say } = m
  const [asks, setAsks] = useState(false)
  const worded = withWords(proposal)
  if (!worded || !copy || proposal.delegation !== layerOf(me)) return null
  return (
    <>
      <Button size="small" onClick={() => setAsks(true)}>
        {say.fallback}
      </Button>
      {asks && (
        <FormDialog
          title={say.fallbackTitle}
          names={names}
          confirm={say.fallbackKeep}
          read={(form) => String(form.get('fallback') ?? '')}
          send={(text) => void copy.onFallback(worded, text)}
          onClose={() => setAsks(false)}
        >
          <p>{say.fallbackText}</p>
          <TextArea
            name="fallback"
            label={say.fallbackLabel}
            defaultValue={fallbackOf(table, proposal) || proposal.inserted.trim()}
            maxLength={10_000}
          />
        </FormDialog>
      )}
    </>
  )
}
