import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { Awareness } from 'y-protocols/awareness'
import { CHAIR } from '#app/domain/basics/actor.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { CharId } from '#app/domain/basics/rolling.ts'
import { charId, parseCharId } from '#app/document/model/characters.ts'
import { charBefore, offsetAfter } from '#app/document/model/places.ts'
import type { Layers } from '#app/document/model/layers.ts'
import { delegationColour } from '#app/display/colour.ts'
import type { CaretState, Presence } from '#app/live/presence.ts'
import { dispatchAfterFlush } from './dispatch-after-flush.ts'

const caretsKey = new PluginKey<DecorationSet>('carets')
/** ms between two tellings of the own caret. */
const PACE = 80

export type CaretsOptions = { awareness: Awareness; layers: Layers; nameOf(user: Presence['user']): string }

/** The others' carets and selections, in the colour and with the name of their delegation. */
export const Carets = Extension.create<CaretsOptions>({
  name: 'carets',
  addOptions: () => ({ awareness: null!, layers: null!, nameOf: () => '' }),
  addProseMirrorPlugins() {
    const { awareness, layers, nameOf } = this.options
    const draw = (state: EditorState) => drawCarets(state, awareness, layers, nameOf)
    return [
      new Plugin<DecorationSet>({
        key: caretsKey,
        state: {
          init: () => DecorationSet.empty,
          apply: (tr, set, _, state) => (tr.getMeta(caretsKey) ? draw(state) : set.map(tr.mapping, tr.doc)),
        },
        props: { decorations: (state) => caretsKey.getState(state) },
        view(view) {
          let drawing: ReturnType<typeof setTimeout> | null = null
          let telling: ReturnType<typeof setTimeout> | null = null
          const redraw = () => {
            drawing ??= setTimeout(() => {
              drawing = null
              dispatchAfterFlush(view, ({ state }) => state.tr.setMeta(caretsKey, true))
            }, PACE)
          }
          const tell = () => {
            telling = null
            const caret = view.hasFocus() ? caretOf(view.state, layers) : null
            awareness.setLocalStateField('caret', caret)
          }
          const onChange = (_: unknown, origin: unknown) => origin !== 'local' && redraw()
          awareness.on('change', onChange)
          return {
            update(_, before) {
              if (before.selection.eq(view.state.selection) && before.doc === view.state.doc) return
              telling ??= setTimeout(tell, PACE)
              if (before.doc !== view.state.doc) redraw()
            },
            destroy() {
              awareness.off('change', onChange)
              if (drawing !== null) clearTimeout(drawing)
              if (telling !== null) clearTimeout(telling)
            },
          }
        },
      }),
    ]
  },
})

function caretOf(state: EditorState, layers: Layers): CaretState | null {
  const { $head, anchor } = state.selection
  const paragraph = $head.depth > 0 ? ($head.parent.attrs.id as ParagraphId) : null
  if (!paragraph) return null
  const anchorOffset = Math.max(0, Math.min(anchor - $head.start(), $head.parent.content.size))
  return {
    paragraph,
    head: idBefore(layers, paragraph, $head.parentOffset),
    anchor: idBefore(layers, paragraph, anchorOffset),
  }
}

const idBefore = (layers: Layers, paragraph: ParagraphId, offset: number): CharId | null => {
  const char = charBefore(layers, paragraph, offset)
  return char && charId(char)
}

/** The offset of a caret that stands after a character; null when the character is gone. */
function offsetOf(layers: Layers, paragraph: ParagraphId, id: CharId | null): number | null {
  const char = id === null ? null : parseCharId(id)
  return char ? offsetAfter(layers, paragraph, char) : 0
}

function drawCarets(
  state: EditorState,
  awareness: Awareness,
  layers: Layers,
  nameOf: CaretsOptions['nameOf'],
) {
  const starts = new Map<ParagraphId, { start: number; size: number }>()
  state.doc.forEach((node, position) =>
    starts.set(node.attrs.id as ParagraphId, { start: position + 1, size: node.content.size }),
  )
  const decorations: Decoration[] = []
  awareness.getStates().forEach((told, client) => {
    const { user, caret } = told as Partial<Presence>
    if (client === awareness.clientID || !user || !caret) return
    const place = starts.get(caret.paragraph)
    const head = offsetOf(layers, caret.paragraph, caret.head)
    const anchor = offsetOf(layers, caret.paragraph, caret.anchor)
    if (!place || head === null) return
    const colour = String(delegationColour(user.delegation ?? (user.role === 'chair' ? CHAIR : user.role)))
    const at = (offset: number) => place.start + Math.min(offset, place.size)
    decorations.push(
      Decoration.widget(at(head), () => caretElement(nameOf(user), colour), {
        key: `caret ${client}`,
        side: 1,
        ignoreSelection: true,
      }),
    )
    if (anchor !== null && anchor !== head)
      decorations.push(
        Decoration.inline(at(Math.min(anchor, head)), at(Math.max(anchor, head)), {
          class: 'selected-by',
          'data-colour': colour,
        }),
      )
  })
  return DecorationSet.create(state.doc, decorations)
}

function caretElement(name: string, colour: string): HTMLElement {
  const caret = document.createElement('span')
  caret.className = 'caret'
  caret.dataset.colour = colour
  caret.dataset.who = name
  caret.contentEditable = 'false'
  return caret
}
