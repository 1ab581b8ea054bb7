import type { DelegationCode } from '#app/domain/basics/actor.ts'
import type { Attribution, ProposalId } from '#app/domain/basics/rolling.ts'
import type { Block } from '../blocks.ts'
import { listNames, paperWords } from '../paper-words.ts'
import { nameOf, type Paper } from '../paper.ts'
import { escape, part, stamp } from './xml.ts'

/** A comment on a stretch of a paragraph's pieces, both ends included; `from` beyond them stands at the end. */
export type Remark = { from: number; to: number; author: DelegationCode; at: number; text: string }

/** Who proposed something to a piece, or to a paragraph as a whole. */
const proposalsIn = ({ pieces, markInsertions, markStrikes, moves }: Block): Map<ProposalId, Attribution> => {
  const all = [
    markInsertions,
    markStrikes,
    moves.flatMap(({ kind, by }) => (kind === 'away' ? [by] : [])),
    ...pieces.flatMap(({ insertions, strikes }) => [insertions, strikes]),
  ]
  return new Map(all.flat().map((by) => [by.id, by]))
}

/**
 * What Word's tracked changes cannot say, as comments: that a second delegation strikes the same words (Word
 * knows one author a deletion), who supports a proposal, and where a paragraph would go. (Word's own moves have one
 * author and one place, and cannot hold what others propose in the words that move.)
 */
export function remarksOf(block: Block, paper: Paper): Remark[] {
  return [...furtherStrikes(block, paper), ...moveRemarks(block, paper), ...supports(block, paper)]
}

function furtherStrikes({ pieces, markStrikes, joins, removals }: Block, paper: Paper): Remark[] {
  const { alsoDeletes, alsoJoins } = paperWords[paper.header.originalLanguage]
  const remarks: Remark[] = []
  const open = new Map<ProposalId, Remark>()
  pieces.forEach(({ strikes }, at) => {
    for (const { id, delegation, at: time } of strikes.slice(1)) {
      const known = open.get(id)
      if (known && known.to === at - 1) {
        known.to = at
        continue
      }
      const text = alsoDeletes(nameOf(paper, delegation))
      const remark = { from: at, to: at, author: delegation, at: time, text }
      open.set(id, remark)
      remarks.push(remark)
    }
  })
  const untracked = removals.length > 0 ? joins : []
  for (const { id, delegation, at } of [...markStrikes.slice(1), ...untracked]) {
    if (open.has(id)) continue
    const text = alsoJoins(nameOf(paper, delegation))
    remarks.push({ from: pieces.length, to: pieces.length, author: delegation, at, text })
  }
  return remarks
}

/** Where the paragraph would go, and which one would come behind it, in the words of whoever proposes it. */
function moveRemarks({ moves, pieces }: Block, paper: Paper): Remark[] {
  const { move, here } = paperWords[paper.header.originalLanguage]
  return moves.map((each) => ({
    from: pieces.length,
    to: pieces.length,
    author: each.by.delegation,
    at: each.by.at,
    text: `${nameOf(paper, each.by.delegation)}: ${each.kind === 'away' ? move(each.to) : here(each.name)}`,
  }))
}

function supports(block: Block, paper: Paper): Remark[] {
  const { originalLanguage } = paper.header
  const remarks: Remark[] = []
  const touched = piecesTouched(block)
  for (const [id, by] of proposalsIn(block)) {
    const supporters = block.supports[id] ?? []
    if (supporters.length === 0) continue
    const { first, last } = touched.get(id) ?? { first: block.pieces.length, last: block.pieces.length }
    // A break within an insertion makes two paragraphs of it: said once, on the first.
    if (block.part > 0 && first === 0) continue
    const names = supporters.map((code) => nameOf(paper, code))
    remarks.push({
      from: first,
      to: last,
      author: by.delegation,
      at: by.at,
      text: paperWords[originalLanguage].supportedBy(listNames(names, originalLanguage)),
    })
  }
  return remarks
}

/** The first and the last piece that each proposal touches. */
function piecesTouched({ pieces }: Block): Map<ProposalId, { first: number; last: number }> {
  const touched = new Map<ProposalId, { first: number; last: number }>()
  pieces.forEach(({ insertions, strikes }, at) => {
    for (const { id } of [...insertions, ...strikes])
      touched.set(id, { first: touched.get(id)?.first ?? at, last: at })
  })
  return touched
}

/** Collects the comments of a file and writes their part. */
export class Comments {
  private written: string[] = []

  constructor(private paper: Paper) {}

  get isEmpty(): boolean {
    return this.written.length === 0
  }

  /** Adds a comment and gives its id back. */
  add({ author, at, text }: Remark): number {
    const id = this.written.length
    const name = nameOf(this.paper, author)
    this.written.push(
      `<w:comment w:id="${id}" w:author="${escape(name)}" w:date="${stamp(at)}" w:initials="${escape(author.slice(0, 9))}">` +
        '<w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>' +
        '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>' +
        `<w:r><w:t xml:space="preserve">${escape(text)}</w:t></w:r></w:p></w:comment>`,
    )
    return id
  }

  /** The content of word/comments.xml. */
  write(): string {
    return part('comments', this.written.join(''))
  }
}

export const commentStart = (id: number): string => `<w:commentRangeStart w:id="${id}"/>`
export const commentEnd = (id: number): string =>
  `<w:commentRangeEnd w:id="${id}"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="${id}"/></w:r>`
