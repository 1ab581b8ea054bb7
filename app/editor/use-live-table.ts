import { useMemo } from 'react'
import { CHAIR } from '#app/domain/basics/actor.ts'
import { attributionsIn } from '#app/domain/text/attributions.ts'
import type { About, ThreadPlace } from '#app/domain/floor/comment.ts'
import type { CommentedWords } from '#app/domain/floor/commented-words.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { ProposalId, RollingParagraph } from '#app/domain/basics/rolling.ts'
import type { DraftSnapshot } from '#app/live/live-draft.ts'
import type { LiveDocument } from '#app/live/live-document.ts'
import { BESIDE_TYPING } from '#app/live/pace.ts'
import type { ChosenWords, ProposeCommands, SelectedWords, ServerConnection } from '#app/live/types.ts'
import { useLiveDraft, usePart, type DraftNeeds } from '#app/live/use-live-draft.ts'
import { useLiveEditor, type LiveEditorOptions } from './use-live-editor.tsx'

export type LiveTableOptions = LiveEditorOptions & Omit<DraftNeeds, 'isPresent' | 'settles' | 'pace'>

export type LiveTable = Pick<
  DraftSnapshot,
  'text' | 'floor' | 'labels' | 'connection' | 'people' | 'unsent'
> & {
  serverConnection: ServerConnection | null
  selection: SelectedWords | null
  /** Words that somebody has selected, to comment on them. */
  chosen: ChosenWords | null
  /** Where a thread of comments belongs in the text as it is now; null until there is one to look at. */
  placeOf: ((about: About) => ThreadPlace) | null
  editor: React.ReactNode | null
  propose: ProposeCommands | null
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

/** The live table: the draft as it lives, and the editor over it, as the page's props. */
export function useLiveTable(options: LiveTableOptions): LiveTable {
  const draft = useLiveDraft({ ...options, isPresent: true, settles: true, pace: BESIDE_TYPING })
  const document = usePart(draft, 'document')
  const isReady = usePart(draft, 'isReady')
  const text = usePart(draft, 'text')
  const connection = usePart(draft, 'connection')
  const isLocked = connection === 'outdated' || connection === 'changed' || connection === 'gone'
  const editor = useLiveEditor(document, isReady, isLocked, options)
  const placeOf = useMemo(
    () => (isReady && document ? (about: About) => document.placeOf(about) : null),
    [document, isReady],
  )
  return {
    text,
    floor: usePart(draft, 'floor'),
    labels: usePart(draft, 'labels'),
    connection,
    serverConnection: document?.connection ?? null,
    people: usePart(draft, 'people'),
    unsent: usePart(draft, 'unsent'),
    selection: editor.selection,
    chosen: editor.chosen,
    placeOf,
    editor: editor.content,
    ...useOwnActs(document?.author && !isLocked ? document : null, editor.insert),
    discard: draft.discard,
    chairHasWords: connection === 'saved' && text.paragraphs.some(hasChairWords),
    mark: editor.mark,
    onCommented: editor.onCommented,
  }
}

/** What is done with the own layer; the same functions as long as the document is. */
const useOwnActs = (
  document: LiveDocument | null,
  insert: ProposeCommands['insert'],
): Pick<LiveTable, 'propose' | 'withdraw' | 'support'> =>
  useMemo(() => {
    if (!document) return { propose: null, withdraw: null, support: null }
    return {
      propose: {
        addParagraph: (after, like, text) => document.addParagraph(after, like, text),
        removeParagraph: (paragraph) => document.removeParagraph(paragraph),
        joinParagraph: (paragraph) => document.joinParagraph(paragraph),
        moveParagraph: (paragraph, after) => document.moveParagraph(paragraph, after),
        whenStored: () => document.whenStored(),
        insert,
      },
      withdraw: (ids) => document.withdraw(ids),
      support: (ids, supports) => document.support(ids, supports),
    }
  }, [document, insert])

const hasChairWords = (paragraph: RollingParagraph): boolean =>
  attributionsIn(paragraph).some(({ delegation }) => delegation === CHAIR)
