import { useEffect, useState } from 'react'
import { useTableNow } from '../context/table-context.tsx'
import { ActionButton, keyOf } from '#app/ui/context/action-items.tsx'
import { bracketActions } from './actions/brackets.ts'
import { commentActions } from './actions/discuss.ts'
import type { TableContext } from '../context/table-context.tsx'
import type { Action } from '../context/action.ts'

/**
 * What can be done with the words one has selected, right beside them: the chair’s decisions above, a comment below.
 * Never takes the focus.
 */
export function SelectionToolbars({ isAsking }: { isAsking: boolean }) {
  const here = useTableNow()
  return (
    <>
      <Decisions here={here} />
      {!isAsking && <Comment here={here} />}
    </>
  )
}

const inSelection = ({ places }: Action) => places.includes('selection')

function Decisions({ here }: { here: TableContext }) {
  const { m, selection } = here
  const isHidden = useHiddenByScrolling(selection)
  const actions = selection && !isHidden ? bracketActions(here).filter(inSelection) : []
  if (!selection || actions.length === 0) return null
  const { box } = selection
  const above = box.top > 120
  return (
    <Toolbar
      label={m.selection.label}
      actions={actions}
      style={{
        top: above ? box.top - 8 : box.bottom + 8,
        left: (box.left + box.right) / 2,
        translate: above ? '-50% -100%' : '-50% 0',
      }}
    />
  )
}

function Comment({ here }: { here: TableContext }) {
  const { m, chosen } = here
  const isHidden = useHiddenByScrolling(chosen)
  const actions = chosen && !isHidden ? commentActions(here).filter(inSelection) : []
  if (!chosen || actions.length === 0) return null
  const { bottom, right } = chosen.box
  return (
    <Toolbar
      label={m.comments.addOnWords}
      className="comment-chosen"
      actions={actions}
      style={{ top: bottom + 8, left: Math.max(right, 120), translate: '-100% 0' }}
    />
  )
}

function Toolbar({
  label,
  className = '',
  actions,
  style,
}: {
  label: string
  className?: string
  actions: readonly Action[]
  style: React.CSSProperties
}) {
  return (
    <div
      role="toolbar"
      aria-label={label}
      className={`selection-toolbar ${className}`}
      onMouseDown={(event) => event.preventDefault()}
      style={style}
    >
      {actions.map((action) => (
        <ActionButton key={keyOf(action)} action={action} tone="ghost" />
      ))}
    </div>
  )
}

/** It stands where the words stood when they were selected; once the page has scrolled, that is elsewhere. */
function useHiddenByScrolling<Words>(words: Words): boolean {
  const [hidden, setHidden] = useState<Words | null>(null)
  useEffect(() => {
    const hide = () => setHidden(words)
    window.addEventListener('scroll', hide, { passive: true, once: true })
    return () => window.removeEventListener('scroll', hide)
  }, [words])
  return hidden !== null && hidden === words
}
