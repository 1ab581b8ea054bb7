import { getSchema } from '@tiptap/core'
import { EditorState } from '@tiptap/pm/state'
import type { Node } from '@tiptap/pm/model'
import * as Y from 'yjs'
import { bracketingPassage, mergingAlternatives, picking } from '#app/domain/brackets/bracket-edits.ts'
import { bracketedText } from '#app/domain/text/bracketed.ts'
import { bracketsReaching } from '#app/domain/brackets/bracket-reach.ts'
import { parseBrackets, stripBrackets } from '#app/domain/brackets/bracket.ts'
import { nesting } from '#app/domain/consolidation/alternatives.ts'
import { proposalEffects } from '#app/domain/text/proposal-effects.ts'
import { collisionsOf } from '#app/domain/consolidation/collisions.ts'
import { compareTexts } from '#app/domain/text/compare.ts'
import { consolidate, markOf, proposedChoices } from '#app/domain/consolidation/consolidation.ts'
import { heldBrackets, openIn } from '#app/domain/papers/convergence.ts'
import { targetsOf } from '#app/domain/consolidation/targets.ts'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import { proposalsOf } from '#app/domain/text/proposal.ts'
import { proposedAlternatives } from '#app/domain/consolidation/proposed-alternatives.ts'
import { provenanceOf } from '#app/domain/consolidation/provenance.ts'
import { removedBetween } from '#app/domain/papers/removed.ts'
import { whatIsMissing } from '#app/domain/papers/readiness.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { RollingText, Run, View } from '#app/domain/basics/rolling.ts'
import { moveEffects } from '#app/domain/text/move-effects.ts'
import { commentedRanges, commentedWords } from '#app/domain/floor/commented-words.ts'
import type { Thread } from '#app/domain/floor/comment.ts'
import { summarize } from '#app/domain/text/summary.ts'
import { bracketsOf, projectText, textOf } from '#app/domain/text/view.ts'
import { layerNames } from '#app/document/model/entry-index.ts'
import { Layers } from '#app/document/model/layers.ts'
import { documentNode } from '#app/editor/derive.ts'
import { drawDecorations } from '#app/editor/decorations.ts'
import { NOTHING_SHOWN, reconcile } from '#app/editor/reconcile.ts'
import { Deletion, DraftDocument, DraftParagraph, DraftText, Insertion } from '#app/editor/schema.ts'
import { writeDocx } from '#app/exchange/docx/write-docx.ts'
import { writePlainText } from '#app/exchange/text/write-plain-text.ts'
import { moveNotes } from '#app/display/move-notes.ts'
import { bracketCounts, outlineOf, progressOf } from '#app/ui/table/outline/outline-sections.ts'
import { nest, shownParagraphs } from '#app/ui/sheet/leaves.ts'
import { en } from '#app/messages/en.ts'
import { paperOf } from '#tests/exchange/papers.ts'

/** A document, and what most functions start from. */
export type Given = {
  doc: Y.Doc
  layers: Layers
  text: RollingText
  labels: Readonly<Record<ParagraphId, string>>
  words: readonly { id: ParagraphId; text: string }[]
  node: Node
}

const schema = getSchema([DraftDocument, DraftParagraph, DraftText, Insertion, Deletion])
const rolling: View = { kind: 'rolling' }
const clean: View = { kind: 'clean' }
const base: View = { kind: 'base' }
const nameOf = (code: string) => code

export function givenFrom(doc: Y.Doc): Given {
  const layers = new Layers(doc)
  const text = layers.rolling()
  return {
    doc,
    layers,
    text,
    labels: labelsOf(text.paragraphs),
    words: text.paragraphs.map((each) => ({ id: each.id, text: textOf(each, rolling) })),
    node: documentNode(schema, layers),
  }
}

/** An open thread about the words of a run. */
const threadOn = (paragraph: ParagraphId, { first, text }: Run) => {
  const characters = [[first, text.length]] as const
  const thread = { id: first, resolved: null, about: { kind: 'words', paragraph, characters, quote: text } }
  return {
    thread: { ...thread, comments: [] } as unknown as Thread,
    place: { paragraph, isGone: false, passages: [{ paragraph, characters }] },
  }
}
/** The same words, with none of the characters that they had. */
const writtenAnew = (text: RollingText): RollingText => ({
  ...text,
  paragraphs: text.paragraphs.map((each) => ({
    ...each,
    runs: each.runs.map((run) => ({ ...run, first: `9${run.first}` })),
  })),
})

const first = ({ text }: Given) => text.paragraphs[0]!

/** Everything that is worked out of a text for somebody to see, by what it is called. */
export const derived: Readonly<Record<string, (given: Given) => unknown>> = {
  'rolling text': ({ doc }) => new Layers(doc).rolling(),
  'the editor’s text': ({ layers }) => documentNode(schema, layers),
  'the editor’s text, following': ({ doc, layers }) => {
    const state = EditorState.create({ schema, doc: documentNode(schema, layers) })
    const fresh = new Layers(doc)
    return reconcile(state.tr, fresh, NOTHING_SHOWN)
  },
  'the editor’s text, taken in': ({ doc, layers }) => {
    const empty = new Y.Doc()
    Y.applyUpdate(empty, Y.encodeStateAsUpdate(doc))
    for (const name of layerNames(empty)) empty.getMap(name).clear()
    const before = new Layers(empty)
    const state = EditorState.create({ schema, doc: documentNode(schema, before) })
    return reconcile(state.tr, layers, reconcile(state.tr, before, NOTHING_SHOWN))
  },
  'the editor’s decorations': ({ node, layers }) =>
    drawDecorations(node, { layers, stamp: () => null, moveNotes: () => new Map() }),
  brackets: ({ text }) => bracketsOf(text, rolling),
  'brackets marked as literal': ({ text }) =>
    bracketsOf({ ...text, literalBrackets: [first({ text } as Given).runs[0]?.first ?? ''] }, rolling),
  'brackets taken out': ({ words }) => stripBrackets(words, parseBrackets(words).brackets),
  'brackets that reach on': ({ text }) => bracketsReaching(text.paragraphs, bracketsOf(text, rolling)),
  'brackets around a passage': ({ words }) => {
    const { id, text } = words[0]!
    const middle = Math.floor(text.length / 2)
    return bracketingPassage(
      words,
      [
        { paragraph: id, offset: middle },
        { paragraph: id, offset: middle },
      ],
      '[',
    )
  },
  'a stretch that cuts no pair': ({ words }) => {
    const { text } = words[0]!
    return nesting(text, Math.floor(text.length / 2), Math.floor(text.length / 2) + 1)
  },
  'picking one': ({ words }) => {
    const tree = parseBrackets(words)
    return [picking(words, tree, 0), mergingAlternatives(words, tree, 0)]
  },
  'alternatives in proposals': ({ text }) => text.paragraphs.map((each) => proposedAlternatives(each)),
  'the sheet': ({ text }) => shownParagraphs(text, rolling).map(({ leaves }) => nest(leaves)),
  'the sheet, clean': ({ text }) => shownParagraphs(text, clean).map(({ leaves }) => nest(leaves)),
  'the text in a view': ({ text }) => projectText(text, clean),
  'what is said in brackets': ({ text, labels }) =>
    bracketedText(text, { nameOf, labels, move: () => 'move', join: () => 'join' }),
  cards: ({ text }) => text.paragraphs.map(proposalsOf),
  grounds: ({ text }) => text.paragraphs.map(targetsOf),
  collisions: ({ text }) => text.paragraphs.map(collisionsOf),
  'who is against whom': ({ text }) =>
    text.paragraphs.map((each) => {
      const { proposals, contests, against, kindsIn } = collisionsOf(each)
      return [proposals.map((_, card) => against(card)), contests.map(kindsIn)]
    }),
  consolidation: ({ text }) =>
    text.paragraphs.map((each) => {
      const choices = proposedChoices(each)
      const done = consolidate(each, choices, nameOf)
      return done.ok ? provenanceOf(each, done.value, choices) : done
    }),
  'consolidation, all opposed': ({ text }) =>
    text.paragraphs.map((each) => {
      const choices = proposedChoices(each, () => true)
      return consolidate(each, choices, nameOf)
    }),
  'all taken': ({ text }) =>
    text.paragraphs.map((each) => {
      const choices = [{ kind: 'take' as const, proposals: proposalsOf(each).flatMap(({ ids }) => ids) }]
      const done = consolidate(each, choices, nameOf)
      return done.ok ? provenanceOf(each, done.value, choices) : done
    }),
  'the mark of a paragraph': ({ text }) => text.paragraphs.map(markOf),
  'carrying over': ({ text }) => text.paragraphs.map((each) => proposalEffects(each, each)),
  'carrying moves over': ({ text }) => moveEffects(text, text, { moved: new Set(), parted: new Set() }),
  'words with comments': ({ text }) => {
    const { paragraphs } = text
    const threads = paragraphs.flatMap(({ id, runs }) => runs.map((run) => threadOn(id, run)))
    const words = commentedWords(threads)
    return paragraphs.map(({ id, runs }) => commentedRanges(runs, words.get(id) ?? []))
  },
  'what is missing': ({ text, labels }) => whatIsMissing(text, labels),
  'what was taken out': ({ text }) => [
    removedBetween(text, { ...text, paragraphs: [] }),
    removedBetween(text, writtenAnew(text)),
  ],
  summary: ({ text, labels }) => summarize(text, labels),
  convergence: ({ text, labels }) => [openIn(text), heldBrackets(text, labels)],
  outline: ({ text, labels }) => {
    const counts = bracketCounts(text)
    return [
      outlineOf({ ...text, paragraphs: text.paragraphs.map((each) => ({ ...each })) }, labels, counts),
      progressOf(text, counts),
    ]
  },
  'notes of moves': ({ text, labels }) => moveNotes(text, labels, { moves: en.moves, nameOf }),
  comparison: ({ text, labels }) =>
    compareTexts({ text, labels }, { text, labels }, clean).concat(
      compareTexts(
        { text, labels },
        { text: { ...text, paragraphs: text.paragraphs.slice(1) }, labels },
        base,
      ),
    ),
  'plain text': ({ text }) => writePlainText(paperOf(text)),
  'Word file': ({ text }) => writeDocx(paperOf(text)),
  'Word file, clean': ({ text }) => writeDocx(paperOf(text, { view: 'clean' })),
}
