import { useState } from 'react'
import { layerOf } from '#app/domain/basics/actor.ts'
import { publicCode } from '#app/domain/floor/working-copy.ts'
import type { Proposal } from '#app/domain/text/proposal.ts'
import { useTable } from '#app/ui/context/table-context.tsx'
import type { WorkingCopyActions } from '#app/ui/context/table-props.ts'
import { Banner } from '#app/ui/kit/banner.tsx'
import { Button, LinkButton } from '#app/ui/kit/button.tsx'
import { FormDialog } from '#app/ui/shared/form-dialog.tsx'

/** Says over a working copy, for as long as one is in it, who can read it; and tables everything at once. */
export function CopyBanner({ proposals }: { proposals: readonly Proposal[] }) {
  const { copy } = useTable()
  return copy && <InCopy copy={copy} proposals={proposals} />
}

function InCopy({ proposals, copy }: { proposals: readonly Proposal[]; copy: WorkingCopyActions }) {
  const { m, me, names, draft, isTransmitted } = useTable()
  const { workingCopy: say } = m
  const [asks, setAsks] = useState(false)
  const own = proposals.filter(({ delegation }) => delegation === layerOf(me))
  return (
    <>
      <Banner
        action={
          <>
            {own.length > 0 && !isTransmitted && (
              <Button size="small" tone="primary" onClick={() => setAsks(true)}>
                {say.tableAll(own.length)}
              </Button>
            )}
            <LinkButton size="small" to={`/drafts/${draft.id}`}>
              {say.toTable}
            </LinkButton>
          </>
        }
      >
        {say.lead(names.delegation(publicCode(me.delegation ?? '')))}
      </Banner>
      {asks && (
        <FormDialog
          title={say.confirmAllTitle}
          names={names}
          confirm={say.confirmAll(own.length)}
          read={() => [...new Set(own.flatMap(({ ids }) => ids))]}
          send={(proposals) => void copy.onTable(proposals, 'first')}
          onClose={() => setAsks(false)}
        >
          <p>{say.confirmAllText([...new Set(own.map(({ paragraph }) => names.paragraph(paragraph)))])}</p>
        </FormDialog>
      )}
    </>
  )
}
