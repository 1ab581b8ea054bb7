import { useEffect, useMemo, useRef, useState } from 'react'
import { CHAIR } from '#app/domain/basics/actor.ts'
import { attributionsIn } from '#app/domain/text/attributions.ts'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import type { About, ThreadPlace } from '#app/domain/floor/comment.ts'
import type { CommentedWords } from '#app/domain/floor/commented-words.ts'
import type { Floor } from '#app/domain/floor/floor.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { ProposalId, RollingParagraph, RollingText } from '#app/domain/basics/rolling.ts'
import { useSame } from '#app/ui/kit/use-same.ts'
import type {
  ChosenWords,
  Connection,
  Person,
  ProposeActs,
  Seat,
  SelectedWords,
  ServerConnection,
  Unsent,
} from '#app/live/types.ts'
import type { Shown } from './carets.ts'
import type { LiveDocument } from '#app/live/live-document.ts'
import { LONG } from './decorations.ts'
import { useLiveEditor, type LiveEditorOptions } from './use-live-editor.tsx'
import { useSession } from '#app/live/use-session.ts'

export type LiveTableOptions = LiveEditorOptions & {
  draft: string
  user: string
  /** The delegation that the secretariat types for. */
  behalf: string | null
  writes: boolean
  /** As the server sent it, until the room has spoken. */
  initial: RollingText
  initialFloor: Floor
  /** The text was transmitted while one sat at it. */
  onTransmitted(): void
}

export type LiveTable = {
  text: RollingText
  /** What is said about it. */
  floor: Floor
  labels: Readonly<Record<ParagraphId, string>>
  connection: Connection
  line: ServerConnection | null
  people: Person[]
  unsent: Unsent[]
  selection: SelectedWords | null
  /** Words that somebody has selected, to comment on them. */
  chosen: ChosenWords | null
  /** Where a thread of comments belongs in the text as it is now; null until there is one to look at. */
  placeOf: ((about: About) => ThreadPlace) | null
  editor: React.ReactNode | null
  propose: ProposeActs | null
  withdraw: ((ids: readonly ProposalId[]) => void) | null
  support: ((ids: readonly ProposalId[], supports: boolean) => void) | null
  discard(id: string): void
  /** The chair has words in the text that are not applied yet, and all of them are stored. */
  chairHasWords: boolean
  /** Marks a paragraph in the text. */
  mark(paragraph: ParagraphId | null): void
  /** Marks the words that are commented on, stronger where a thread is looked at. */
  onCommented(words: CommentedWords, opened: string | null): void
}

/** ms of rest after which what stands beside the text follows it; a long text asks for more. */
const BESIDE = 100
const BESIDE_LONG = 700
/** ms after which it follows although nothing rests. */
const LATEST = 2_000
const LATEST_LONG = 6_000

/** The live table: document, line, editor, presence and tray, as the page's props. */
export function useLiveTable(options: LiveTableOptions): LiveTable {
  const [isReady, setReady] = useState<LiveDocument | null>(null)
  const [text, setText] = useState(options.initial)
  const [floor, setFloor] = useState(options.initialFloor)
  const [people, setPeople] = useState<Person[]>([])
  const labels = useSame(useMemo(() => labelsOf(text.paragraphs), [text]))
  const { draft, user, behalf, me, writes, onTransmitted } = options
  const labelOf = (paragraph: ParagraphId) => labels[paragraph] ?? null
  const { session, connection, tray } = useSession({
    draft,
    user,
    behalf,
    me,
    writes,
    labelOf,
    onTransmitted,
  })

  useEffect(() => {
    if (!session) return
    let isShown = false
    const follow = later(
      () => {
        setText(session.layers.rolling())
        if (!session.isReady) return
        isShown = true
        setReady(session)
      },
      () => isShown && session.layers.base.size > LONG,
    )
    return session.layers.onChange(follow)
  }, [session])
  useEffect(() => session?.onFloor(later(() => session.isReady && setFloor(session.floor()))), [session])
  usePresence(session, options.me, setPeople)

  const isLocked = connection === 'outdated' || connection === 'changed' || connection === 'gone'
  const live = useLiveEditor(session, isReady === session, isLocked, options)
  const acts = session?.author && !isLocked ? session : null
  const placeOf = useMemo(
    () => (isReady === session && session ? (about: About) => session.placeOf(about) : null),
    [session, isReady],
  )
  return {
    text,
    floor,
    labels,
    connection,
    line: session?.connection ?? null,
    people,
    unsent: tray.unsent,
    selection: live.selection,
    chosen: live.chosen,
    placeOf,
    editor: live.content,
    ...useOwnActs(acts, live.insert),
    discard: tray.discard,
    chairHasWords: connection === 'saved' && text.paragraphs.some(hasChairWords),
    mark: live.mark,
    onCommented: live.onCommented,
  }
}

/** What one does with the own layer; the same functions as long as the session is. */
const useOwnActs = (
  session: LiveDocument | null,
  insert: ProposeActs['insert'],
): Pick<LiveTable, 'propose' | 'withdraw' | 'support'> =>
  useMemo(() => {
    if (!session) return { propose: null, withdraw: null, support: null }
    return {
      propose: {
        addParagraph: (after, like, text) => session.addParagraph(after, like, text),
        removeParagraph: (paragraph) => session.removeParagraph(paragraph),
        joinParagraph: (paragraph) => session.joinParagraph(paragraph),
        moveParagraph: (paragraph, after) => session.moveParagraph(paragraph, after),
        whenStored: () => session.whenStored(),
        insert,
      },
      withdraw: (ids) => session.withdraw(ids),
      support: (ids, supports) => session.support(ids, supports),
    }
  }, [session, insert])

const hasChairWords = (paragraph: RollingParagraph): boolean =>
  attributionsIn(paragraph).some(({ delegation }) => delegation === CHAIR)

/** Once things rest for a moment, and now and then while they do not. */
function later(run: () => void, isLong: () => boolean = () => false): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null
  let since = 0
  return () => {
    const now = performance.now()
    if (timer === null) since = now
    else if (now - since > (isLong() ? LATEST_LONG : LATEST)) return
    else clearTimeout(timer)
    timer = setTimeout(
      () => {
        timer = null
        run()
      },
      isLong() ? BESIDE_LONG : BESIDE,
    )
  }
}

function usePresence(session: LiveDocument | null, me: Seat, setPeople: (people: Person[]) => void) {
  const latest = useRef(me)
  latest.current = me
  useEffect(() => {
    if (!session) return
    const { awareness } = session.connection.provider
    const look = later(() => {
      const here: Person[] = [{ key: 'me', ...latest.current, me: true }]
      awareness.getStates().forEach((state, client) => {
        const { user } = state as Partial<Shown>
        if (user && client !== awareness.clientID)
          here.push({
            key: String(client),
            name: user.name,
            role: user.role,
            delegation: user.delegation,
            me: false,
          })
      })
      setPeople(here)
    })
    awareness.setLocalStateField('caret', null)
    awareness.on('change', look)
    look()
    return () => awareness.off('change', look)
  }, [session, setPeople])
}
