import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import type { Layers } from '#app/document/model/layers.ts'
import { NO_WORDS, commentedRanges, type CommentedWords } from '#app/domain/floor/commented-words.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { commentedClass } from '#app/display/commented.ts'
import { decorationsKey } from './decorations.ts'
import { COMPOSING, dispatchAfterFlush } from './dispatch-after-flush.ts'

/** Which words are commented on, and which thread is looked at. */
export type CommentMarks = { words: CommentedWords; opened: string | null }
type Shown = { told: CommentMarks; decorations: DecorationSet }

const commentMarksKey = new PluginKey<Shown>('comment-marks')
const NOTHING: Shown = { told: { words: NO_WORDS, opened: null }, decorations: DecorationSet.empty }

/** Marks words in the text. The page tells them, since it knows the threads, once what was typed rests. */
export function markComments(view: EditorView, marks: CommentMarks): void {
  if (view.isDestroyed) return
  if (view.composing) setTimeout(() => markComments(view, marks), COMPOSING)
  else dispatchAfterFlush(view, ({ state }) => state.tr.setMeta(commentMarksKey, marks))
}

/** The marks of comments at their words. They move with the words, and are drawn again with the other decorations. */
export const CommentMarksExtension = Extension.create<{ layers: Layers }>({
  name: 'comment-marks',
  addOptions: () => ({ layers: null! }),
  addProseMirrorPlugins() {
    const { layers } = this.options
    return [
      new Plugin<Shown>({
        key: commentMarksKey,
        state: {
          init: () => NOTHING,
          apply(tr, shown) {
            const told = (tr.getMeta(commentMarksKey) as CommentMarks | undefined) ?? shown.told
            if (told !== shown.told || tr.getMeta(decorationsKey))
              return { told, decorations: drawn(tr.doc, layers, told) }
            return { told, decorations: shown.decorations.map(tr.mapping, tr.doc) }
          },
        },
        props: { decorations: (state) => commentMarksKey.getState(state)?.decorations },
      }),
    ]
  },
})

function drawn(doc: Node, layers: Layers, { words, opened }: CommentMarks): DecorationSet {
  if (words === NO_WORDS) return DecorationSet.empty
  const decorations: Decoration[] = []
  doc.forEach((node, position) => {
    const id = node.attrs.id as ParagraphId
    const here = words.get(id)
    if (!here) return
    const start = position + 1
    for (const { from, to, threads } of commentedRanges(layers.paragraph(id)?.paragraph.runs ?? [], here))
      if (to <= node.content.size)
        decorations.push(
          Decoration.inline(start + from, start + to, {
            class: commentedClass(threads, opened),
            'data-threads': threads.join(' '),
          }),
        )
  })
  return DecorationSet.create(doc, decorations)
}
