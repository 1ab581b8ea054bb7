import { EditorContent, useEditor } from '@tiptap/react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { CommentedWords } from '#app/domain/floor/commented-words.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { ProposalId, RollingText } from '#app/domain/basics/rolling.ts'
import type { MoveNotes } from '#app/display/move-notes.ts'
import { Binding } from './binding.ts'
import { Carets, type Shown } from './carets.ts'
import { chosenWords } from './chosen-words.ts'
import { CommentMarksExtension, markComments } from './comment-marks.ts'
import type { LiveDocument } from '#app/live/live-document.ts'
import { LONG, Decorations, focusKey } from './decorations.ts'
import { dispatchAfterFlush } from './dispatch-after-flush.ts'
import { Deletion, DraftDocument, DraftParagraph, DraftText, Insertion } from './schema.ts'
import { selectedWords } from './selected-words.ts'
import { SilenceMarksExtension } from './silence-marks.ts'
import type { ChosenWords, Seat, SelectedWords } from '#app/live/types.ts'

export type LiveEditorOptions = {
  me: Seat
  stamp(status: string, date: string | null): string | null
  nameOf(shown: Shown['user']): string
  /** The lines about paragraphs that somebody would have elsewhere. */
  moveNotes(text: RollingText, labels: Readonly<Record<ParagraphId, string>>): MoveNotes
  label: string
  onFocusParagraph(id: ParagraphId): void
  onClosed(paragraph: ParagraphId): void
}

const SCHEMA = [DraftDocument, DraftParagraph, DraftText, Insertion, Deletion]

/**
 * The editor of a session, once it is ready, with what is selected in it; null until its text stands. `isLocked`:
 * nothing can be written any more.
 */
export function useLiveEditor(
  session: LiveDocument | null,
  isReady: boolean,
  isLocked: boolean,
  options: LiveEditorOptions,
) {
  const [selection, setSelection] = useState<SelectedWords | null>(null)
  const [chosen, setChosen] = useState<ChosenWords | null>(null)
  const [filled, setFilled] = useState<LiveDocument | null>(null)
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
        dispatchAfterFlush(editor.view, ({ state }) => state.tr.setMeta(focusKey, { id: paragraph }))
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

function extensionsFor(session: LiveDocument, latest: React.RefObject<LiveEditorOptions>) {
  const { layers, connection } = session
  return [
    Binding.configure({
      onComposing: (composing) => (composing ? connection.hold() : connection.release()),
      layers,
      author: session.author,
      onClosed: (id) => latest.current?.onClosed(id),
    }),
    Decorations.configure({
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
