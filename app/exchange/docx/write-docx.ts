import { strToU8, zipSync, type Zippable } from 'fflate'
import { blocksOf } from '../blocks.ts'
import type { Paper } from '../paper.ts'
import { BodyWriter } from './body.ts'
import { Comments } from './comments.ts'
import { sortNotes } from './notes.ts'
import {
  contentTypes,
  coreProperties,
  documentRelationships,
  header,
  packageRelationships,
  settings,
  styles,
} from './parts.ts'
import { Ids, trackingOf } from './tracking.ts'

/**
 * The paper as a Word file in the form of the Organization. A rolling text has real tracked changes whose
 * authors are the delegations; a clean one has none. The same paper gives the same bytes.
 *
 * Word knows one author a deletion and one a run: where several delegations strike the same words, the first
 * one in time is the author of the deletion and a comment of each further one stands at the words; words that
 * one delegation put into another's insertion are that one's own insertion, beside the other's.
 */
export function writeDocx(paper: Paper): Uint8Array {
  const notes = sortNotes(blocksOf(paper))
  const ids = new Ids()
  const comments = new Comments(paper)
  const body = new BodyWriter(paper, notes, trackingOf(paper, ids), ids, comments)
  const document = body.document()
  const footnotes = body.footnotes()
  const commented = !comments.isEmpty
  return zip({
    '[Content_Types].xml': contentTypes(commented),
    '_rels/.rels': packageRelationships(),
    'docProps/core.xml': coreProperties(paper),
    'word/document.xml': document,
    'word/_rels/document.xml.rels': documentRelationships(commented),
    'word/styles.xml': styles(paper.header.originalLanguage),
    'word/settings.xml': settings(paper),
    'word/footnotes.xml': footnotes,
    'word/header1.xml': header(),
    ...(commented ? { 'word/comments.xml': comments.write() } : {}),
  })
}

/** The first day a zip archive knows, in local time as fflate reads it: not part of what the paper says. */
const MADE = new Date(1980, 0, 1)

function zip(parts: Record<string, string>): Uint8Array {
  const files: Zippable = {}
  for (const [name, content] of Object.entries(parts)) files[name] = [strToU8(content), { mtime: MADE }]
  return zipSync(files, { level: 6 })
}
