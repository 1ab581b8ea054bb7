import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { PARAGRAPH_BREAK, type RollingText } from '#app/domain/basics/rolling.ts'
import { bracketsOf, textOf } from '#app/domain/text/view.ts'
import type { Layers } from '#app/document/model/layers.ts'
import { delegationColour } from '#app/display/colour.ts'
import { START, type MoveNote, type MoveNotes } from '#app/display/move-notes.ts'
import { hangingNumbers } from '#app/display/labels.ts'
import { flatRanges, textRanges } from '#app/display/ranges.ts'
import { LONG_TEXT } from '#app/live/pace.ts'
import { dispatchAfterFlush } from './dispatch-after-flush.ts'

export type DecorationsOptions = {
  layers: Layers
  /** What the status note says, null for none. */
  stamp(status: string, date: string | null): string | null
  /** The lines about paragraphs that somebody would have elsewhere. */
  moveNotes(text: RollingText, labels: Readonly<Record<ParagraphId, string>>): MoveNotes
}

export const decorationsKey = new PluginKey<DecorationSet>('decorations')
/** Tells which paragraph is looked at. */
export const focusKey = new PluginKey<{ id: ParagraphId | null; decorations: DecorationSet }>('focus')

/** ms after the last change in which brackets and numbers may lag behind the words: longer in a long text. */
const pauseIn = (doc: Node) => (doc.childCount < LONG_TEXT ? 80 : 600)
const rolling = { kind: 'rolling' } as const

/**
 * What is drawn with the text and is not part of it: numbers in the margin, brackets, openers, status notes, the focus.
 * Drawn anew shortly after a change; until then it moves with the words, so that typing never waits for it.
 */
export const Decorations = Extension.create<DecorationsOptions>({
  name: 'decorations',
  addOptions: () => ({ layers: null!, stamp: () => null, moveNotes: () => new Map() }),
  addProseMirrorPlugins() {
    const { options } = this
    return [
      new Plugin<DecorationSet>({
        key: decorationsKey,
        state: {
          init: (_, state) => drawDecorations(state.doc, options),
          apply: (tr, drawn, _, state) =>
            tr.getMeta(decorationsKey) ? drawDecorations(state.doc, options) : drawn.map(tr.mapping, tr.doc),
        },
        props: { decorations: (state) => decorationsKey.getState(state) },
        view: (view) => redrawing(view),
      }),
      new Plugin({
        key: focusKey,
        state: {
          init: () => ({ id: null, decorations: DecorationSet.empty }),
          apply(tr, shown: { id: ParagraphId | null; decorations: DecorationSet }) {
            const told = tr.getMeta(focusKey) as { id: ParagraphId | null } | undefined
            if (told) return { id: told.id, decorations: lit(tr.doc, told.id) }
            return tr.docChanged ? { id: shown.id, decorations: lit(tr.doc, shown.id) } : shown
          },
        },
        props: { decorations: (state) => focusKey.getState(state)?.decorations },
      }),
    ]
  },
})

/** The paragraph that is looked at. */
function lit(doc: Node, id: ParagraphId | null): DecorationSet {
  if (id === null) return DecorationSet.empty
  let found: Decoration | null = null
  doc.forEach((node, position) => {
    if (node.attrs.id === id)
      found = Decoration.node(position, position + node.nodeSize, { 'data-focus': 'true' })
  })
  return found ? DecorationSet.create(doc, [found]) : DecorationSet.empty
}

/** Draws again once the words rest. */
function redrawing(view: EditorView) {
  let timer: ReturnType<typeof setTimeout> | null = null
  const redraw = () => {
    timer = null
    if (view.isDestroyed) return
    if (view.composing) timer = setTimeout(redraw, pauseIn(view.state.doc))
    else dispatchAfterFlush(view, ({ state }) => state.tr.setMeta(decorationsKey, {}))
  }
  return {
    update(_: EditorView, before: { doc: Node }) {
      if (before.doc === view.state.doc) return
      if (timer !== null) clearTimeout(timer)
      timer = setTimeout(redraw, pauseIn(view.state.doc))
    },
    destroy() {
      if (timer !== null) clearTimeout(timer)
    },
  }
}

/** All of it, drawn anew. */
export function drawDecorations(doc: Node, { layers, stamp, moveNotes }: DecorationsOptions): DecorationSet {
  const text = layers.rolling()
  const labels = labelsOf(text.paragraphs)
  const numbers = hangingNumbers(text.paragraphs, labels)
  const notes = moveNotes(text, labels)
  const ranges = rangesOf(text)
  const decorations: Decoration[] = []
  doc.forEach((node, position) => {
    const id = node.attrs.id as ParagraphId
    const start = position + 1
    const end = start + node.content.size
    const number = numbers.get(id)
    if (number) decorations.push(beside(start, 'number', number))
    for (const by of (node.attrs.merges as string).split(' ').filter(Boolean))
      decorations.push(joint(start, by))
    // Apart from each other: ProseMirror cuts those that overlap one by one, each time moving all that follow.
    for (const { from, to, className } of flatRanges(ranges.get(id) ?? []))
      if (to <= node.content.size)
        decorations.push(Decoration.inline(start + from, start + to, { class: className }))
    for (const offset of breaksIn(node))
      decorations.push(Decoration.inline(start + offset, start + offset + 1, { class: 'break' }))
    const said = stamp(node.attrs.status as string, node.attrs.statusDate as string | null)
    for (const note of position === 0 ? (notes.get(START) ?? []) : []) decorations.push(noteAt(0, note))
    for (const note of notes.get(id) ?? []) decorations.push(noteAt(position + node.nodeSize, note))
    if (said) decorations.push(stampAt(end, node.attrs.status as string, said))
  })
  return DecorationSet.create(doc, decorations)
}

function rangesOf(text: RollingText) {
  const worded = text.paragraphs.map((paragraph) => ({
    id: paragraph.id,
    kind: paragraph.kind,
    text: textOf(paragraph, rolling),
  }))
  return textRanges(worded, bracketsOf(text, rolling))
}

function* breaksIn(node: Node): Generator<number> {
  const text = node.textContent
  for (let at = text.indexOf(PARAGRAPH_BREAK); at >= 0; at = text.indexOf(PARAGRAPH_BREAK, at + 1)) yield at
}

function widget(position: number, key: string, side: number, make: () => HTMLElement): Decoration {
  return Decoration.widget(position, make, { key, side, ignoreSelection: true })
}

const span = (className: string, text: string) => {
  const element = document.createElement('span')
  element.className = className
  element.textContent = text
  element.contentEditable = 'false'
  return element
}

const beside = (position: number, className: string, text: string) =>
  widget(position, `${className} ${text}`, -2, () => span(className, text))

const joint = (position: number, by: string) =>
  widget(position, `joint ${by}`, -1, () => {
    const element = span('joint', '⤴')
    element.dataset.label = by
    element.dataset.colour = String(delegationColour(by))
    return element
  })

const stampAt = (position: number, status: string, said: string) =>
  widget(position, `stamp ${said}`, 2, () => {
    const element = span('stamp', said)
    element.dataset.status = status
    return element
  })

/** Between two paragraphs: no caret and no word comes near it. */
const noteAt = (position: number, { key, kind, colour, said }: MoveNote) =>
  widget(position, `${key} ${said}`, -1, () => {
    const element = span('move-note', said)
    element.dataset.note = kind
    element.dataset.colour = String(colour)
    return element
  })
