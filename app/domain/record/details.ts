import { ladder } from '../decisions/status.ts'
import { stances } from '../basics/stance.ts'
import {
  fields,
  listOf,
  mapOf,
  nullable,
  number,
  oneOf,
  optional,
  text,
  type FieldsOf,
  type TypeOf,
} from './shape.ts'

/** Numbers of paragraphs as they were then: the record must be read without the document. */
export const labels = mapOf(text)
export const ids = listOf(text)
export const status = oneOf(...ladder)
export const stance = oneOf(...stances)

/** Where a paragraph was to stand, as it was called then. */
export const namedPlace = fields({ kind: oneOf('first', 'after'), name: text })

/** A proposal when it was decided or tabled: whose it is, and its words. A move has none, and says where `to`. */
export const proposedWords = fields({
  id: text,
  kind: text,
  delegation: text,
  user: text,
  at: number,
  inserted: text,
  struck: optional(text),
  to: optional(namedPlace),
})
export type ProposedWords = TypeOf<typeof proposedWords>

/** What a decision did to a proposal that it did not decide. */
export const effect = fields({
  ids,
  delegation: text,
  paragraph: text,
  state: oneOf('kept', 'needs-rebase', 'obsolete'),
  reason: text,
  reads: nullable(text),
  words: text,
})

/** What the record keeps of every decision, as far as there is any of it. */
export const account = {
  /** The proposals that were decided. */
  words: optional(listOf(proposedWords)),
  labels: optional(labels),
  /** Where a word comes from is not told by proposals alone: the words before and after. */
  texts: optional(listOf(fields({ paragraph: text, before: text, after: text }))),
  /** What became of the others; the key is that of the first entries. */
  carried: optional(listOf(effect)),
  /** Words that lost their place and stand nowhere else. */
  superseded: optional(listOf(proposedWords)),
}
export type DecisionAccount = FieldsOf<typeof account>

/** What something is said about: `words` are the characters' own when it was said. */
export const about = fields({ kind: oneOf('paragraph', 'proposal', 'words'), paragraph: text })
export const mention = fields({
  kind: oneOf('delegation', 'person'),
  code: optional(text),
  user: optional(text),
  name: text,
})
/** Of what is said about proposals: whose they are, and their words then. */
export const spokenOn = { labels: optional(labels), proposer: optional(text), words: optional(text) }

export const deadline = fields({ day: text, time: text, zone: text, offset: number })
export const left = fields({ brackets: number, proposals: number })
/** Something under silence. `because`: the refusal, where the text did not allow what would have followed. */
export const underSilence = listOf(
  fields({ subjects: ids, label: text, because: optional(fields({ kind: text })) }),
)
/** Who had the floor before, for how many seconds, of how many. */
export const spoke = { spoke: optional(text), seconds: optional(number), limit: optional(number) }

export const newParagraph = fields({
  kind: text,
  level: number,
  number: nullable(text),
  text,
  status: text,
  statusDate: nullable(text),
})

/** A proposal of a working copy as it was handed to the table. */
export const handed = fields({ id: text, kind: text })

/** Hashes of what was frozen: of the content of a revision as it is stored, and of all of its row. */
const frozen = fields({ content: optional(text), row: text })
export const frozenHashes = optional(frozen)
/** A paper by its number or id. */
export const frozenPaper = fields({ kind: oneOf('revision', 'transmission'), id: text, symbol: text, frozen })
export type FrozenPaper = TypeOf<typeof frozenPaper>
