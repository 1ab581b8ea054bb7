import { Merge, MoveVertical, PencilLine, Trash2 } from 'lucide-react'
import { isMovable } from '#app/domain/text/move.ts'
import { isClosed } from '#app/domain/basics/paragraph.ts'
import type { RollingParagraph, RollingText } from '#app/domain/basics/rolling.ts'
import { Menu, MenuItem } from '../kit/overlay/menu.tsx'
import { useToast } from '../kit/overlay/toast.tsx'
import { useMessages } from '../kit/messages-context.tsx'
import { useBesideParagraph } from '../sheet/use-beside-paragraph.ts'
import type { ProposeActs } from '#app/live/types.ts'

type ProposeProps = {
  text: RollingText
  paragraph: RollingParagraph
  /** "OP 2" */
  label: string
  onMove: () => void
}

/** What a delegation may propose about the paragraph in focus as a whole, hung in the margin of the sheet. */
export function ProposeTools({ propose, ...props }: ProposeProps & { propose: ProposeActs }) {
  const { moves: say, palette } = useMessages()
  const toast = useToast()
  const { text, paragraph, label } = props
  const { host, style } = useBesideParagraph(paragraph.id, text)
  const isOpen = !isClosed(paragraph.status) && paragraph.proposed === null
  return (
    <div ref={host} className="paragraph-tools" style={style}>
      <Menu
        align="start"
        label={say.menu(label)}
        trigger={
          <button type="button" className="button small" aria-label={say.menu(label)}>
            <PencilLine size={14} aria-hidden />
          </button>
        }
      >
        <MoveItem {...props} />
        <MenuItem
          icon={<Merge size={15} />}
          disabled={!isOpen || text.paragraphs[0]?.id === paragraph.id}
          onSelect={() => {
            propose.joinParagraph(paragraph.id)
            toast({ text: palette.joined(label) })
          }}
        >
          {say.join}
        </MenuItem>
        <MenuItem
          icon={<Trash2 size={15} />}
          disabled={!isOpen}
          onSelect={() => {
            propose.removeParagraph(paragraph.id)
            toast({ text: palette.removed(label) })
          }}
        >
          {say.remove}
        </MenuItem>
      </Menu>
    </div>
  )
}

/** Asks where the paragraph is to stand. */
export function MoveItem({ paragraph, label, onMove }: Omit<ProposeProps, 'text'>) {
  const { moves: say } = useMessages()
  return (
    <MenuItem icon={<MoveVertical size={15} />} disabled={!isMovable(paragraph)} onSelect={onMove}>
      {say.open(label)}
    </MenuItem>
  )
}
