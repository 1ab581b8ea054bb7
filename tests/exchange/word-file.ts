import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'

export type WordRun = {
  text: string
  /** Authors and dates of the changes around it, innermost last. */
  ins: string[]
  del: string[]
  dates: string[]
  bold: boolean
  /** Id of the footnote that it refers to. */
  note: string | null
  /** Ids of the comments whose range it is in. */
  comments: string[]
}
export type WordParagraph = {
  style: string
  /** Author of the paragraph mark's insertion and deletion. */
  markIns: string | null
  markDel: string | null
  bookmarks: string[]
  runs: WordRun[]
}
export type WordFile = {
  parts: Record<string, string>
  body: WordParagraph[]
  notes: Record<string, WordParagraph[]>
  comments: Record<string, { author: string; text: string }>
  /** Every id that Word wants to be unique, in order. */
  ids: string[]
}

/** A reader of Word files that knows nothing of the writer: what it finds is what is in the file. */
export function readWord(bytes: Uint8Array): WordFile {
  const parts = Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]),
  )
  const ids: string[] = []
  const body = paragraphsIn(parts['word/document.xml'] ?? '', ids)
  const notes = paragraphsIn(parts['word/footnotes.xml'] ?? '', ids)
  const comments = paragraphsIn(parts['word/comments.xml'] ?? '', [])
  return {
    parts,
    body: body.map(({ paragraph }) => paragraph),
    notes: grouped(notes),
    comments: Object.fromEntries(
      comments.map(({ owner, author, paragraph }) => [owner, { author, text: textOf(paragraph) }]),
    ),
    ids,
  }
}

export const textOf = ({ runs }: WordParagraph): string => runs.map(({ text }) => text).join('')

type Found = { owner: string; author: string; paragraph: WordParagraph }

const grouped = (found: Found[]): Record<string, WordParagraph[]> => {
  const groups: Record<string, WordParagraph[]> = {}
  for (const { owner, paragraph } of found) (groups[owner] ??= []).push(paragraph)
  return groups
}

function paragraphsIn(xml: string, ids: string[]): Found[] {
  const found: Found[] = []
  if (!xml) return found
  const parser = new SaxesParser()
  const path: { name: string; author: string; date: string }[] = []
  let owner = { id: '', author: '' }
  let paragraph: WordParagraph | null = null
  let run: WordRun | null = null
  const open = new Set<string>()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const given = attributes as Record<string, string>
    const author = given['w:author'] ?? ''
    path.push({ name, author, date: given['w:date'] ?? '' })
    const inMark = path.some((each) => each.name === 'w:pPr')
    if (['w:ins', 'w:del', 'w:bookmarkStart'].includes(name)) ids.push(given['w:id'] ?? '')
    if (name === 'w:footnote' || name === 'w:comment') owner = { id: given['w:id'] ?? '', author }
    if (name === 'w:p') {
      paragraph = { style: '', markIns: null, markDel: null, bookmarks: [], runs: [] }
      found.push({ owner: owner.id, author: owner.author, paragraph })
    }
    if (!paragraph) return
    if (name === 'w:pStyle') paragraph.style = given['w:val'] ?? ''
    if (name === 'w:ins' && inMark) paragraph.markIns = author
    if (name === 'w:del' && inMark) paragraph.markDel = author
    if (name === 'w:bookmarkStart') paragraph.bookmarks.push(given['w:name'] ?? '')
    if (name === 'w:commentRangeStart') open.add(given['w:id'] ?? '')
    if (name === 'w:commentRangeEnd') open.delete(given['w:id'] ?? '')
    if (name === 'w:r' && !inMark) {
      const around = (change: string) => path.filter((each) => each.name === change)
      run = {
        text: '',
        ins: around('w:ins').map((each) => each.author),
        del: around('w:del').map((each) => each.author),
        dates: path.filter((each) => each.date).map((each) => each.date),
        bold: false,
        note: null,
        comments: [...open],
      }
      paragraph.runs.push(run)
    }
    if (!run) return
    if (name === 'w:b') run.bold = true
    if (name === 'w:tab' && path.at(-2)?.name === 'w:r') run.text += '\t'
    if (name === 'w:br') run.text += '\n'
    if (name === 'w:sym') run.text += String.fromCharCode(Number.parseInt(given['w:char'] ?? '', 16))
    if (name === 'w:footnoteReference') run.note = given['w:id'] ?? ''
  })
  parser.on('text', (text) => {
    const last = path.at(-1)?.name
    if (run && (last === 'w:t' || last === 'w:delText')) {
      if ((last === 'w:delText') !== run.del.length > 0) throw new Error(`"${text}" is in ${last}`)
      run.text += text
    }
  })
  parser.on('closetag', ({ name }) => {
    path.pop()
    if (name === 'w:r') run = null
    if (name === 'w:p') paragraph = null
  })
  parser.write(xml).close()
  return found
}

/** `To {+Mexico:safe +}{-Canada:and -}`: what a person sees of a paragraph; bold is `*`, a note `^3`. */
export function seen({ runs }: WordParagraph): string {
  return runs
    .map(({ text, ins, del, note }) => {
      let words = note === null ? text : `^${note}(${text})`
      for (const author of [...del].reverse()) words = `{-${author}:${words}-}`
      for (const author of [...ins].reverse()) words = `{+${author}:${words}+}`
      return words
    })
    .join('')
}

/** The texts of the paragraphs when all changes are accepted, or all rejected, as Word does it. */
export function settle(paragraphs: readonly WordParagraph[], how: 'accept' | 'reject'): string[] {
  const texts: string[] = []
  let joined = ''
  for (const { runs, markIns, markDel } of paragraphs) {
    const stays = ({ ins, del }: WordRun): boolean => (how === 'accept' ? del.length === 0 : ins.length === 0)
    joined += runs
      .filter(stays)
      .map(({ text }) => text)
      .join('')
    if (how === 'accept' ? markDel : markIns) continue
    texts.push(joined)
    joined = ''
  }
  return joined ? [...texts, joined] : texts
}
