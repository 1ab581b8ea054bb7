import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { MoveDialog } from './dialogs/move-dialog.tsx'
import { AgreedLanguage } from './dialogs/agreed-language.tsx'
import { useFollowKey } from '../discussion/following.tsx'
import type { NamesHere } from '../shared/names.ts'
import { Palette, type PaletteAct, type PaletteOpens } from './dialogs/palette.tsx'
import type { TableProps } from '../context/table-props.ts'
import type { MakeStatement } from '../shared/use-statement.ts'

/** What is found by typing: everything that can be done here, and agreed language. */
export function Finding({
  opened,
  onOpen,
  onGo,
  table,
  names,
  makeStatement,
  meeting,
}: {
  opened: string | null
  onOpen: (what: PaletteOpens | null) => void
  onGo: (paragraph: ParagraphId) => void
  table: TableProps
  names: NamesHere
  makeStatement: MakeStatement
  meeting: () => readonly PaletteAct[]
}) {
  const close = () => onOpen(null)
  useFollowKey(table, names)
  return (
    <>
      <Palette open={opened === 'palette'} onClose={close} {...{ table, names, meeting, onGo, onOpen }} />
      <MoveDialog open={opened === 'move'} onClose={close} {...{ table, names, makeStatement }} />
      <AgreedLanguage
        open={opened === 'agreed-language'}
        onClose={close}
        {...{ table, names, makeStatement }}
      />
    </>
  )
}
