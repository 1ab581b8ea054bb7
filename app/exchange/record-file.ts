import type { RecordEntry, StoredEntry } from '#app/domain/record/entry.ts'
import { storedOf } from '#app/domain/record/read.ts'

type Parts = AsyncIterable<readonly RecordEntry[]>

/** The record as JSON, a line an entry as it is chained, so that anybody can check the chain again. */
export async function* writeRecordJson(parts: Parts): AsyncGenerator<string> {
  let isFirst = true
  yield '['
  for await (const entries of parts) {
    yield entries
      .map((entry, at) => `${isFirst && at === 0 ? '' : ','}\n${JSON.stringify(storedOf(entry))}`)
      .join('')
    isFirst = isFirst && entries.length === 0
  }
  yield '\n]\n'
}

const COLUMNS = [
  ['number', ({ number }) => String(number)],
  ['time', ({ at }) => timeOf(at)],
  ['what', ({ what }) => what],
  ['delegation', ({ by }) => by.delegation ?? ''],
  ['role', ({ by }) => by.role],
  ['name', ({ by }) => by.name],
  ['user', ({ by }) => by.user],
  ['draft', ({ draft }) => draft],
  ['detail', ({ detail }) => JSON.stringify(detail)],
  ['previous', ({ previous }) => previous],
  ['form', ({ form }) => String(form ?? '')],
  ['log', ({ log }) => (log ? JSON.stringify(log) : '')],
  ['hash', ({ hash }) => hash],
] as const satisfies readonly (readonly [string, (entry: StoredEntry) => string])[]

/**
 * The record as a table for whoever checks it: a header line of the names that the fields have in the chain, the same in
 * every language, then a line an entry; fields as RFC 4180 has them, lines ended by CR LF,
 * in UTF-8 with its mark so that office programs know it. Times are UTC in ISO 8601.
 *
 * A field that a spreadsheet would take for a formula gets an apostrophe before it: a name or a reason must
 * not run as one.
 */
export async function* writeRecordCsv(parts: Parts): AsyncGenerator<string> {
  yield `\uFEFF${line(COLUMNS.map(([name]) => name))}`
  for await (const entries of parts)
    yield entries.map((entry) => line(COLUMNS.map(([, read]) => read(storedOf(entry))))).join('')
}

/** A line of a table as RFC 4180 has it; see {@link writeRecordCsv}. */
export const line = (fields: readonly string[]): string => `${fields.map(field).join(',')}\r\n`

function field(value: string): string {
  const harmless = /^[\s\uFEFF]*[=+\-@＝＋－＠]|^[\t\r\n]/.test(value) ? `'${value}` : value
  return /[",\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** Out of the range of dates, the number itself. */
const timeOf = (at: number): string => (Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : String(at))
