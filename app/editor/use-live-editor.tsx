import { EditorContent, useEditor } from '@tiptap/react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { CommentedWords } from '#app/domain/floor/commented-words.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { ProposalId, RollingText } from '#app/domain/basics/rolling.ts'
import type { MoveNotes } from '#app/display/move-notes.ts'
import { Binding } from './binding.ts'
import { Carets } from './carets.ts'
import { chosenWords } from './chosen-words.ts'
import { CommentMarksExtension, markComments } from './comment-marks.ts'
import type { LiveDocument } from '#app/live/live-document.ts'
import { Decorations, focusKey } from './decorations.ts'
import { dispatchAfterFlush } from './dispatch-after-flush.ts'
import { Deletion, DraftDocument, DraftParagraph, DraftText, Insertion } from './schema.ts'
import { selectedWords } from './selected-words.ts'
import { SilenceMarksExtension } from './silence-marks.ts'
import { LONG_TEXT } from '#app/live/pace.ts'
import type { Presence } from '#app/live/presence.ts'
import type { ChosenWords, Identity, SelectedWords } from '#app/live/types.ts'

export type LiveEditorOptions = {
  me: Identity
  stamp(status: string, date: string | null): string | null
  nameOf(user: Presence['user']): string
  /** The lines about paragraphs that somebody would have elsewhere. */
  moveNotes(text: RollingText, labels: Readonly<Record<ParagraphId, string>>): MoveNotes
  label: string
  onFocusParagraph(id: ParagraphId): void
  onClosed(paragraph: ParagraphId): void
}

const SCHEMA = [DraftDocument, DraftParagraph, DraftText, Insertion, Deletion]

/**
 * The editor of a document, once it is ready, with what is selected in it; null until its text stands. `isLocked`:
 * nothing can be written any more.
 */
export function useLiveEditor(
  document: LiveDocument | null,
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
      editable: document?.author !== null,
      enableCoreExtensions: { clipboardTextSerializer: false },
      extensions: document ? [...SCHEMA, ...extensionsFor(document, latest)] : SCHEMA,
      editorProps: {
        attributes: {
          class: document && document.layers.base.size > LONG_TEXT ? 'rolling long' : 'rolling',
          'aria-label': options.label,
          'data-view': 'rolling',
          spellcheck: 'true',
        },
      },
      onCreate: () => setFilled(document),
      onBlur: () => setChosen(null),
      onFocus: ({ editor: { view } }) => setChosen(document && chosenWords(view, document.layers)),
      onSelectionUpdate({ editor: { view, state } }) {
        const id = state.selection.$head.depth > 0 ? (state.selection.$head.parent.attrs.id as string) : null
        if (id && view.hasFocus()) latest.current.onFocusParagraph(id)
        setChosen(document && (view.hasFocus() || !view.editable) ? chosenWords(view, document.layers) : null)
        setSelection(
          document && latest.current.me.role === 'chair' && view.hasFocus()
            ? selectedWords(view, document.layers)
            : null,
        )
      },
    },
    [document, isReady],
  )
  useEffect(() => {
    if (editor && !editor.isDestroyed && isLocked) editor.setEditable(false, false)
  }, [editor, isLocked])
  useEffect(() => {
    if (!editor) return
    // Nothing that a reader selects takes the focus, so there is no blur: the selection itself is watched.
    const leave = () => {
      if (editor.isDestroyed || editor.isEditable) return
      const selected = window.getSelection()
      if (!selected || selected.isCollapsed || !editor.view.dom.contains(selected.anchorNode)) setChosen(null)
    }
    window.document.addEventListener('selectionchange', leave)
    return () => window.document.removeEventListener('selectionchange', leave)
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
      if (!editor || editor.isDestroyed || !document) return null
      const [before, { doc }] = [new Set(document.layers.entries.keys()), editor.state]
      editor.view.dispatch(editor.state.tr.insertText(text))
      if (editor.state.doc.eq(doc)) return null
      return [...document.layers.entries.keys()].filter((id) => !before.has(id))
    },
    [editor, document],
  )
  const content =
    document && isReady && editor && filled === document ? (
      <EditorContent editor={editor} className="sheet" />
    ) : null
  return { selection, chosen, mark, onCommented, insert, content }
}

function extensionsFor(document: LiveDocument, latest: React.RefObject<LiveEditorOptions>) {
  const { layers, connection } = document
  return [
    Binding.configure({
      onComposing: (composing) => (composing ? connection.syncHold.hold() : connection.syncHold.release()),
      layers,
      author: document.author,
      onClosed: (id) => latest.current?.onClosed(id),
    }),
    Decorations.configure({
      layers,
      stamp: (status, date) => latest.current?.stamp(status, date) ?? null,
      moveNotes: (text, labels) => latest.current?.moveNotes(text, labels) ?? new Map(),
    }),
    CommentMarksExtension.configure({ layers }),
    SilenceMarksExtension.configure({
      floor: () => document.floor(),
      onFloor: (run) => document.onFloor(run),
    }),
    Carets.configure({
      layers,
      awareness: connection.provider.awareness,
      nameOf: (shown) => latest.current?.nameOf(shown) ?? shown.delegation ?? '',
    }),
  ]
}
