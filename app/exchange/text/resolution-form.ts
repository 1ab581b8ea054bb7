import type { Language } from '#app/domain/basics/draft.ts'
import type { ParagraphKind } from '#app/domain/basics/paragraph.ts'
import {
  bulletOf,
  formulaLanguage,
  isCapitals,
  isFootnotesHeading,
  isOwningOpener,
  opensChild,
  opensInCapitals,
  opensOperative,
  opensOption,
  opensPreambular,
  resolvesLanguage,
} from './forms.ts'
import { readLabel, type Label } from './labels.ts'
import type { Line } from './lines.ts'
import { ListLevels } from './list-levels.ts'
import { endsClause, endsEarly, wantsNumber } from './paragraph-end.ts'

/** What a line says of itself when it begins a paragraph. */
export type Mark = {
  kind: ParagraphKind
  level?: number
  number?: string
  /** As typed. */
  label?: string
  /** Opening brackets in the label that belong to the words too. */
  labelBrackets?: number
  /** What follows the label; all of the line without one. */
  rest?: string
  /** Nothing is added to it from the next line. */
  whole?: boolean
}

/** What stands before a line. */
export type Situation = {
  /** The paragraph that the line may go on with; null after one that is complete. */
  before: { text: string; line: Line } | null
  /** A blank line is between them. */
  blank: boolean
  /** A page ended between them, so that a blank line tells nothing. */
  pageEnded: boolean
  /** The line after this one. */
  next: Line | undefined
}

/** Where in the form of a resolution the lines now are. */
type Region = 'start' | 'preamble' | 'operative' | 'notes'

/** The form of a resolution as it is followed line by line: what each line is depends on what came before. */
export class ResolutionForm {
  private region: Region = 'start'
  private regionBeforeNotes: Region = 'start'
  private afterOpener = false
  private lastNumber = NaN
  private lastNote = 0
  private endnotes = false
  private lists = new ListLevels()

  /**
   * @param language until a line of the form tells another
   * @param width see `wrapWidth`
   */
  constructor(
    public language: Language,
    private width: number,
  ) {}

  get inNotes(): boolean {
    return this.region === 'notes'
  }

  /** Notes at the foot of a page begin. */
  enterNotes(): void {
    if (this.inNotes) return
    this.regionBeforeNotes = this.region
    this.region = 'notes'
  }

  /** The page ended; false when the notes go on over it, as those at the end of a paper do. */
  leaveNotes(): boolean {
    if (!this.inNotes || this.endnotes) return false
    this.region = this.regionBeforeNotes
    return true
  }

  /** The mark of a line that certainly begins a paragraph; null for one that may go on with the paragraph before. */
  markOf(line: Line, situation: Situation): Mark | null {
    const mark =
      this.noteMark(line, situation) ??
      this.fixedMark(line, situation) ??
      this.labelMark(line, situation) ??
      this.listMark(line, situation)
    if (mark) this.follow(mark)
    return mark
  }

  /** The mark of a line that begins a paragraph without saying so. */
  plainMark(text: string): Mark {
    const mark: Mark = { kind: this.plainKind(text) }
    if (opensOption(text)) mark.level = 1
    this.follow(mark)
    return mark
  }

  private follow({ kind, label }: Mark): void {
    this.afterOpener = kind === 'opener' || (this.afterOpener && kind === 'preambular')
    if ((kind === 'operative' && label) || kind === 'preambular' || kind === 'heading') this.lists.clear()
  }

  private plainKind(text: string): ParagraphKind {
    if (this.inNotes) return this.lastNote === 0 ? 'footnote' : 'text'
    if (opensOption(text)) return 'text'
    if (this.region === 'operative') {
      const single = Number.isNaN(this.lastNumber) && !opensPreambular(text)
      return single || opensOperative(text, this.language) ? 'operative' : 'text'
    }
    if (this.region === 'preamble' || opensPreambular(text)) return 'preambular'
    return this.afterOpener && opensChild(text) ? 'preambular' : 'text'
  }

  /** Notes, after a rule or their heading; or anywhere after a lone figure that is the next note's. */
  private noteMark({ text }: Line, { blank }: Situation): Mark | null {
    if (!this.inNotes) {
      const lone = /^\d{1,3}$/.test(text) && Number(text) === this.lastNote + 1
      if (!lone || (blank && Number(text) === this.lastNumber + 1)) return null
      this.enterNotes()
    }
    const found = /^(\d{1,3}|\*{1,3})(?:(\s?[./)])(?=\s|\p{L}|…)|(?=\s+\p{L})|$)\s*/u.exec(text)
    if (!found) return null
    const [label, number = '', end = ''] = found
    if (!end && !number.startsWith('*') && Number(number) !== this.lastNote + 1) return null
    this.lastNote = Number(number) || this.lastNote
    return { kind: 'footnote', number, label: label.trim(), rest: text.slice(label.length) }
  }

  /** Fixed lines: organ, "RESOLVES:", openers that own paragraphs, headings in capitals. */
  private fixedMark(line: Line, { before, blank, next }: Situation): Mark | null {
    const { text } = line
    const resolves = resolvesLanguage(text)
    if (resolves) {
      this.enter('operative', this.region === 'start' ? resolves : this.language)
      return { kind: 'formula', whole: true }
    }
    if (before && !blank && !endsClause(before.text)) return null
    const formula = this.region === 'operative' ? null : formulaLanguage(text)
    if (formula) {
      this.enter('preamble', formula)
      return { kind: 'formula', whole: true }
    }
    if (next && isCapitals(text) && !text.endsWith(',')) {
      const wrapped = formulaLanguage(`${text} ${next.text}`)
      if (wrapped) this.enter('preamble', wrapped)
      if (wrapped) return { kind: 'formula' }
    }
    if (isOwningOpener(text)) return { kind: 'opener', whole: true }
    return this.headingMark(text, blank)
  }

  private headingMark(text: string, blank: boolean): Mark | null {
    if (isFootnotesHeading(text)) {
      this.enter('notes', this.language)
      this.endnotes = true
      this.lastNote = 0
      return { kind: 'heading', whole: true }
    }
    const heads = blank && text.length <= 200 && isCapitals(text) && !/[.;,:]$/.test(text)
    return heads && !opensInCapitals(text) && !readLabel(text) ? { kind: 'heading' } : null
  }

  private enter(region: Region, language: Language): void {
    this.region = region
    this.language = language
    this.lists.clear()
    if (region !== 'preamble') return
    this.lastNumber = NaN
    this.endnotes = false
  }

  private labelMark(line: Line, situation: Situation): Mark | null {
    const label = readLabel(line.text)
    if (!label || !this.isPlausible(label, line, situation)) return null
    const { kind, number, raw, brackets, rest, style } = label
    const mark = { number, label: raw, labelBrackets: brackets, rest }
    if (kind === 'subparagraph' && style) return { ...mark, kind, level: this.lists.place(number, style) }
    if (kind === 'preambular') return { ...mark, kind }
    const words = rest.trim()
    if (kind === 'heading' || (isCapitals(words) && !/[.;:,]$/.test(words)))
      return { ...mark, kind: 'heading' }
    if (!this.inNotes) this.region = 'operative'
    this.lastNumber = Math.max(...(number.match(/^\d+|(?<=\[)\d+/g) ?? []).map(Number))
    return { ...mark, kind: 'operative' }
  }

  /** A figure or letter at the start of a line is no label where the sentence before it goes on. */
  private isPlausible(label: Label, line: Line, { before, blank, pageEnded }: Situation): boolean {
    const { kind } = label
    if (!before || (blank && (!pageEnded || kind === 'heading'))) return true
    if (before.text === '' ? kind === 'subparagraph' : endsClause(before.text)) return true
    if (wantsNumber(before.text)) return false
    if (kind === 'heading') return false
    return endsEarly(before.line, line, this.width) || this.isNext(label)
  }

  private isNext({ kind, style, number, weak }: Label): boolean {
    if (kind === 'subparagraph') return !!style && this.lists.expects(number, style)
    return !weak || Number.parseInt(number) === this.lastNumber + 1
  }

  private listMark({ text }: Line, { before, blank }: Situation): Mark | null {
    const ended = !before || blank || endsClause(before.text)
    const bullet = bulletOf(text)
    if (bullet && (ended || !/^[-–—*o]/.test(bullet))) return { kind: 'text', level: this.lists.below }
    if (opensOption(text) && (before?.text !== '' || blank)) {
      const inner = /^[[\s]*\p{L}+\s*\(/u.test(text) ? 1 : 0
      return { kind: 'text', level: this.lists.below + inner }
    }
    const opens = opensInCapitals(text) || (this.region === 'preamble' && opensChild(text))
    return ended && opens ? this.plainMark(text) : null
  }
}
