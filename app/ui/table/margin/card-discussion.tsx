import { MessageSquarePlus } from 'lucide-react'
import { memo, useState } from 'react'
import { layerOf, type DelegationCode } from '#app/domain/basics/actor.ts'
import { RATIONALE_LIMIT } from '#app/domain/floor/floor.ts'
import { may } from '#app/domain/policy.ts'
import type { Proposal } from '#app/domain/text/proposal.ts'
import { Button, IconButton } from '#app/ui/kit/button.tsx'
import { TextArea } from '#app/ui/kit/field.tsx'
import { SilenceNote } from './silence-note.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { followAction } from '../actions/follow.ts'
import { FormDialog } from '#app/ui/shared/form-dialog.tsx'
import { useSharedTable, useTable } from '#app/ui/context/table-context.tsx'
import { onParagraphAsWhole, onProposal } from '#app/ui/discussion/positions/position-actions.ts'
import { PositionMenu } from '#app/ui/discussion/positions/position-menu.tsx'
import { Standings } from '#app/ui/discussion/positions/standings.tsx'

/** What is said about a proposal, on its card: why it was made, and who stands where. */
export function CardDiscussion({ proposal, on }: { proposal: Proposal; on: boolean }) {
  const { rationale } = useMessages()
  const table = useSharedTable()
  if (!table) return null
  const said = table.statements.about(proposal.ids, proposal.delegation)
  return (
    <>
      {said.rationale && (
        <p className="card-note rationale">
          <b>{rationale.label}</b> {said.rationale.text}
        </p>
      )}
      <Standings standings={said.standings} names={table.names} whole={on} />
    </>
  )
}

/** What one can say about a proposal: a position, or why it was made when it is one's own. */
export function CardSpeech({ proposal }: { proposal: Proposal }) {
  const table = useSharedTable()
  if (!table || table.isTransmitted) return null
  const { me, names, statements } = table
  const { ids, delegation, paragraph } = proposal
  const { own, rationale } = statements.about(ids, delegation)
  const isOwn = layerOf(me) === delegation
  return (
    <>
      <PositionMenu
        on={onProposal(table, proposal)}
        own={own}
        label={`${names.delegation(delegation)}, ${names.paragraph(paragraph)}`}
      />
      {isOwn && may(me, 'set-rationale') && <RationaleButton ids={ids} text={rationale?.text ?? ''} />}
    </>
  )
}

/** Asks for a comment on a proposal. */
export function CardComment({ proposal }: { proposal: Proposal }) {
  const onComment = useSharedTable()?.onComment
  const { ids, delegation, paragraph } = proposal
  if (!onComment) return null
  return (
    <CommentButton
      of={delegation}
      paragraph={paragraph}
      onClick={() => onComment({ kind: 'proposal', paragraph, proposals: ids })}
    />
  )
}

function CommentButton({
  of,
  paragraph,
  onClick,
}: {
  of: DelegationCode | null
  paragraph: string
  onClick: () => void
}) {
  const { comments } = useMessages()
  const names = useSharedTable()?.names
  const label = names?.paragraph(paragraph) ?? ''
  const title = of
    ? comments.title.proposal(label, names?.delegation(of) ?? of)
    : comments.title.paragraph(label)
  return (
    <IconButton size="small" label={title} className="comment-button" onClick={onClick}>
      <MessageSquarePlus size={15} />
    </IconButton>
  )
}

const RationaleButton = memo(function RationaleButton({
  ids,
  text,
}: {
  ids: readonly string[]
  text: string
}) {
  const { rationale } = useMessages()
  const { names, makeStatement } = useTable()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {text ? rationale.edit : rationale.add}
      </Button>
      {open && (
        <FormDialog
          title={rationale.title}
          names={names}
          confirm={rationale.save}
          read={(form) => String(form.get('rationale') ?? '')}
          send={(text) => makeStatement({ kind: 'set-rationale', subjects: ids, text }, { isShown: true })}
          onClose={() => setOpen(false)}
        >
          <TextArea
            name="rationale"
            label={rationale.label}
            hint={rationale.hint}
            defaultValue={text}
            maxLength={RATIONALE_LIMIT}
            rows={4}
          />
        </FormDialog>
      )}
    </>
  )
})

/** A paragraph's own place at the margin: who stands where on it, and what one can say oneself. */
export function ParagraphDiscussion({ paragraph, on }: { paragraph: string; on: boolean }) {
  const { positions } = useMessages()
  const table = useSharedTable()
  if (!table) return null
  const { names, statements, isTransmitted, onComment } = table
  const { standings, own } = statements.about([paragraph], null)
  const label = names.paragraph(paragraph)
  return (
    <section className="card about-paragraph" aria-label={positions.onParagraph(label)}>
      <div className="about-paragraph-row">
        <span className="about-label">{label}</span>
        <Standings standings={standings} names={names} whole={false} />
        {on && (
          <span className="about-actions">
            <PositionMenu on={onParagraphAsWhole(table, paragraph)} own={own} label={label} />
            <FollowButton paragraph={paragraph} />
            {!isTransmitted && onComment && (
              <CommentButton
                of={null}
                paragraph={paragraph}
                onClick={() => onComment({ kind: 'paragraph', paragraph })}
              />
            )}
          </span>
        )}
      </div>
      <SilenceNote subjects={[paragraph]} />
    </section>
  )
}

function FollowButton({ paragraph }: { paragraph: string }) {
  const table = useTable()
  const action = followAction(table, paragraph)
  const Icon = action?.icon
  if (!action || !Icon) return null
  return (
    <IconButton
      size="small"
      label={action.said}
      className="follow-button"
      data-on={table.follows?.has(paragraph) || undefined}
      onClick={() => table.perform(action)}
    >
      <Icon size={15} />
    </IconButton>
  )
}
