import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import * as Y from 'yjs'
import { floorOf } from '#app/document/model/floor-keys.ts'
import { readFloor } from '#app/document/floor/read.ts'
import { Layers } from '#app/document/model/layers.ts'
import type { Floor } from '#app/domain/floor/floor.ts'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import { RoomConnection } from './connection/room-connection.ts'
import { ServerTime } from './connection/server-time.ts'
import type { Connection } from './types.ts'

export type LiveReading = {
  text: RollingText
  floor: Floor
  labels: Readonly<Record<ParagraphId, string>>
  connection: Connection
  /** ms since epoch by the server's clock. */
  now(): number
}

type Reading = { draft: string; user: string; initial: RollingText; initialFloor: Floor }

/** ms for which changes are gathered before the text is drawn again; what is arranged is followed at once. */
const GATHER = 60

/**
 * The text and the floor, live, for a page that only reads: one document and its line, no editor, and nobody whom
 * the others would see sitting there. Until the room has spoken, what the server sent first.
 */
export function useLiveReading({ draft, user, initial, initialFloor }: Reading): LiveReading {
  const [text, setText] = useState(initial)
  const [floor, setFloor] = useState(initialFloor)
  const [connection, setConnection] = useState<Connection>('connecting')
  const time = useRef<ServerTime | null>(null)
  useEffect(() => {
    const clock = (time.current ??= new ServerTime())
    let stop = () => {}
    const begin = (hesitates: boolean) => {
      stop = readLive({ draft, user, hesitates, time: clock, setText, setFloor, setConnection }, () => {
        stop()
        begin(true)
      })
    }
    begin(false)
    return () => stop()
  }, [draft, user])
  const labels = useMemo(() => labelsOf(text.paragraphs), [text])
  const now = useCallback(() => time.current?.now() ?? Date.now(), [])
  return { text, floor, labels, connection, now }
}

type Live = {
  draft: string
  user: string
  hesitates: boolean
  time: ServerTime
  setText(text: RollingText): void
  setFloor(floor: Floor): void
  setConnection(connection: Connection): void
}

/** Opens a document and its line. `dropped` is called when the room asks for a new one. Returns the way to end. */
function readLive({ setText, setFloor, setConnection, ...line }: Live, dropped: () => void): () => void {
  const doc = new Y.Doc()
  const layers = new Layers(doc)
  let timer: ReturnType<typeof setTimeout> | null = null
  const draw = () => {
    timer = null
    if (layers.base.size > 0) setText(layers.rolling())
  }
  const gather = () => (timer ??= setTimeout(draw, GATHER))
  const arranged = () => setFloor(readFloor(layers))
  const connection = new RoomConnection(doc, {
    ...line,
    writes: false,
    behalf: null,
    url: `${location.origin.replace(/^http/, 'ws')}/collab`,
    callbacks: {
      onState: setConnection,
      onLate: () => {},
      onSynced: () => {
        draw()
        arranged()
      },
      onDropped: dropped,
    },
  })
  connection.provider.awareness.setLocalState(null)
  const stop = layers.onChange(gather)
  const floor = floorOf(doc)
  floor.observe(arranged)
  return () => {
    if (timer) clearTimeout(timer)
    floor.unobserve(arranged)
    stop()
    connection.destroy()
    layers.destroy()
    doc.destroy()
  }
}
