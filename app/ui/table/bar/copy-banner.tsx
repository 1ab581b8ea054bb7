import { useState } from 'react'
import type { Proposal } from '#app/domain/text/proposal.ts'
import { publicCode } from '#app/domain/floor/working-copy.ts'
import { Banner } from '#app/ui/kit/banner.tsx'
import { Button, LinkButton } from '#app/ui/kit/button.tsx'
import { Dialog } from '#app/ui/kit/overlay/dialog.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { Ask, Foot } from '#app/ui/shared/ask.tsx'
import type { NamesHere } from '#app/ui/shared/names.ts'
import type { CopyActs, TableProps } from '#app/ui/context/table-props.ts'

/** Says over a working copy, for as long as one is in it, who can read it; and tables everything at once. */
export function CopyBanner({
  draft,
  me,
  names,
  proposals,
  copy,
}: Pick<TableProps, 'draft' | 'me'> & {
  names: NamesHere
  proposals: readonly Proposal[]
  copy: CopyActs
}) {
  const { workingCopy: say } = useMessages()
  const [asks, setAsks] = useState(false)
  const own = proposals.filter(({ delegation }) => delegation === me.delegation)
  const mayTable = own.length > 0 && draft.phase === 'negotiation'
  return (
    <>
      <Banner
        action={
          <>
            {mayTable && (
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
        <Dialog open onClose={() => setAsks(false)} title={say.confirmAllTitle}>
          <Ask
            onSend={() => {
              void copy.onTable([...new Set(own.flatMap(({ ids }) => ids))], 'first')
              setAsks(false)
            }}
          >
            <p>{say.confirmAllText([...new Set(own.map(({ paragraph }) => names.paragraph(paragraph)))])}</p>
            <Foot say={say.confirmAll(own.length)} busy={false} cancel={() => setAsks(false)} />
          </Ask>
        </Dialog>
      )}
    </>
  )
}
