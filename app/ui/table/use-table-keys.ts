import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { PaletteOpens } from './dialogs/palette.tsx'
import type { TableProps } from '../context/table-props.ts'
import { useKeys } from './keys/use-keys.ts'

/** Alt with arrows goes from one paragraph with proposals to the next; Alt with 1, 2, 3 changes the view. */
export function useTableKeys(
  { focus, onView, text, behalf, propose }: TableProps,
  proposals: readonly { paragraph: ParagraphId }[],
  go: (paragraph: ParagraphId) => void,
  open: (opened: PaletteOpens | 'palette') => void,
) {
  const order = new Map(text.paragraphs.map(({ id }, at) => [id, at]))
  const now = focus === null ? -1 : (order.get(focus) ?? -1)
  const places = [...new Set(proposals.map(({ paragraph }) => paragraph))]
  const step = (to: ParagraphId | undefined) => {
    if (!to) return
    go(to)
    document.getElementById(to)?.scrollIntoView({ block: 'center' })
  }
  useKeys({
    'alt+ArrowDown': () => step(places.find((id) => (order.get(id) ?? 0) > now)),
    'alt+ArrowUp': () => step(places.findLast((id) => (order.get(id) ?? 0) < now)),
    'alt+1': () => onView({ kind: 'rolling' }),
    'alt+2': () => onView({ kind: 'clean' }),
    'alt+3': () => onView({ kind: 'base' }),
    'alt+D': () => open('decisions'),
    ...(behalf && { 'alt+F': () => open('behalf') }),
    ...(propose && { 'alt+P': () => open('move') }),
    'alt+K': () => open('keys'),
    'alt+L': () => open('agreed-language'),
    'mod+K': () => open('palette'),
  })
}
