import type { RecordEntry } from '#app/domain/record.ts'
import type { ParagraphId, ParagraphStatus } from '#app/domain/paragraph.ts'
import type { Messages } from '#app/messages/en.ts'

type Detail = RecordEntry['detail']

const textIn = (detail: Detail, ...keys: readonly string[]): string | null => {
  for (const key of keys) {
    const value = detail[key]
    if (typeof value === 'string' && value.trim() !== '') return value
  }
  return null
}

const wordsLength = 240

/**
 * What an entry is about, in a line: the paragraph, the words, the reason, the symbol, whatever of them it has.
 * Entries of kinds that are not known here are read the same way.
 */
export function sayDetail(
  { detail }: Pick<RecordEntry, 'detail'>,
  labels: Readonly<Record<ParagraphId, string>>,
  nameOf: (delegation: string) => string,
  { record, statuses }: Messages,
): string {
  const parts: string[] = []
  const paragraph = textIn(detail, 'paragraph')
  if (paragraph && labels[paragraph]) parts.push(labels[paragraph])
  const proposals = detail.proposals
  if (Array.isArray(proposals)) parts.push(...proposersOf(proposals).map(nameOf))
  const status = textIn(detail, 'status')
  if (status && status in statuses) parts.push(statuses[status as ParagraphStatus])
  const symbol = textIn(detail, 'symbol')
  if (symbol) parts.push(symbol)
  const words = textIn(detail, 'words', 'text', 'inserted')
  if (words)
    parts.push(`“${words.length > wordsLength ? `${words.slice(0, wordsLength).trimEnd()}…` : words}”`)
  const reason = textIn(detail, 'reason')
  if (reason) parts.push(record.because(reason))
  return parts.join(' · ')
}

const proposersOf = (proposals: readonly unknown[]): string[] => [
  ...new Set(
    proposals
      .filter((id): id is string => typeof id === 'string' && id.includes(':'))
      .map((id) => id.slice(0, id.indexOf(':'))),
  ),
]
