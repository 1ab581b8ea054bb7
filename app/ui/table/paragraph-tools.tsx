import { useEffect } from 'react'
import { useFetcher, useLocation, useNavigate } from '@remix-run/react'
import {
  ArrowDown,
  ArrowUp,
  CircleCheck,
  CircleDot,
  Combine,
  Gavel,
  History,
  Link2,
  ListPlus,
  Merge,
  RotateCcw,
  Scissors,
  Shapes,
  Trash2,
} from 'lucide-react'
import type { Decision } from '#app/domain/decisions/decision.ts'
import { stepsOf } from '#app/domain/text/move.ts'
import { isClosed, isNegotiated } from '#app/domain/basics/paragraph.ts'
import { may } from '#app/domain/policy.ts'
import type { CharId, RollingParagraph, RollingText } from '#app/domain/basics/rolling.ts'
import { Menu, MenuItem, MenuRule } from '../kit/overlay/menu.tsx'
import { useMessages } from '../kit/messages-context.tsx'
import type { Asking } from './asking.ts'
import { FollowItem } from '../discussion/following.tsx'
import { useBesideParagraph } from './beside-paragraph.ts'
import type { Seat } from '#app/live/types.ts'

type ToolsProps = {
  text: RollingText
  paragraph: RollingParagraph
  me: Seat
  /** "OP 2" */
  label: string
  /** The character before the caret, when it stands in base text of this paragraph. */
  caret: CharId | null
  /** ISO date */ today: string
  onDecide: (decision: Decision) => void
  onAsk: (asking: Asking) => void
  /** What else can be done with it, such as showing it in the room. */
  more?: React.ReactNode
}

/** What one may decide about the paragraph in focus, hung in the margin of the sheet. */
export function ParagraphTools({
  open,
  onOpenChange,
  ...props
}: ToolsProps & { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { paragraphMenu } = useMessages()
  const { host, style } = useBesideParagraph(props.paragraph.id, props.text)
  return (
    <div ref={host} className="paragraph-tools" style={style}>
      <Menu
        align="start"
        label={paragraphMenu.title(props.label)}
        open={open}
        onOpenChange={onOpenChange}
        trigger={
          <button type="button" className="button small" aria-label={paragraphMenu.title(props.label)}>
            <Gavel size={14} aria-hidden />
          </button>
        }
      >
        <Decisions {...props} />
      </Menu>
    </div>
  )
}

function Decisions(props: ToolsProps) {
  const { paragraph, me, onAsk } = props
  const { paragraphMenu: say } = useMessages()
  const { id } = paragraph
  return (
    <>
      {isNegotiated(paragraph.kind) && may(me, 'set-status') && <StatusItems {...props} />}
      {props.more}
      {may(me, 'consolidate') && <ConsolidateItem id={id} />}
      {may(me, 'move-paragraph') && <PlaceItems {...props} />}
      <MenuItem icon={<ListPlus size={15} />} onSelect={() => onAsk({ kind: 'add', after: id })}>
        {say.add}
      </MenuItem>
      <MenuItem
        icon={<Shapes size={15} />}
        disabled={isClosed(paragraph.status)}
        onSelect={() => onAsk({ kind: 'form', paragraph: id })}
      >
        {say.kind}
      </MenuItem>
      {may(me, 'restore-paragraph') && <RestoreItems {...props} />}
      <FollowItem paragraph={id} label={props.label} />
      <MenuItem
        icon={<Link2 size={15} />}
        onSelect={() => {
          const { origin, pathname } = window.location
          void navigator.clipboard?.writeText(`${origin}${pathname}#${id}`)
        }}
      >
        {say.link}
      </MenuItem>
      {may(me, 'remove-paragraph') && (
        <>
          <MenuRule />
          <MenuItem
            danger
            icon={<Trash2 size={15} />}
            disabled={isClosed(paragraph.status)}
            onSelect={() => onAsk({ kind: 'remove', paragraph: id })}
          >
            {say.remove}
          </MenuItem>
        </>
      )}
    </>
  )
}

/** To the page where the chair works on this paragraph alone. */
function ConsolidateItem({ id }: { id: string }) {
  const { consolidation } = useMessages()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  return (
    <MenuItem
      icon={<Combine size={15} />}
      onSelect={() => navigate(`${pathname}/paragraphs/${encodeURIComponent(id)}/consolidate`)}
    >
      {consolidation.open}
    </MenuItem>
  )
}

/** The revisions that the paragraph can be put back to, the latest first: asked for when the menu opens. */
function RestoreItems({ paragraph: { id, status }, onDecide }: ToolsProps) {
  const { paragraphMenu: say } = useMessages()
  const { pathname } = useLocation()
  const { load, data } = useFetcher<{ revisions: readonly { number: number }[] }>()
  useEffect(() => load(`${pathname}/revisions?index`), [load, pathname])
  return (data?.revisions ?? []).map(({ number }) => (
    <MenuItem
      key={number}
      icon={<History size={15} />}
      disabled={isClosed(status)}
      onSelect={() => onDecide({ kind: 'restore-paragraph', paragraph: id, revision: number })}
    >
      {say.restore(number)}
    </MenuItem>
  ))
}

function StatusItems({ paragraph: { id, status }, today, onDecide, onAsk }: ToolsProps) {
  const { paragraphMenu: say } = useMessages()
  return (
    <>
      {status === 'open' && (
        <MenuItem
          icon={<CircleDot size={15} />}
          onSelect={() =>
            onDecide({ kind: 'set-status', paragraph: id, status: 'under-discussion', date: today })
          }
        >
          {say.discuss}
        </MenuItem>
      )}
      {!isClosed(status) && (
        <MenuItem
          icon={<CircleCheck size={15} />}
          onSelect={() => onAsk({ kind: 'agree', paragraph: id, status: 'ad-referendum' })}
        >
          {say.adReferendum}
        </MenuItem>
      )}
      {status !== 'agreed' && (
        <MenuItem
          icon={<CircleCheck size={15} />}
          onSelect={() => onAsk({ kind: 'agree', paragraph: id, status: 'agreed' })}
        >
          {say.agree}
        </MenuItem>
      )}
      {isClosed(status) && (
        <MenuItem icon={<RotateCcw size={15} />} onSelect={() => onAsk({ kind: 'reopen', paragraph: id })}>
          {say.reopen}
        </MenuItem>
      )}
      <MenuRule />
    </>
  )
}

function PlaceItems({ text, paragraph: { id }, caret, onDecide }: ToolsProps) {
  const { paragraphMenu: say } = useMessages()
  const at = text.paragraphs.findIndex((each) => each.id === id)
  const { up, down } = stepsOf(text.paragraphs, id)
  return (
    <>
      <MenuItem
        icon={<ArrowUp size={15} />}
        disabled={!up}
        onSelect={() => up && onDecide({ kind: 'move-paragraph', paragraph: id, ...up })}
      >
        {say.up}
      </MenuItem>
      <MenuItem
        icon={<ArrowDown size={15} />}
        disabled={!down}
        onSelect={() => down && onDecide({ kind: 'move-paragraph', paragraph: id, ...down })}
      >
        {say.down}
      </MenuItem>
      <MenuItem
        icon={<Merge size={15} />}
        disabled={at <= 0}
        onSelect={() => onDecide({ kind: 'join-paragraph', paragraph: id })}
      >
        {say.join}
      </MenuItem>
      <MenuItem
        icon={<Scissors size={15} />}
        disabled={caret === null}
        onSelect={() => caret !== null && onDecide({ kind: 'split-paragraph', paragraph: id, after: caret })}
      >
        {say.split}
      </MenuItem>
    </>
  )
}
