import type { Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/** What ProseMirror keeps to itself: reads what the browser's selection and text have become. */
type Observed = { domObserver: { flush(): void } }

/** ms after which what came while an input method composes is tried again. */
export const COMPOSING = 200

/**
 * Dispatches something that the user did not do. A click moves the browser's selection a moment before the
 * editor hears of it; a redraw in that moment would put the caret back, and the next letter with it. So what
 * the user has just done is read first.
 */
export function dispatchAfterFlush(view: EditorView, make: (view: EditorView) => Transaction | null): void {
  if (view.isDestroyed) return
  if (!view.composing) (view as unknown as Observed).domObserver.flush()
  const transaction = make(view)
  if (transaction) view.dispatch(transaction)
}
