import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import {
  Plugin,
  PluginKey,
  Selection,
  TextSelection,
  type EditorState,
  type Transaction,
} from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import * as Y from 'yjs'
import { isClosed, type ParagraphId, type ParagraphStatus } from '#app/domain/basics/paragraph.ts'
import type { Author, Caret } from '#app/document/propose/edit.ts'
import { applyGesture, type TextChange } from '#app/document/propose/gesture.ts'
import type { Layers } from '#app/document/model/layers.ts'
import { offsetAfter } from '#app/document/model/places.ts'
import { layerName } from '#app/document/model/schema.ts'
import { CARD } from '#app/live/live-document.ts'
import { WHOLE, pointAt, textChanges } from './text-changes.ts'
import { decorationsKey } from './decorations.ts'
import { dispatchAfterFlush } from './dispatch-after-flush.ts'
import { NOTHING_SHOWN, isUpToDate, reconcile, type ShownText } from './reconcile.ts'

/** Marks transactions of the document that this editor made; only these can be undone here. */
export const TYPING = { origin: 'typing' }

/** What the view shows. Transactions of the editor that only follow the document bring it along. */
export const derived = new PluginKey<ShownText>('derived')
const shownIn = (state: EditorState): ShownText => derived.getState(state) ?? NOTHING_SHOWN

/** ms between two redraws of a page that nobody looks at. */
const UNSEEN = 250

/** Asks for the caret after struck words, not before them. */
const FORWARD = 'forward'

export type BindingOptions = {
  layers: Layers
  /** Null for someone who only reads. */
  author: (() => Author) | null
  /** A composition has begun or ended: until it ends, what others do must wait. */
  onComposing(composing: boolean): void
  /** Typing was turned away because this paragraph is closed. */
  onClosed(paragraph: ParagraphId): void
}

/**
 * Ties the editor to base and layers. What the user does never changes the editor's document by itself: it
 * becomes edits of the own layer, and the view is derived again.
 */
export const Binding = Extension.create<BindingOptions>({
  name: 'binding',
  priority: 1000,

  addOptions: () => ({ layers: null!, author: null, onComposing: () => {}, onClosed: () => {} }),

  addStorage() {
    return { undo: null as Y.UndoManager | null }
  },

  onCreate() {
    const { view, state } = this.editor
    view.dispatch(following(state.tr, this.options.layers, NOTHING_SHOWN).setMeta(decorationsKey, {}))
    const author = this.options.author?.()
    if (!author) return
    const layer = this.options.layers.doc.getMap(layerName(author.delegation))
    this.storage.undo = new Y.UndoManager([layer], {
      trackedOrigins: new Set([TYPING, CARD]),
      captureTimeout: 600,
    })
  },

  onDestroy() {
    this.storage.undo?.destroy()
  },

  addKeyboardShortcuts() {
    const undo = () => (this.storage.undo?.undo(), true)
    const redo = () => (this.storage.undo?.redo(), true)
    return { 'Mod-z': undo, 'Mod-y': redo, 'Shift-Mod-z': redo }
  },

  dispatchTransaction({ transaction, next }) {
    if (!transaction.docChanged || transaction.getMeta(derived)) return next(transaction)
    const answer = answerTo(transaction, this.editor.state, this.options)
    if (answer) next(answer)
  },

  addProseMirrorPlugins() {
    return [follow(this.options.layers), inputs(() => this.storage.undo), compositions(this.options)]
  },
})

/** What the user did, as edits of the layer, and the view that follows from them. Null when it is turned away. */
export function answerTo(
  transaction: Transaction,
  state: EditorState,
  options: BindingOptions,
): Transaction | null {
  const { layers, onClosed } = options
  const author = options.author?.()
  const done = textChanges(transaction)
  if (!author) return null
  if (done.length === 0) return state.tr.setSelection(near(state, transaction))
  const forward = goesForward(transaction, state, done[0]!)
  const answer = state.tr
  const shown = reconcile(answer, layers, shownIn(state))
  const changes = answer.docChanged ? done.map((change) => mappedBy(change, state.doc, answer)) : done
  if (!changes.every((change) => isInStep(answer.doc, layers, change)))
    return following(answer, layers, NOTHING_SHOWN)
  const ids = layers.order()
  const closed = changes
    .flatMap(({ from, to }) => ids.slice(from.line, to.line + 1))
    .find((id) => isClosed(layers.base.get(id)?.get('status') as ParagraphStatus))
  if (closed) {
    onClosed(closed)
    return answer.docChanged ? answer.setMeta(derived, shown) : null
  }
  const caret = applyGesture(layers, author, { ids, changes, forward }, TYPING)
  following(answer, layers, shown)
  if (caret) placeCaret(answer, layers, caret)
  const composition: unknown = transaction.getMeta('composition')
  if (composition !== undefined) answer.setMeta('composition', composition)
  return answer.scrollIntoView()
}

/** The Delete key, or a composition about to begin: the caret goes on behind what is struck. */
const goesForward = (transaction: Transaction, state: EditorState, first: TextChange): boolean =>
  transaction.getMeta(FORWARD) === true ||
  (state.selection.empty && first.insert === '' && isAt(state, first.from))

/** The transaction made equal to the document, from what its view shows; everything is looked at for `NOTHING_SHOWN`. */
const following = (tr: Transaction, layers: Layers, shown: ShownText): Transaction =>
  tr.setMeta(derived, reconcile(tr, layers, shown))

/** Where a change of the old view belongs in the one that has caught up. */
function mappedBy(change: TextChange, before: Node, { mapping, doc }: Transaction): TextChange {
  const [start, end] = [positionOf(before, change.from), positionOf(before, change.to)]
  const from = mapping.map(start, start < end ? 1 : -1)
  const to = Math.max(from, mapping.map(end, -1))
  return { ...change, from: pointAt(doc, from), to: pointAt(doc, to) }
}

function positionOf(doc: Node, { line, offset }: TextChange['from']): number {
  let position = 0
  for (let i = 0; i < line; i++) position += doc.child(i).nodeSize
  return position + 1 + offset
}

/** Whether the lines that a change touches are what the document says: its offsets mean nothing otherwise. */
function isInStep(doc: Node, layers: Layers, { from, to }: TextChange): boolean {
  const ids = layers.order()
  if (doc.childCount !== ids.length) return false
  for (let line = from.line; line <= Math.min(to.line, ids.length - 1); line++) {
    const pieces = layers.paragraph(ids[line]!)?.pieces ?? []
    if (doc.child(line).attrs.id !== ids[line]) return false
    if (doc.child(line).textContent !== pieces.map((piece) => piece.text).join('')) return false
  }
  return true
}

const near = (state: EditorState, transaction: Transaction) =>
  Selection.near(state.doc.resolve(Math.min(transaction.selection.head, state.doc.content.size)))

const isAt = (state: EditorState, { line, offset }: { line: number; offset: number }) => {
  const { $head } = state.selection
  return $head.depth > 0 && $head.index(0) === line && $head.parentOffset === offset
}

function placeCaret(tr: Transaction, layers: Layers, caret: Caret) {
  let found: number | null = null
  tr.doc.forEach((node, position) => {
    if (node.attrs.id === caret.paragraph)
      found = position + 1 + Math.min(offsetOf(layers, caret), node.content.size)
  })
  if (found !== null) tr.setSelection(TextSelection.create(tr.doc, found))
}

const offsetOf = (layers: Layers, caret: Caret): number =>
  'offset' in caret ? caret.offset : (offsetAfter(layers, caret.paragraph, caret.after) ?? 0)

/** Follows what others do, and what an undo does, once a frame: ten colleagues typing are one redraw. */
const follow = (layers: Layers) =>
  new Plugin<ShownText>({
    key: derived,
    state: {
      init: () => NOTHING_SHOWN,
      apply: (tr, shown) => (tr.getMeta(derived) as ShownText | undefined) ?? shown,
    },
    view(view: EditorView) {
      let isPlanned = false
      const catchUp = () => {
        isPlanned = false
        // What the user types is shown at once.
        if (view.isDestroyed || isUpToDate(shownIn(view.state), layers)) return
        dispatchAfterFlush(view, ({ state }) =>
          following(state.tr, layers, shownIn(state)).setMeta('addToHistory', false),
        )
      }
      const stop = layers.onChange(() => {
        if (isPlanned) return
        isPlanned = true
        if (document.hidden) setTimeout(catchUp, UNSEEN)
        else requestAnimationFrame(catchUp)
      })
      return { destroy: stop }
    },
  })

/** What the browser would do by itself and the document does better: undo, and typing over a selection. */
const inputs = (undo: () => Y.UndoManager | null) =>
  new Plugin({
    props: {
      handleDOMEvents: {
        beforeinput(view, event) {
          if (event.inputType === 'insertText') return typedOver(view, event)
          if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return false
          event.preventDefault()
          if (event.inputType === 'historyUndo') undo()?.undo()
          else undo()?.redo()
          return true
        },
      },
    },
  })

/**
 * A letter typed over a selection replaces the whole of it. Left to the browser, a first letter that is the same
 * would count as unchanged, and the rest be cut inside the word.
 */
function typedOver(view: EditorView, event: InputEvent): boolean {
  const { tr, selection } = view.state
  if (selection.empty || view.composing || !event.data) return false
  event.preventDefault()
  view.dispatch(tr.insertText(event.data, selection.from, selection.to).setMeta(WHOLE, true))
  return true
}

/** ms after a composition's end in which the editor reads what became of it. */
const SETTLING = 60

/**
 * An input method works on the browser's own text: it must find nothing selected (the words it replaces are
 * struck before it begins) and nobody else's changes until it is done.
 */
const compositions = ({ onComposing }: BindingOptions) =>
  new Plugin({
    props: {
      handleDOMEvents: {
        compositionstart(view) {
          onComposing(true)
          const { tr, selection } = view.state
          if (!selection.empty) view.dispatch(tr.deleteSelection().setMeta(FORWARD, true))
          return false
        },
        compositionend() {
          setTimeout(() => onComposing(false), SETTLING)
          return false
        },
      },
    },
  })
