import { useNavigate } from '@remix-run/react'
import { useCallback, useRef } from 'react'
import type { ProposeCommands } from '#app/live/types.ts'
import type { Messages } from '#app/messages/en.ts'
import type { Action, Effect } from '../context/action.ts'
import type { Asking, Panel } from '../context/asking.ts'
import type { Following, TableProps, WorkingCopyActions } from '../context/table-props.ts'
import { useToast, type ToastSaid } from '../kit/overlay/toast.tsx'
import type { NamesHere } from '../shared/names.ts'
import type { Decide } from '../shared/use-decide.ts'
import type { MakeStatement } from '../shared/use-statement.ts'

export type Performers = Pick<TableProps, 'onWithdraw' | 'onSupport' | 'onView' | 'onFocusParagraph'> & {
  m: Messages
  names: NamesHere
  propose: ProposeCommands | null
  copy: WorkingCopyActions | null
  following: Following | null
  decide: Decide
  makeStatement: MakeStatement
  ask: (asking: Asking) => void
  open: (panel: Panel | null) => void
  openComment: () => void
}
type Tools = Performers & { navigate: (to: string) => void; say: (toast: ToastSaid) => void }

/** Does what an action says. The same function for as long as the table stands. */
export function usePerform(performers: Performers): (action: Pick<Action, 'effect'>) => void {
  const navigate = useNavigate()
  const say = useToast()
  const latest = useRef<Tools | null>(null)
  latest.current = { ...performers, navigate: (to) => void navigate(to), say }
  return useCallback(({ effect }) => {
    if (effect && latest.current) carryOut(effect, latest.current)
  }, [])
}

type Carriers = { [K in Effect['kind']]: (effect: Extract<Effect, { kind: K }>, tools: Tools) => void }

const inWindow = (to: string) => void window.open(to, '_blank', 'noopener')

const carriers: Carriers = {
  decide: ({ decision }, { decide }) => void decide(decision),
  state: ({ statement }, { makeStatement }) => void makeStatement(statement),
  ask: ({ asking }, { ask }) => ask(asking),
  open: ({ panel }, { open }) => open(panel),
  go: ({ to }, { navigate }) => navigate(to),
  window: ({ to }) => inWindow(to),
  download: ({ to }) => window.location.assign(to),
  print: () => window.print(),
  show: ({ view }, { onView }) => onView(view),
  focus: ({ paragraph }, { open, onFocusParagraph }) => {
    open(null)
    onFocusParagraph(paragraph)
    document.getElementById(paragraph)?.scrollIntoView({ block: 'center' })
  },
  'copy-link': ({ paragraph }) => {
    const { origin, pathname } = window.location
    void navigator.clipboard?.writeText(`${origin}${pathname}#${paragraph}`)
  },
  propose: ({ what, paragraph }, { propose, names, m, say }) => {
    if (what === 'removal') propose?.removeParagraph(paragraph)
    else propose?.joinParagraph(paragraph)
    const label = names.paragraph(paragraph)
    say({ text: what === 'removal' ? m.palette.removed(label) : m.palette.joined(label) })
  },
  withdraw: ({ proposals }, { onWithdraw }) => onWithdraw?.(proposals),
  support: ({ proposals, supports }, { onSupport }) => onSupport?.(proposals, supports),
  table: ({ proposals, wording }, { copy }) => void copy?.onTable(proposals, wording),
  follow: ({ paragraph, follows }, { following, names, m, say }) => {
    const label = names.paragraph(paragraph)
    void following?.set(paragraph, follows).then(({ ok }) => {
      if (ok) say({ text: follows ? m.changes.followed(label) : m.changes.unfollowed(label) })
      else say({ text: m.errors.offlineText, tone: 'warn' })
    })
  },
  'open-comment': (_, { openComment }) => openComment(),
}

function carryOut(effect: Effect, tools: Tools): void {
  const carrier = carriers[effect.kind] as (effect: Effect, tools: Tools) => void
  carrier(effect, tools)
}
