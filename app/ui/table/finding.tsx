import type { ParagraphId } from '#app/domain/paragraph.ts'
import { AgreedLanguage } from './agreed-language.tsx'
import type { NamesHere } from './names.ts'
import { Palette, type PaletteOpens } from './palette.tsx'
import type { TableProps } from './seat.ts'
import type { Intervene } from './use-intervene.ts'

/** What is found by typing: everything that can be done here, and agreed language. */
export function Finding({
  opened,
  onOpen,
  onGo,
  table,
  names,
  intervene,
}: {
  opened: string | null
  onOpen: (what: PaletteOpens | null) => void
  onGo: (paragraph: ParagraphId) => void
  table: TableProps
  names: NamesHere
  intervene: Intervene
}) {
  const close = () => onOpen(null)
  return (
    <>
      <Palette open={opened === 'palette'} onClose={close} {...{ table, names, onGo, onOpen }} />
      <AgreedLanguage open={opened === 'agreed-language'} onClose={close} {...{ table, names, intervene }} />
    </>
  )
}
