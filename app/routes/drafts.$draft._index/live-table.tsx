import { useLocation, useRevalidator } from '@remix-run/react'
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { DelegationCode } from '#app/domain/basics/actor.ts'
import { may } from '#app/domain/policy.ts'
import type { Decision } from '#app/domain/decisions/decision.ts'
import type { RoomId } from '#app/domain/basics/draft.ts'
import type { Statement } from '#app/domain/floor/statement.ts'
import type { ParagraphId, ParagraphStatus } from '#app/domain/basics/paragraph.ts'
import type { View } from '#app/domain/basics/rolling.ts'
import { publicCode } from '#app/domain/floor/working-copy.ts'
import { ChairWords } from '#app/ui/table/chair-words.tsx'
import { useLiveTable } from '#app/editor/use-live-table.ts'
import { useToast } from '#app/ui/kit/overlay/toast.tsx'
import type { TableProps } from '#app/ui/context/table-props.ts'
import { moveNotes } from '#app/display/move-notes.ts'
import { namesHere } from '#app/ui/shared/names.ts'
import { Table } from '#app/ui/table/table.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { useCsrf } from '#app/ui/shell/viewer.tsx'
import { useCommentsWithin } from './use-comments-within.ts'
import { postDecision, postStatement } from './post-decision.ts'

export type Given = Pick<
  TableProps,
  'draft' | 'text' | 'floor' | 'labels' | 'revision' | 'delegations' | 'me' | 'zone' | 'today'
> & { user: string; author: string }

/** The live table: the one that everybody shares, or one’s own working copy, which is another room. */
export function LiveTable({
  given: { user, author, ...given },
  room,
  copy = null,
  following,
}: {
  given: Given
  room: RoomId
  copy?: TableProps['copy']
  following?: TableProps['following']
}) {
  const { draft, delegations } = given
  const [behalf, setBehalf] = useState<DelegationCode | null>(null)
  const me = useMemo(() => (behalf ? { ...given.me, delegation: behalf } : given.me), [given.me, behalf])
  const hash = useHash()
  const csrf = useCsrf()
  const m = useMessages()
  const { revalidate } = useRevalidator()
  const [view, setView] = useState<View>({ kind: 'rolling' })
  const [chosen, setChosen] = useState<ParagraphId | null>(null)
  const [applies, setApplies] = useState(false)
  const [closed, setClosed] = useState<ParagraphId | null>(null)
  const focus = chosen ?? (hash ? decodeURIComponent(hash.slice(1)) : null)
  const names = useMemo(() => new Map(delegations.map(({ code, name }) => [code, name])), [delegations])
  const live = useLiveTable({
    draft: room,
    user,
    author,
    behalf,
    me,
    writes: draft.phase === 'negotiation' && may(me, 'type-words'),
    initial: given.text,
    initialFloor: given.floor,
    label: m.table.text,
    stamp: (status, date) => m.stamp(status as ParagraphStatus, date),
    nameOf: (user) => (user.delegation && names.get(publicCode(user.delegation))) || m.roles[user.role],
    moveNotes: (text, labels) =>
      moveNotes(text, labels, { moves: m.moves, nameOf: namesHere(m, delegations, labels).delegation }),
    onFocusParagraph: setChosen,
    onClosed: setClosed,
    onTransmitted: revalidate,
  })
  const within = useCommentsWithin(draft.id, csrf, me, copy !== null)
  const { mark } = live
  useEffect(() => mark(focus), [mark, focus])
  const onDecide = useCallback(
    (decision: Decision) => postDecision(draft.id, csrf, decision),
    [draft.id, csrf],
  )
  const onStatement = useCallback((said: Statement) => postStatement(draft.id, csrf, said), [draft.id, csrf])
  const apply = useCallback(() => void onDecide({ kind: 'apply-chair-words' }), [onDecide])
  const writing = live.editor && view.kind === 'rolling'
  return (
    <Table
      {...given}
      me={me}
      text={live.text}
      floor={live.floor}
      labels={live.labels}
      view={view}
      connection={live.connection}
      server={live.serverConnection}
      people={live.people.length > 0 ? live.people : [{ key: 'me', ...me, me: true }]}
      unsent={live.unsent}
      focus={focus}
      selection={live.selection}
      editor={
        writing && (
          <>
            {me.role === 'chair' && draft.phase === 'negotiation' && (
              <ChairWords
                applies={applies}
                onChange={setApplies}
                waiting={live.chairHasWords}
                onApply={apply}
              />
            )}
            {live.editor}
            <ClosedNotice paragraph={closed && (live.labels[closed] ?? '')} onSaid={() => setClosed(null)} />
          </>
        )
      }
      copy={copy}
      following={following}
      keptUnder={copy ? null : `${draft.id} ${user}`}
      discussion={
        copy ? null : { chosen: live.chosen, placeOf: live.placeOf, onCommented: live.onCommented, within }
      }
      behalf={may(me, 'type-on-behalf') ? { delegation: behalf, onChange: setBehalf } : null}
      onDecide={onDecide}
      onStatement={onStatement}
      propose={live.propose}
      onWithdraw={live.withdraw}
      onSupport={live.support}
      onView={setView}
      onFocusParagraph={setChosen}
      onDiscardUnsent={live.discard}
    />
  )
}

const never = () => () => {}

/** The paragraph in the address. The server never hears of it, so the page begins without, as it was sent. */
function useHash(): string {
  const { hash } = useLocation()
  const isHere = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  return isHere ? hash : ''
}

/** Typing in a closed paragraph does nothing; this says why. */
function ClosedNotice({ paragraph, onSaid }: { paragraph: string | null; onSaid: () => void }) {
  const say = useToast()
  const { table } = useMessages()
  useEffect(() => {
    if (paragraph === null) return
    say({ text: table.closed(paragraph), tone: 'warn' })
    onSaid()
  }, [paragraph, say, table, onSaid])
  return null
}
