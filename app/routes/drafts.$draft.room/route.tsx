import { useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useEffect, useRef } from 'react'
import { isNegotiated } from '#app/domain/basics/paragraph.ts'
import { may } from '#app/domain/policy.ts'
import { screenViews, stepFrom } from '#app/domain/meeting/screen.ts'
import { RoomScreen } from '#app/ui/meeting/room-screen.tsx'
import { titled } from '#app/ui/shell/title.tsx'
import { readScreen } from './read-screen.ts'
import { useScreen } from './use-screen.ts'

export const handle = titled<typeof loader>((m, found) => m.product.page(m.room.title, found.draft.title))

export const loader = ({ context, request, params }: LoaderFunctionArgs) =>
  readScreen(context, request, params.draft ?? '')

export default function RoomPage() {
  const given = useLoaderData<typeof loader>()
  const { live, nameOf, onStatement } = useScreen(given)
  useRoomKeys(may(given.me, 'set-focus'), live, onStatement)
  return <RoomScreen {...live} title={given.draft.title} nameOf={nameOf} />
}

/** ← → go from paragraph to paragraph, + − change the size, 1 2 3 the view, W shows the whole text, B nothing. */
function useRoomKeys(
  steers: boolean,
  live: ReturnType<typeof useScreen>['live'],
  say: ReturnType<typeof useScreen>['onStatement'],
) {
  const latest = useRef({ live, say })
  latest.current = { live, say }
  useEffect(() => {
    if (!steers) return
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const run = pressed(event.key, latest.current)
      if (!run) return
      event.preventDefault()
      run()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [steers])
}

function pressed(
  key: string,
  {
    live,
    say,
  }: Pick<ReturnType<typeof useScreen>, 'live'> & { say: ReturnType<typeof useScreen>['onStatement'] },
) {
  const { focus, screen } = live.floor
  const order = live.text.paragraphs.filter(({ kind }) => isNegotiated(kind)).map(({ id }) => id)
  const step = (by: number) => () => void say({ kind: 'set-focus', paragraph: stepFrom(order, focus, by) })
  const change = (change: Partial<typeof screen>) => () => void say({ kind: 'set-screen', change })
  const view = screenViews[Number(key) - 1]
  if (view) return change({ view })
  switch (key) {
    case 'ArrowRight':
      return step(1)
    case 'ArrowLeft':
      return step(-1)
    case '+':
    case '=':
      return change({ zoom: Math.min(6, screen.zoom + 1) })
    case '-':
      return change({ zoom: Math.max(-4, screen.zoom - 1) })
    case 'w':
      return change({ whole: !screen.whole })
    case 'b':
      return change({ blank: !screen.blank })
    default:
      return null
  }
}
