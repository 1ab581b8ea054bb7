import { repairCharacters, type ImportRefusal } from '#app/exchange/text/characters.ts'
import type { FrontField } from '#app/exchange/text/front-fields.ts'
import { paragraphsOf, reassemble, type ImportedText } from '#app/exchange/text/imported-text.ts'
import { readPlainText, type ReadOptions } from '#app/exchange/text/read-plain-text.ts'
import type { Actor } from '#app/domain/basics/actor.ts'
import type { DecisionRefusal } from '#app/domain/decisions/decision.ts'
import type { DraftHeader, DraftId } from '#app/domain/basics/draft.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import { findDraft } from '../permit.ts'
import type { Ports } from '../ports.ts'

export type ImportPreview = {
  imported: ImportedText
  /** The parts put together again give the source, white space apart. False would be a fault of the reader. */
  isLossless: boolean
}

/** Reads a text without storing anything. */
export function previewImport(source: string, options?: ReadOptions): Result<ImportPreview, ImportRefusal> {
  const read = readPlainText(source, options)
  if (!read.ok) return read
  const plain = repairCharacters(source).text.replace(/\s+/gu, '')
  return accept({ imported: read.value, isLossless: reassemble(read.value) === plain })
}

/** The draft has a symbol block of its own; the preview has shown the one of the source. */
const symbolBlock: readonly FrontField[] = [
  'organ',
  'series',
  'symbol',
  'date',
  'original',
  'distribution',
  'documentType',
]

/** Fields that need no paragraph: a title and a status line that differ from the draft's stay in the text. */
function frontIn(header: DraftHeader, { front }: ImportedText): FrontField[] {
  const isSame = (one: string | null, other: string) => one !== null && lettersOf(one) === lettersOf(other)
  return [
    ...symbolBlock,
    ...(isSame(front.title, header.title) ? (['title'] as const) : []),
    ...(isSame(front.statusLine, header.statusLine) ? (['status'] as const) : []),
  ]
}

const lettersOf = (text: string): string => text.replace(/[^\p{L}]/gu, '').toLowerCase()

/**
 * Fills an empty draft with a plain text. Page numbers and running heads are left out unless asked for; the
 * preview has named them.
 */
export async function importText(
  ports: Pick<Ports, 'drafts' | 'rooms' | 'sideWork'>,
  actor: Actor,
  draft: DraftId,
  source: string,
  { pageFurniture = false, ...options }: ReadOptions & { pageFurniture?: boolean } = {},
): Promise<Result<ImportedText, ImportRefusal | PageRefusal | DecisionRefusal>> {
  const found = await findDraft(ports, actor, draft, 'import')
  if (!found.ok) return found
  if (found.value.phase === 'transmitted') return refuse({ kind: 'draft-transmitted' })
  const read = readPlainText(source, { language: found.value.originalLanguage, ...options })
  if (!read.ok) return read
  const front = frontIn(found.value, read.value)
  const paragraphs = paragraphsOf(read.value, { carried: front, pageFurniture })
  const filled = await ports.rooms.decide(draft, actor, { kind: 'fill', paragraphs })
  if (!filled.ok) return filled
  await ports.sideWork.do({ kind: 'index-import', draft })
  return accept(read.value)
}
