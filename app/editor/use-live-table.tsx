import { EditorContent, useEditor } from '@tiptap/react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { CHAIR } from '#app/domain/actor.ts'
import { attributionsIn } from '#app/domain/attributions.ts'
import { labelsOf } from '#app/domain/numbering.ts'
import type { About, ThreadPlace } from '#app/domain/comment.ts'
import type { CommentedWords } from '#app/domain/commented-words.ts'
import type { Floor } from '#app/domain/floor.ts'
import type { ParagraphId } from '#app/domain/paragraph.ts'
import type { ProposalId, RollingParagraph, RollingText } from '#app/domain/rolling.ts'
import type { MoveNotes } from '#app/ui/moves/notes.tsx'
import type { Person } from '#app/ui/presence.tsx'
import { useSame } from '#app/ui/use-same.ts'
import type { Line } from '#app/ui/table/line.ts'
import type { Connection, ProposeActs, Seat, SelectedWords, Unsent } from '#app/ui/table/seat.ts'
import type { ChosenWords } from '#app/ui/table/voices/voices.ts'
import { Binding } from './binding.ts'
import { Carets, type Shown } from './carets.ts'
import { chosenWords } from './chosen-words.ts'
import { CommentMarksExtension, markComments } from './comment-marks.ts'
import type { LiveSession } from './live-session.ts'
import { LONG, LooksExtension, focusKey } from './looks.ts'
import { dispatchQuietly } from './quietly.ts'
import { Deletion, DraftDocument, DraftParagraph, DraftText, Insertion } from './schema.ts'
import { selectedWords } from './selected-words.ts'
import { SilenceMarksExtension } from './silence-marks.ts'
import { useSession } from './use-session.ts'

export type LiveTableOptions = {
  draft: string
  user: string
  /** The delegation that the secretariat types for. */
  behalf: string | null
  me: Seat
  writes: boolean
  /** As the server sent it, until the room has spoken. */
  initial: RollingText
  initialFloor: Floor
  stamp(status: string, date: string | null): string | null
  nameOf(shown: Shown['user']): string
  /** The lines about paragraphs that somebody would have elsewhere. */
  moveNotes(text: RollingText, labels: Readonly<Record<ParagraphId, string>>): MoveNotes
  label: string
  onFocusParagraph(id: ParagraphId): void
  onClosed(paragraph: ParagraphId): void
  /** The text was transmitted while one sat at it. */
  onTransmitted(): void
}

export type LiveTable = {
  text: RollingText
  /** What is said about it. */
  floor: Floor
  labels: Readonly<Record<ParagraphId, string>>
  connection: Connection
  line: Line | null
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

const SCHEMA = [DraftDocument, DraftParagraph, DraftText, Insertion, Deletion]

/** ms of rest after which what stands beside the text follows it; a long text asks for more. */
const BESIDE = 100
const BESIDE_LONG = 700
/** ms after which it follows although nothing rests. */
const LATEST = 2_000
const LATEST_LONG = 6_000

/** The live table: document, line, editor, presence and tray, as the page's props. */
export function useLiveTable(options: LiveTableOptions): LiveTable {
  const [isReady, setReady] = useState<LiveSession | null>(null)
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
  session: LiveSession | null,
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

function usePresence(session: LiveSession | null, me: Seat, setPeople: (people: Person[]) => void) {
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

function useLiveEditor(
  session: LiveSession | null,
  isReady: boolean,
  isLocked: boolean,
  options: LiveTableOptions,
) {
  const [selection, setSelection] = useState<SelectedWords | null>(null)
  const [chosen, setChosen] = useState<ChosenWords | null>(null)
  const [filled, setFilled] = useState<LiveSession | null>(null)
  const latest = useRef(options)
  latest.current = options
  const editor = useEditor(
    {
      immediatelyRender: false,
      shouldRerenderOnTransaction: false,
      editable: session?.author !== null,
      enableCoreExtensions: { clipboardTextSerializer: false },
      extensions: session ? [...SCHEMA, ...extensionsFor(session, latest)] : SCHEMA,
      editorProps: {
        attributes: {
          class: session && session.layers.base.size > LONG ? 'rolling long' : 'rolling',
          'aria-label': options.label,
          'data-view': 'rolling',
          spellcheck: 'true',
        },
      },
      onCreate: () => setFilled(session),
      onBlur: () => setChosen(null),
      onFocus: ({ editor: { view } }) => setChosen(session && chosenWords(view, session.layers)),
      onSelectionUpdate({ editor: { view, state } }) {
        const id = state.selection.$head.depth > 0 ? (state.selection.$head.parent.attrs.id as string) : null
        if (id && view.hasFocus()) latest.current.onFocusParagraph(id)
        setChosen(session && (view.hasFocus() || !view.editable) ? chosenWords(view, session.layers) : null)
        setSelection(
          session && latest.current.me.role === 'chair' && view.hasFocus()
            ? selectedWords(view, session.layers)
            : null,
        )
      },
    },
    [session, isReady],
  )
  useEffect(() => {
    if (editor && !editor.isDestroyed && isLocked) editor.setEditable(false, false)
  }, [editor, isLocked])
  useEffect(() => {
    if (!editor) return
    // Whoever only reads has no focus in the text that could go; the selection tells.
    const leave = () => {
      if (editor.isDestroyed || editor.isEditable) return
      const selected = window.getSelection()
      if (!selected || selected.isCollapsed || !editor.view.dom.contains(selected.anchorNode)) setChosen(null)
    }
    document.addEventListener('selectionchange', leave)
    return () => document.removeEventListener('selectionchange', leave)
  }, [editor])
  const mark = useCallback(
    (paragraph: ParagraphId | null) => {
      if (editor && !editor.isDestroyed)
        dispatchQuietly(editor.view, ({ state }) => state.tr.setMeta(focusKey, { id: paragraph }))
    },
    [editor],
  )
  const onCommented = useCallback(
    (words: CommentedWords, opened: string | null) => {
      if (editor && !editor.isDestroyed) markComments(editor.view, { words, opened })
    },
    [editor],
  )
  const insert = useCallback(
    (text: string): readonly ProposalId[] | null => {
      if (!editor || editor.isDestroyed || !session) return null
      const [before, { doc }] = [new Set(session.layers.entries.keys()), editor.state]
      editor.view.dispatch(editor.state.tr.insertText(text))
      if (editor.state.doc.eq(doc)) return null
      return [...session.layers.entries.keys()].filter((id) => !before.has(id))
    },
    [editor, session],
  )
  const content =
    session && isReady && editor && filled === session ? (
      <EditorContent editor={editor} className="sheet" />
    ) : null
  return { selection, chosen, mark, onCommented, insert, content }
}

function extensionsFor(session: LiveSession, latest: React.RefObject<LiveTableOptions>) {
  const { layers, connection } = session
  return [
    Binding.configure({
      onComposing: (composing) => (composing ? connection.hold() : connection.release()),
      layers,
      author: session.author,
      onClosed: (id) => latest.current?.onClosed(id),
    }),
    LooksExtension.configure({
      layers,
      stamp: (status, date) => latest.current?.stamp(status, date) ?? null,
      moveNotes: (text, labels) => latest.current?.moveNotes(text, labels) ?? new Map(),
    }),
    CommentMarksExtension.configure({ layers }),
    SilenceMarksExtension.configure({
      floor: () => session.floor(),
      onFloor: (run) => session.onFloor(run),
    }),
    Carets.configure({
      layers,
      awareness: connection.provider.awareness,
      nameOf: (shown) => latest.current?.nameOf(shown) ?? shown.name,
    }),
  ]
}
