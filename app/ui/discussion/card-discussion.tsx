import { MessageSquarePlus } from 'lucide-react'
import { memo, useState } from 'react'
import { layerOf, type DelegationCode } from '#app/domain/basics/actor.ts'
import { RATIONALE_LIMIT } from '#app/domain/floor/floor.ts'
import { may } from '#app/domain/policy.ts'
import type { Proposal } from '#app/domain/text/proposal.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { TextArea } from '../kit/field.tsx'
import { Dialog } from '../kit/overlay/dialog.tsx'
import { SilenceNote } from '../meeting/silence-note.tsx'
import { useMessages } from '../kit/messages-context.tsx'
import { Ask, Foot } from '../shared/ask.tsx'
import { FollowButton } from './following.tsx'
import { useSpeaking } from '../context/table-context.tsx'
import { PositionMenu } from './positions/position-menu.tsx'
import { Standings } from './positions/standings.tsx'

/** What is said about a proposal, on its card: why it was made, and who stands where. */
export function CardVoices({ proposal, on }: { proposal: Proposal; on: boolean }) {
  const { rationale } = useMessages()
  const speaking = useSpeaking()
  if (!speaking) return null
  const said = speaking.said.about(proposal.ids, proposal.delegation)
  return (
    <>
      {said.rationale && (
        <p className="card-note rationale">
          <b>{rationale.label}</b> {said.rationale.text}
        </p>
      )}
      <Standings standings={said.standings} names={speaking.names} whole={on} />
    </>
  )
}

/** What one can say about a proposal: a position, or why it was made when it is one's own. */
export function CardSpeech({ proposal }: { proposal: Proposal }) {
  const speaking = useSpeaking()
  if (!speaking || speaking.frozen) return null
  const { me, names, said } = speaking
  const { ids, delegation, paragraph } = proposal
  const { own, rationale } = said.about(ids, delegation)
  const isOwn = layerOf(me) === delegation
  return (
    <>
      {may(me, 'take-position') && (
        <PositionMenu
          subjects={ids}
          author={delegation}
          own={own}
          label={`${names.delegation(delegation)}, ${names.paragraph(paragraph)}`}
        />
      )}
      {isOwn && may(me, 'set-rationale') && <RationaleButton ids={ids} text={rationale?.text ?? ''} />}
    </>
  )
}

/** Asks for a comment on a proposal. */
export function CardComment({ proposal }: { proposal: Proposal }) {
  const onComment = useSpeaking()?.onComment
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
  const names = useSpeaking()?.names
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
  const makeStatement = useSpeaking()?.makeStatement
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  async function send(form: FormData) {
    setBusy(true)
    const said = String(form.get('rationale') ?? '')
    const answer = await makeStatement?.({ kind: 'set-rationale', subjects: ids, text: said })
    setBusy(false)
    if (answer?.ok) setOpen(false)
  }
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {text ? rationale.edit : rationale.add}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={rationale.title}>
        <Ask onSend={(form) => void send(form)}>
          <TextArea
            name="rationale"
            label={rationale.label}
            hint={rationale.hint}
            defaultValue={text}
            maxLength={RATIONALE_LIMIT}
            rows={4}
          />
          <Foot say={rationale.save} busy={busy} cancel={() => setOpen(false)} />
        </Ask>
      </Dialog>
    </>
  )
})

/** A paragraph's own place at the margin: who stands where on it, and what one can say oneself. */
export function ParagraphVoices({ paragraph, on }: { paragraph: string; on: boolean }) {
  const { positions } = useMessages()
  const speaking = useSpeaking()
  if (!speaking) return null
  const { names, said, me, frozen, onComment } = speaking
  const { standings, own } = said.about([paragraph], null)
  const label = names.paragraph(paragraph)
  return (
    <section className="card about-paragraph" aria-label={positions.onParagraph(label)}>
      <div className="about-paragraph-row">
        <span className="about-label">{label}</span>
        <Standings standings={standings} names={names} whole={false} />
        {on && (
          <span className="about-acts">
            {!frozen && may(me, 'take-position') && (
              <PositionMenu subjects={[paragraph]} author={null} own={own} label={label} />
            )}
            <FollowButton paragraph={paragraph} label={label} />
            {!frozen && onComment && (
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
