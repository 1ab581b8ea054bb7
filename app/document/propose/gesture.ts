import { onlyLines } from '#app/domain/basics/text-character.ts'
import type * as Y from 'yjs'
import { PARAGRAPH_BREAK } from '#app/domain/basics/rolling.ts'
import type { ParagraphId, ParagraphKind } from '#app/domain/basics/paragraph.ts'
import { Edit, type Author, type Caret, type Point } from './edit.ts'
import type { Layers } from '../model/layers.ts'

/**
 * What a gesture changed, in the coordinates of the text before it: `[from, to)` went and `insert` came;
 * a line feed in `insert` is a paragraph boundary. Points name paragraphs by their index in `ids`.
 */
export type TextChange = { from: LinePoint; to: LinePoint; insert: string }
export type LinePoint = { line: number; offset: number }

export type Gesture = {
  /** Paragraphs as the editor showed them. */
  ids: readonly ParagraphId[]
  /** In reading order, not overlapping. */
  changes: readonly TextChange[]
  /** The Delete key: the caret goes on after struck words, not back before them. */
  forward: boolean
}

/** What is no character of a text has no place in it; a tab is a space, whatever ends a line a line feed. */
export const typed = (string: string): string =>
  onlyLines(string.replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(/\t/g, ' '))

/**
 * Carries a gesture of one delegation into its layer, as proposals. `origin` marks the transaction.
 * Returns where the caret belongs, null when nothing changed.
 */
export function applyGesture(layers: Layers, by: Author, gesture: Gesture, origin: unknown): Caret | null {
  let caret: Caret | null = null
  layers.doc.transact((transaction) => {
    const edit = new GestureEdit(layers, new Edit(layers, transaction, by), gesture)
    for (const change of [...gesture.changes].reverse()) {
      const next = edit.change(change)
      if (caret === null || (change.insert !== '' && next)) caret = next
    }
  }, origin)
  return caret
}

/** Runs edits that are no gesture (withdraw, support, a card's button) as one transaction. */
export function editing(layers: Layers, by: Author, origin: unknown, edits: (edit: Edit) => void): void {
  layers.doc.transact((transaction: Y.Transaction) => edits(new Edit(layers, transaction, by)), origin)
}

class GestureEdit {
  constructor(
    private readonly layers: Layers,
    private readonly edit: Edit,
    private readonly gesture: Gesture,
  ) {}

  private id(line: number): ParagraphId {
    return this.gesture.ids[line]!
  }

  private length(line: number): number {
    const pieces = this.layers.paragraph(this.id(line))?.pieces ?? []
    return pieces.reduce((sum, piece) => sum + piece.text.length, 0)
  }

  change({ from, to, insert }: TextChange): Caret | null {
    const lines = typed(insert).split('\n')
    if (this.gesture.ids.length === 0) return this.firstParagraphs(lines)
    if (from.line === to.line) return this.changeInside(from, to, lines)
    const replaces = lines.length > 1 || lines[0] !== ''
    const caret = this.strikeAcross(from, to, replaces)
    if (!replaces) return caret
    const at = { paragraph: this.id(from.line), offset: this.length(from.line) }
    return this.insertLines(from.line, at, lines, from.offset)
  }

  private changeInside(from: LinePoint, to: LinePoint, lines: readonly string[]): Caret {
    const paragraph = this.id(from.line)
    const gone = from.offset < to.offset ? this.edit.strike(paragraph, from.offset, to.offset) : 0
    if (lines.length === 1 && lines[0] === '')
      return { paragraph, offset: this.gesture.forward ? to.offset - gone : from.offset }
    return this.insertLines(from.line, { paragraph, offset: to.offset }, lines, from.offset)
  }

  private firstParagraphs(lines: readonly string[]): Caret | null {
    let caret: Caret | null = null
    let after: ParagraphId | null = null
    for (const line of lines) {
      after = this.edit.addParagraph({ after, before: null }, { kind: 'preambular', level: 0 }, line)
      caret = { paragraph: after, offset: line.length }
    }
    return caret
  }

  /**
   * A selection over several paragraphs: their words are struck, whole ones in it are to be removed. The first
   * one stays when new words take the place.
   */
  private strikeAcross(from: LinePoint, to: LinePoint, replaces: boolean): Caret {
    if (!replaces && this.isBoundaryOnly(from, to)) return this.join(from, to.line)
    for (let line = from.line; line <= to.line; line++) {
      const start = line === from.line ? from.offset : 0
      const end = line === to.line ? to.offset : this.length(line)
      const isWhole = start === 0 && end === this.length(line) && (line !== to.line || end > 0)
      this.strikeLine(line, start, end, isWhole && !(replaces && line === from.line))
    }
    const joins = from.offset > 0 && to.offset < this.length(to.line)
    if (joins && !this.edit.isOwnParagraph(this.id(to.line))) this.edit.merge(this.id(to.line))
    return this.gesture.forward
      ? { paragraph: this.id(to.line), offset: to.offset }
      : { paragraph: this.id(from.line), offset: from.offset }
  }

  private strikeLine(line: number, start: number, end: number, isWhole: boolean) {
    const id = this.id(line)
    if (isWhole && this.edit.isOwnParagraph(id)) return this.edit.withdraw(id)
    if (isWhole && this.length(line) > 0) this.edit.removeParagraph(id)
    else if (start < end) this.edit.strike(id, start, end)
  }

  private isBoundaryOnly(from: LinePoint, to: LinePoint) {
    return to.line === from.line + 1 && from.offset === this.length(from.line) && to.offset === 0
  }

  /** Backspace at a paragraph's start, or Delete at the end of the one before. */
  private join(end: LinePoint, second: number): Caret {
    const caret = { paragraph: this.id(end.line), offset: end.offset }
    const isOwnFirst = this.edit.isOwnParagraph(this.id(end.line))
    if (this.edit.isOwnParagraph(this.id(second))) {
      const text = this.textOf(second)
      this.edit.withdraw(this.id(second))
      if (text !== '') this.edit.insert(caret, text)
      return caret
    }
    if (isOwnFirst && end.offset === 0) {
      this.edit.withdraw(this.id(end.line))
      return { paragraph: this.id(second), offset: 0 }
    }
    this.edit.merge(this.id(second))
    return this.gesture.forward ? { paragraph: this.id(second), offset: 0 } : caret
  }

  private textOf(line: number): string {
    return (this.layers.paragraph(this.id(line))?.pieces ?? []).map((piece) => piece.text).join('')
  }

  private insertLines(line: number, at: Point, lines: readonly string[], struckFrom: number): Caret {
    const [first = '', ...rest] = lines
    if (rest.length === 0) return this.edit.insert(at, first, struckFrom)
    const length = this.length(line)
    if (this.edit.isOwnParagraph(at.paragraph)) return this.splitOwn(line, at, lines, struckFrom)
    if (at.offset >= length) {
      if (first !== '') this.edit.insert(at, first, struckFrom)
      return this.addAfter(line, rest)
    }
    if (at.offset === 0) return this.addBefore(line, at, lines)
    return this.edit.insert(at, lines.join(PARAGRAPH_BREAK), struckFrom)
  }

  private addAfter(line: number, lines: readonly string[]): Caret {
    const before = this.gesture.ids[line + 1] ?? null
    let after = this.id(line)
    for (const string of lines) after = this.edit.addParagraph({ after, before }, this.like(line), string)
    return { paragraph: after, offset: lines.at(-1)?.length ?? 0 }
  }

  private addBefore(line: number, at: Point, lines: readonly string[]): Caret {
    let after = this.gesture.ids[line - 1] ?? null
    for (const string of lines.slice(0, -1))
      after = this.edit.addParagraph({ after, before: at.paragraph }, this.like(line), string)
    const last = lines.at(-1) ?? ''
    return last === '' ? at : this.edit.insert(at, last)
  }

  /** Enter in a paragraph that is wholly one's own proposal is no change of anybody's text: it just splits. */
  private splitOwn(line: number, at: Point, lines: readonly string[], struckFrom: number): Caret {
    const tail = this.textOf(line).slice(at.offset)
    if (tail !== '') this.edit.strike(at.paragraph, at.offset, this.length(line))
    if (lines[0]) this.edit.insert(at, lines[0], struckFrom)
    const rest = lines.slice(1)
    const caret = this.addAfter(line, [...rest.slice(0, -1), (rest.at(-1) ?? '') + tail])
    return { paragraph: caret.paragraph, offset: rest.at(-1)?.length ?? 0 }
  }

  /** A new paragraph is of its neighbour's kind; after a fixed line, of the kind that follows it. */
  private like(line: number): { kind: ParagraphKind; level: number } {
    for (const at of [line, line + 1, line - 1]) {
      const paragraph =
        at >= 0 && at < this.gesture.ids.length ? this.layers.paragraph(this.id(at))?.paragraph : null
      if (paragraph && !['formula', 'opener', 'heading'].includes(paragraph.kind))
        return { kind: paragraph.kind, level: paragraph.level }
    }
    return { kind: 'operative', level: 0 }
  }
}
