import type { Language } from '#app/domain/basics/draft.ts'
import type { ParagraphKind } from '#app/domain/basics/paragraph.ts'
import { bulletOf, isRule } from './forms.ts'
import { isBlank, type Line } from './lines.ts'
import { depthOf, endsParagraph, jointOf } from './paragraph-end.ts'
import { ResolutionForm, type Mark, type Situation } from './resolution-form.ts'

/** A paragraph put together from lines, before its notes are read. */
export type RawParagraph = {
  kind: ParagraphKind
  level: number
  number: string | null
  label: string
  labelBrackets: number
  rule: string
  text: string
  language: Language
  pageFurniture: boolean
  /** Where each stretch of the text stood: from `offset` on at this place. The first is the label's. */
  places: { offset: number; line: number; column: number }[]
  interruptions: { offset: number; paragraphs: number }[]
}

/** The paragraph that the next line may go on with. */
type Standing = {
  paragraph: RawParagraph
  /** Index of the last paragraph known to stand within or before its end. */ at: number
  last: Line
  /** The end of its text, so that a paragraph of any length takes the same time a line. */ tail: string
  /** Brackets opened and not closed since it began. */ depth: number
}

const TAIL = 80

/** Puts lines together into paragraphs, around the numbers and heads of the pages. */
export class Body {
  readonly paragraphs: RawParagraph[] = []
  private form: ResolutionForm
  private standing: Standing | null = null
  private beforeNotes: Standing | null = null
  private blank = true
  private pageEnded = false
  private rule: Line | null = null

  constructor(
    language: Language,
    private width: number,
  ) {
    this.form = new ResolutionForm(language, width)
  }

  /** Lines that no form was found in: they stand as plain text. */
  addLoose(lines: readonly Line[]): void {
    lines.forEach((line, at) => (at === 0 ? this.begin(line, { kind: 'text' }) : this.goOn(line)))
    this.standing = null
  }

  addPageFurniture(line: Line): void {
    this.endPage()
    this.push(line, { kind: 'text' }, true)
  }

  /** `next` is the line after it, `nextFilled` the next one that is not blank. */
  add(line: Line, next: Line | undefined, nextFilled: Line | undefined): void {
    if (line.pageStart) this.endPage()
    if (isBlank(line)) this.blank = true
    else if (isRule(line.text) && /^(?:\d{1,3}|\*{1,3})(?:[\s./)]|$)/.test(nextFilled?.text ?? ''))
      this.takeRule(line)
    else {
      this.addFilled(line, next)
      this.blank = false
      this.pageEnded = false
    }
  }

  /** Keeps a rule that nothing followed. */
  end(): void {
    const line = this.rule
    this.rule = null
    if (line) this.push(line, { kind: 'text' }, false)
  }

  private addFilled(line: Line, next: Line | undefined): void {
    const { standing, blank, pageEnded } = this
    const before = standing && { text: standing.tail, line: standing.last }
    const situation: Situation = { before, blank, pageEnded, next }
    const inNotes = this.form.inNotes
    const mark = this.form.markOf(line, situation)
    if (mark && this.form.inNotes && !inNotes) this.beforeNotes = standing
    if (mark) this.begin(line, mark)
    else if (standing && this.continues(standing, line)) this.goOn(line)
    else this.begin(line, this.form.plainMark(line.text))
  }

  private takeRule(line: Line): void {
    this.end()
    if (!this.form.inNotes) this.beforeNotes = this.standing
    this.form.enterNotes()
    this.rule = line
    this.standing = null
  }

  /** Notes at the foot of the page are over, and the text goes on where it was. */
  private endPage(): void {
    // A page number may stand between a note's own number and its words.
    const waits = this.form.inNotes && this.standing?.tail === '' && !this.pageEnded
    if (!waits && this.form.leaveNotes()) {
      this.end()
      this.standing = this.beforeNotes
    }
    this.pageEnded = true
  }

  private continues(standing: Standing, next: Line): boolean {
    const { tail: text, depth } = standing
    if (text === '' || bulletOf(text) === text) return true
    if (this.blank && !this.pageEnded) return false
    if (this.pageEnded && /[.;:]["”)\]\s]*$/.test(text)) return false
    return !endsParagraph({ line: standing.last, text, next, width: this.width, depth })
  }

  private begin(line: Line, mark: Mark): void {
    const paragraph = this.push(line, mark, false)
    const at = this.paragraphs.length - 1
    const { text } = paragraph
    const standing = { paragraph, at, last: line, tail: text.slice(-TAIL), depth: depthOf(text) }
    this.standing = mark.whole ? null : standing
  }

  private push(line: Line, mark: Mark, pageFurniture: boolean): RawParagraph {
    const brackets = mark.labelBrackets ?? 0
    const rest = (mark.rest ?? line.text).trim()
    const rule = pageFurniture ? null : this.rule
    if (rule) this.rule = null
    const start = rule ?? line
    const paragraph: RawParagraph = {
      kind: mark.kind,
      level: mark.level ?? 0,
      number: mark.number ?? null,
      label: mark.label ?? '',
      labelBrackets: brackets,
      rule: rule?.text ?? '',
      text: '['.repeat(brackets) + rest,
      language: this.form.language,
      pageFurniture,
      places: [
        { offset: 0, line: start.number, column: start.column },
        { offset: brackets, line: line.number, column: line.column + line.text.length - rest.length },
      ],
      interruptions: [],
    }
    this.paragraphs.push(paragraph)
    return paragraph
  }

  private goOn(line: Line): void {
    const { standing } = this
    if (!standing) return
    const { paragraph } = standing
    const since = this.paragraphs.length - 1 - standing.at
    standing.at = this.paragraphs.length - 1
    if (since > 0) paragraph.interruptions.push({ offset: paragraph.text.length, paragraphs: since })
    const joint = jointOf(standing.tail, line.text)
    const offset = paragraph.text.length + joint.length
    paragraph.text += joint + line.text
    paragraph.places.push({ offset, line: line.number, column: line.column })
    standing.last = line
    standing.tail = (standing.tail + joint + line.text).slice(-TAIL)
    standing.depth += depthOf(line.text)
  }
}
