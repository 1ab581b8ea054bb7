import type { ParagraphKind } from '#app/domain/basics/paragraph.ts'
import type { Block, Piece } from '../blocks.ts'
import { paperWords } from '../paper-words.ts'
import { recordLine, statusNoteOf, symbolLines, type Paper } from '../paper.ts'
import { writeDate } from '#app/domain/basics/date.ts'
import { bookmarkNames } from './bookmarks.ts'
import { commentEnd, commentStart, remarksOf, type Comments } from './comments.ts'
import { NOTE_MARK, OpenNotes, type Note, type Notes } from './notes.ts'
import { run, tracked, type Ids, type Tracking } from './tracking.ts'
import { escape, part } from './xml.ts'

const STYLES: Record<ParagraphKind, string> = {
  heading: 'SectionHeading',
  formula: 'Formula',
  opener: 'Preambular',
  preambular: 'Preambular',
  operative: 'Operative',
  subparagraph: 'Subparagraph',
  footnote: 'FootnoteText',
  text: 'PlainText',
}

/** Half an inch for each level, in twentieths of a point. */
const LEVEL = 720

/** Writes the paragraphs of one Word file; what they refer to is collected on the way. */
export class BodyWriter {
  private open: OpenNotes
  private bookmarks: ReadonlyMap<string, string>
  private bookmarkIds = new Map<string, number>()

  constructor(
    private paper: Paper,
    private notes: Notes,
    private tracking: Tracking,
    private ids: Ids,
    private comments: Comments,
  ) {
    this.open = new OpenNotes(notes.footnotes)
    this.bookmarks = bookmarkNames(paper.text.paragraphs.map(({ id }) => id))
  }

  /** The content of word/document.xml. */
  document(): string {
    const unmarked = this.open.unmarked(this.notes.body)
    const last = recordLine(this.paper)
    const record = last ? plain('RecordLine', last) : ''
    const body = this.symbolBlock() + this.title(unmarked) + this.paragraphs() + record
    return part('document', `<w:body>${body}${SECTION}</w:body>`)
  }

  /** The content of word/footnotes.xml. */
  footnotes(): string {
    const notes = this.notes.footnotes.map(({ id, number, blocks }) => {
      const paragraphs = blocks.map((block, at) => this.noteParagraph(block, at === 0 ? number : null))
      return `<w:footnote w:id="${id}">${paragraphs.join('')}</w:footnote>`
    })
    return part('footnotes', SEPARATORS + notes.join(''))
  }

  private symbolBlock(): string {
    const { header, organ } = this.paper
    const language = header.originalLanguage
    const left = organ.name[language].toLocaleUpperCase(language)
    const lines = symbolLines(this.paper, writeDate(header.date, language))
    return lines.map((line, at) => plain('SymbolBlock', `${at === 0 ? left : ''}\t${line}`)).join('')
  }

  private title(unmarked: readonly Note[]): string {
    const { title, statusLine, originalLanguage } = this.paper.header
    const marks = unmarked.map((note) => run(' ') + this.reference(note, false)).join('')
    const words = this.words({ text: title.toLocaleUpperCase(originalLanguage), bold: false }, false)
    const status = statusLine.trim() ? plain('StatusLine', statusLine.trim()) : ''
    return `<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>${words}${marks}</w:p>${status}`
  }

  /** With the fixed lines of the organ, if the text has none of its own. */
  private paragraphs(): string {
    const { body } = this.notes
    const language = this.paper.header.originalLanguage
    const bare = body.length > 0 && !body.some(({ kind }) => kind === 'formula')
    const firstOperative = body.findIndex(({ kind }) => kind === 'operative')
    const written = body.map((block, at) => {
      const resolves = bare && at === firstOperative ? plain('Formula', paperWords[language].resolves) : ''
      return resolves + this.paragraph(block)
    })
    return (bare ? plain('Formula', this.paper.organ.formula[language]) : '') + written.join('')
  }

  private paragraph(block: Block): string {
    const { kind, level, paragraph, part: at, last } = block
    const style = kind === 'subparagraph' ? `Subparagraph${Math.min(Math.max(level, 1), 3)}` : STYLES[kind]
    const indent = kind === 'text' && level > 0 ? `<w:ind w:left="${LEVEL * Math.min(level, 8)}"/>` : ''
    const mark = this.tracking.mark(block.markInsertions.at(-1), block.markStrikes[0])
    const properties = `<w:pStyle w:val="${style}"/>${indent}${mark && `<w:rPr>${mark}</w:rPr>`}`
    const content = this.number(block) + this.pieces(block) + this.statusNote(block)
    const [start, end] = this.bookmark(paragraph)
    return `<w:p><w:pPr>${properties}</w:pPr>${at === 0 ? start : ''}${content}${last ? end : ''}</w:p>`
  }

  private bookmark(paragraph: string): [string, string] {
    const known = this.bookmarkIds.get(paragraph) ?? this.ids.next()
    this.bookmarkIds.set(paragraph, known)
    const name = escape(this.bookmarks.get(paragraph) ?? '')
    return [`<w:bookmarkStart w:id="${known}" w:name="${name}"/>`, `<w:bookmarkEnd w:id="${known}"/>`]
  }

  private number({ kind, number, numberInsertion, numberStrikes }: Block): string {
    if (number === null) return ''
    const strike = numberStrikes[0]
    const close = /[)\]]$/.test(number) && kind === 'subparagraph' ? '' : '.'
    const printed = kind === 'preambular' ? `PP${number}. ` : `${number}${close}\t`
    return tracked(
      this.tracking,
      { insertion: numberInsertion ?? undefined, strike },
      run(printed, { struck: !!strike }),
    )
  }

  private pieces(block: Block): string {
    const { pieces } = block
    const remarks = remarksOf(block, this.paper).map((remark) => ({
      ...remark,
      id: this.comments.add(remark),
    }))
    const [from, to] = [
      writtenAt(remarks, (remark) => remark.from, commentStart),
      writtenAt(remarks, (remark) => remark.to, commentEnd),
    ]
    const written = pieces.map((piece, at) => from(at) + this.piece(piece) + to(at))
    return written.join('') + from(pieces.length) + to(pieces.length)
  }

  private piece(piece: Piece): string {
    const strike = piece.strikes[0]
    const history = { insertion: piece.insertions.at(-1), strike }
    return tracked(this.tracking, history, this.words(piece, !!strike))
  }

  /** Runs of words, with the marks of notes as references to them. */
  private words({ text, bold }: Pick<Piece, 'text' | 'bold'>, struck: boolean): string {
    const properties = bold ? '<w:b/>' : ''
    let written = ''
    let from = 0
    for (const found of text.matchAll(NOTE_MARK)) {
      const note = this.open.take(found[1] ?? '')
      if (!note) continue
      written += run(text.slice(from, found.index), { properties, struck }) + this.reference(note, struck)
      from = found.index + found[0].length
    }
    return written + run(text.slice(from), { properties, struck })
  }

  /** Word has no comments in footnotes: what is to be said of a note's words stands at its mark. */
  private reference({ id, number, blocks }: Note, struck: boolean): string {
    const tag = struck ? 'w:delText' : 'w:t'
    const mark =
      '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>' +
      `<w:footnoteReference w:customMarkFollows="1" w:id="${id}"/><${tag}>${escape(number)}/</${tag}></w:r>`
    if (struck) return mark
    const remarks = blocks
      .flatMap((block) => remarksOf(block, this.paper))
      .map((remark) => this.comments.add(remark))
    return remarks.map(commentStart).join('') + mark + remarks.map(commentEnd).join('')
  }

  private noteParagraph(block: Block, number: string | null): string {
    const mark = this.tracking.mark(block.markInsertions.at(-1), block.markStrikes[0])
    const label =
      number === null
        ? ''
        : `${run(`${number}/`, { properties: '<w:rStyle w:val="FootnoteReference"/>' })}${run('\t')}`
    const pieces = block.pieces.map((piece) => this.piece(piece)).join('')
    const properties = `<w:pStyle w:val="FootnoteText"/>${mark && `<w:rPr>${mark}</w:rPr>`}`
    return `<w:p><w:pPr>${properties}</w:pPr>${label}${pieces}</w:p>`
  }

  private statusNote({ status, statusDate, last }: Block): string {
    if (this.paper.view === 'clean' || !last) return ''
    const note = statusNoteOf(status, statusDate, this.paper.header.originalLanguage)
    return note && run(` ${note}`)
  }
}

/** What is written of remarks at each place. */
function writtenAt<R extends { id: number }>(
  remarks: readonly R[],
  placeOf: (remark: R) => number,
  write: (id: number) => string,
): (at: number) => string {
  const written = new Map<number, string>()
  for (const remark of remarks)
    written.set(placeOf(remark), (written.get(placeOf(remark)) ?? '') + write(remark.id))
  return (at) => written.get(at) ?? ''
}

const plain = (style: string, text: string): string =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${run(text)}</w:p>`

/** Letter paper; 1.5, 0.9, 1.18 and 1.09 inches of margin; no head on the first page. */
const SECTION =
  '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:pgSz w:w="12240" w:h="15840"/>' +
  '<w:pgMar w:top="2160" w:right="1570" w:bottom="1296" w:left="1699" w:header="1080" w:footer="720" w:gutter="0"/>' +
  '<w:titlePg/></w:sectPr>'

const SEPARATORS =
  '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>' +
  '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
