import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import type { Floor } from '#app/domain/floor/floor.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { silencedParagraphs } from '#app/domain/meeting/silence.ts'
import { COMPOSING, dispatchAfterFlush } from './dispatch-after-flush.ts'

type Shown = { ids: ReadonlySet<ParagraphId>; decorations: DecorationSet }

export type SilenceMarksOptions = {
  floor(): Pick<Floor, 'silences'>
  /** Runs when something is said or arranged; answers how to stop that. */
  onFloor(run: () => void): () => void
}

const silenceKey = new PluginKey<Shown>('silence-marks')

/** Marks the paragraphs in which silence runs on something, at their margin. */
export const SilenceMarksExtension = Extension.create<SilenceMarksOptions>({
  name: 'silence-marks',
  addOptions: () => ({ floor: () => ({ silences: [] }), onFloor: () => () => undefined }),
  addProseMirrorPlugins() {
    const { options } = this
    const now = () => silencedParagraphs(options.floor().silences)
    return [
      new Plugin<Shown>({
        key: silenceKey,
        state: {
          init: (_, { doc }) => drawn(doc, now()),
          apply(tr, shown) {
            const ids = tr.getMeta(silenceKey) as ReadonlySet<ParagraphId> | undefined
            if (ids) return drawn(tr.doc, ids)
            // A paragraph that was split or put back has to be found again.
            return tr.docChanged && shown.ids.size > 0 ? drawn(tr.doc, shown.ids) : shown
          },
        },
        props: { decorations: (state) => silenceKey.getState(state)?.decorations },
        view: (view) => following(view, options.onFloor, now),
      }),
    ]
  },
})

const key = (ids: ReadonlySet<ParagraphId>): string => [...ids].sort().join(' ')

function following(view: EditorView, onFloor: SilenceMarksOptions['onFloor'], now: () => Shown['ids']) {
  let timer: ReturnType<typeof setTimeout> | null = null
  const redraw = () => {
    timer = null
    if (view.isDestroyed) return
    const ids = now()
    if (key(ids) === key(silenceKey.getState(view.state)?.ids ?? new Set())) return
    if (view.composing) timer = setTimeout(redraw, COMPOSING)
    else dispatchAfterFlush(view, ({ state }) => state.tr.setMeta(silenceKey, ids))
  }
  const stop = onFloor(() => {
    timer ??= setTimeout(redraw, 0)
  })
  return {
    destroy() {
      stop()
      if (timer !== null) clearTimeout(timer)
    },
  }
}

function drawn(doc: Node, ids: ReadonlySet<ParagraphId>): Shown {
  const decorations: Decoration[] = []
  if (ids.size > 0)
    doc.forEach((node, position) => {
      if (ids.has(node.attrs.id as ParagraphId))
        decorations.push(Decoration.node(position, position + node.nodeSize, { 'data-silence': 'true' }))
    })
  return { ids, decorations: DecorationSet.create(doc, decorations) }
}
