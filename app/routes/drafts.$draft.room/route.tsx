import { useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useEffect, useRef } from 'react'
import type { Statement } from '#app/domain/floor/statement.ts'
import { screenViews } from '#app/domain/meeting/screen.ts'
import type { Action } from '#app/ui/context/action.ts'
import type { MeetingContext } from '#app/ui/context/table-context.tsx'
import { screenActions } from '#app/ui/meeting/actions/screen.ts'
import { RoomScreen } from '#app/ui/meeting/room-screen.tsx'
import { titled } from '#app/ui/shell/title.tsx'
import { readScreen } from './read-screen.ts'
import { useScreen } from './use-screen.ts'

export const handle = titled<typeof loader>((m, found) => m.product.page(m.room.title, found.draft.title))

export const loader = ({ context, request, params }: LoaderFunctionArgs) =>
  readScreen(context, request, params.draft ?? '')

export default function RoomPage() {
  const given = useLoaderData<typeof loader>()
  const { live, here, nameOf, onStatement } = useScreen(given)
  useRoomKeys(here, onStatement)
  return <RoomScreen {...live} title={given.draft.title} nameOf={nameOf} />
}

/** What a key does of what can be done with the screen. */
const keys: Readonly<Record<string, Pick<Action, 'id' | 'about'>>> = {
  ArrowRight: { id: 'screen.next' },
  ArrowLeft: { id: 'screen.previous' },
  '+': { id: 'screen.bigger' },
  '=': { id: 'screen.bigger' },
  '-': { id: 'screen.smaller' },
  w: { id: 'screen.whole' },
  b: { id: 'screen.blank' },
  ...Object.fromEntries(screenViews.map((view, at) => [`${at + 1}`, { id: 'screen.view', about: view }])),
}

function useRoomKeys(here: MeetingContext, say: (said: Statement) => void) {
  const latest = useRef({ here, say })
  latest.current = { here, say }
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { here, say } = latest.current
      const key = keys[event.key]
      if (!key || event.ctrlKey || event.metaKey || event.altKey) return
      const action = screenActions(here).find(({ id, about }) => id === key.id && about === key.about)
      if (!action) return
      event.preventDefault()
      if (action.effect?.kind === 'state') say(action.effect.statement)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
