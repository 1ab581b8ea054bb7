import { Gavel, PencilLine } from 'lucide-react'
import { may } from '#app/domain/policy.ts'
import { useTableNow } from '../context/table-context.tsx'
import { Menu, MenuRule } from '../kit/overlay/menu.tsx'
import { useBesideParagraph } from '../sheet/use-beside-paragraph.ts'
import { ActionItems } from '#app/ui/context/action-items.tsx'
import { actionsIn } from './actions/actions.ts'
import { paragraphInFocus } from '#app/ui/context/make-action.ts'

type MenuProps = { open: boolean; onOpenChange: (open: boolean) => void }

/** What one who sits here may decide or propose about the paragraph in focus, hung in the margin of the sheet. */
export function ParagraphMenu(props: MenuProps) {
  const here = useTableNow()
  const paragraph = paragraphInFocus(here)
  if (!paragraph || here.isTransmitted) return null
  if (may(here.me, 'add-paragraph')) return <Decisions {...props} paragraph={paragraph.id} />
  return here.isConnected ? <Proposals paragraph={paragraph.id} /> : null
}

function Decisions({ paragraph, ...opening }: MenuProps & { paragraph: string }) {
  const { m, names, text } = useTableNow()
  const { host, style } = useBesideParagraph(paragraph, text)
  const label = m.paragraphMenu.title(names.paragraph(paragraph))
  return (
    <div ref={host} className="paragraph-tools" style={style}>
      <Menu
        align="start"
        side="left"
        label={label}
        {...opening}
        trigger={
          <button type="button" className="button small" aria-label={label}>
            <Gavel size={14} aria-hidden />
          </button>
        }
      >
        <DecisionItems />
      </Menu>
    </div>
  )
}

/** Drawn only while the menu is open. */
function DecisionItems() {
  const actions = actionsIn('paragraph', useTableNow())
  const isStatus = ({ id }: { id: string }) => id.startsWith('status.')
  const statuses = actions.filter(isStatus)
  const removal = actions.filter(({ id }) => id === 'paragraph.remove')
  return (
    <>
      <ActionItems actions={statuses} />
      {statuses.length > 0 && <MenuRule />}
      <ActionItems actions={actions.filter((action) => !isStatus(action) && !removal.includes(action))} />
      {removal.length > 0 && <MenuRule />}
      <ActionItems actions={removal} />
    </>
  )
}

function Proposals({ paragraph }: { paragraph: string }) {
  const { m, names, text } = useTableNow()
  const { host, style } = useBesideParagraph(paragraph, text)
  const label = m.moves.menu(names.paragraph(paragraph))
  return (
    <div ref={host} className="paragraph-tools" style={style}>
      <Menu
        align="start"
        label={label}
        trigger={
          <button type="button" className="button small" aria-label={label}>
            <PencilLine size={14} aria-hidden />
          </button>
        }
      >
        <ProposalItems />
      </Menu>
    </div>
  )
}

const ProposalItems = () => <ActionItems actions={actionsIn('propose', useTableNow())} />
