import { useState } from 'react'
import type { AboutAsked, Mention, SaidWithin } from '#app/domain/floor/comment.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import type { Statement } from '#app/domain/floor/statement.ts'
import { Dialog } from '#app/ui/kit/overlay/dialog.tsx'
import { Ask, Foot } from '#app/ui/shared/ask.tsx'
import { CommentField } from './comment-field.tsx'
import { useKeptWords } from './kept-words.ts'
import { useSharedTable, useTable, useTableNow } from '#app/ui/context/table-context.tsx'
import type { InternalComments } from '#app/ui/context/discussion.ts'
import type { DelegationName } from '#app/live/types.ts'

/** Everybody that can be called upon in a comment for these readers. */
export const candidatesFor = (
  isWithin: boolean,
  delegations: readonly DelegationName[],
  within: InternalComments | null,
): Mention[] =>
  isWithin
    ? (within?.colleagues ?? []).map(({ user, name }) => ({ kind: 'person', user, name }))
    : delegations.map(({ code, name }) => ({ kind: 'delegation', code, name }))

/** Says something in a thread, at the table or within the delegation. True when it was taken. */
export function useSay() {
  const table = useSharedTable()
  return async (said: SaidWithin, isWithin: boolean): Promise<boolean> => {
    const answer = isWithin ? await table?.internal?.say(said) : await table?.makeStatement(said as Statement)
    return answer?.ok ?? false
  }
}

/**
 * Asks for a comment. At first it is for everybody; who reads it is chosen before it is posted, never after. What is
 * typed is kept until it is posted.
 */
export function Composer({
  about,
  onClose,
  onPosted,
}: {
  about: AboutAsked
  onClose: () => void
  onPosted: () => void
}) {
  const { m, names, me, delegations, internal: within } = useTable()
  const { text: sheet, chosen } = useTableNow()
  const say = m.comments
  const send = useSay()
  const { commentOn, keepComment } = useKeptWords()
  const [begun] = useState(() => commentOn(about))
  const [asked] = useState(() => wordsAsked(about, sheet, chosen?.text))
  const [text, setText] = useState(begun?.text ?? '')
  const [isWithin, setWithin] = useState(begun?.isWithin ?? false)
  const words = begun?.words || asked
  const keep = (text: string, isWithin: boolean) => keepComment({ about, words, text, isWithin })
  const [busy, setBusy] = useState(false)
  const candidates = candidatesFor(isWithin, delegations, within)
  async function post() {
    setBusy(true)
    const isPosted = await send({ kind: 'comment', about, text, mentions: candidates }, isWithin)
    setBusy(false)
    if (!isPosted) return
    keep('', isWithin)
    onPosted()
  }
  return (
    <Dialog open onClose={onClose} title={titleOf(about)}>
      <Ask onSend={() => void post()}>
        {words && <blockquote className="about-words clipped">{words}</blockquote>}
        <CommentField
          autoFocus
          label={say.text}
          hint={say.textHint}
          value={text}
          onChange={(text) => {
            setText(text)
            keep(text, isWithin)
          }}
          candidates={candidates}
          onSend={() => void post()}
        />
        {within && me.delegation && (
          <fieldset className="choices audience">
            <legend className="legend">{say.audience}</legend>
            {[false, true].map((inside) => (
              <label key={String(inside)} className="check">
                <input
                  type="radio"
                  name="audience"
                  checked={isWithin === inside}
                  onChange={() => {
                    setWithin(inside)
                    keep(text, inside)
                  }}
                />
                <span>
                  {inside ? say.audiences.within(names.delegation(me.delegation!)) : say.audiences.table}
                </span>
              </label>
            ))}
          </fieldset>
        )}
        <Foot
          say={say.post}
          busy={busy}
          cancel={onClose}
          disabled={text.trim() === '' || (isWithin && !within)}
        />
      </Ask>
    </Dialog>
  )

  function titleOf(about: AboutAsked): string {
    const label = names.paragraph(about.paragraph)
    if (about.kind === 'proposal') return say.title.proposal(label, names.proposer(about.proposals[0]!))
    return say.title[about.kind](label)
  }
}

/** The words that a question for a comment shows. */
function wordsAsked(about: AboutAsked, text: RollingText, chosen: string | undefined): string {
  if (about.kind === 'words') return chosen?.trim() ?? ''
  const runs = text.paragraphs.find(({ id }) => id === about.paragraph)?.runs ?? []
  if (about.kind === 'paragraph')
    return runs
      .map((run) => run.text)
      .join('')
      .trim()
  const proposed = runs.filter(({ insertions, strikes }) =>
    [...insertions, ...strikes].some(({ id }) => about.proposals.includes(id)),
  )
  return proposed
    .map((run) => run.text)
    .join(' ')
    .trim()
}
