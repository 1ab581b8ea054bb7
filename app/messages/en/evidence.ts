import type { CoverFault, ItemName } from '#app/domain/record/evidence/cover.ts'
import type { Fault } from '#app/domain/record/evidence/fault.ts'
import type { PaperFault } from '#app/domain/record/evidence/frozen.ts'
import type { HeadFault } from '#app/domain/record/evidence/head.ts'
import type { SignatureFault } from '#app/domain/record/evidence/signed-head.ts'
import { count } from './common.ts'
import { sayPageRefusal } from './refusals.ts'

type Of<F extends { kind: string }> = {
  [K in F['kind']]: (fault: Extract<F, { kind: K }>) => string
}

const nameOf = (item: ItemName) =>
  'update' in item ? `update ${item.update} of the log` : `the owner of client ${item.client}`
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const items = (n: number) => count(n, { one: '# item', other: '# items' })
const paperOf = ({ paper: { kind, symbol } }: PaperFault) =>
  `${kind === 'revision' ? 'The issued text' : 'The transmission'} ${symbol}`

const heads: Of<HeadFault> = {
  'head-missing': ({ number, entries }) =>
    entries === null
      ? `Entry ${number}, which was noted elsewhere, is not in this part of the record.`
      : `The record is cut off: it ends at entry ${entries}, and entry ${number} was noted elsewhere.`,
  'head-differs': ({ number }) =>
    `The record was rewritten: entry ${number} is not the one that was noted elsewhere.`,
  'head-of-nothing': ({ draft, number }) =>
    `Nothing is kept under ${draft}, of which entry ${number} was noted elsewhere.`,
}

const signatures: Of<SignatureFault> = {
  'signed-missing': ({ number }) =>
    `The record is cut off: entry ${number} was signed and is not there any more.`,
  'signed-differs': ({ number }) =>
    `The record was rewritten: entry ${number} is not the one that was signed.`,
  'signed-by-another': ({ number }) => `The head at entry ${number} is not signed by a key that is trusted.`,
  'signature-wrong': ({ number }) => `The signature of the head at entry ${number} does not hold.`,
}

const papers = {
  'paper-changed': (fault: PaperFault & { entry: number }) =>
    `${paperOf(fault)} is not as it was frozen by entry ${fault.entry}.`,
  'paper-missing': (fault: PaperFault & { entry: number }) =>
    `${paperOf(fault)}, frozen by entry ${fault.entry}, is gone.`,
  'paper-unrecorded': (fault: PaperFault) => `${paperOf(fault)} stands in no entry of the record.`,
}

const covers: Of<CoverFault> = {
  'cover-missing': ({ entry }) =>
    `Entry ${entry} covers nothing of the log, and entries before it do: it was put in its place.`,
  'cover-contradicts': ({ entry }) => `Entry ${entry} covers another log than the entries before it.`,
  'log-changed': ({ first, last, item }) =>
    item
      ? `${capital(nameOf(item))} is not what was stored.`
      : `The log is not what was stored: something was changed between its items ${first} and ${last}.`,
  'log-gap': ({ item }) => `Something of the log before ${nameOf(item)} is missing, or was put in.`,
  'log-cut': ({ entry, covered, items: there }) =>
    `The log is cut off: entry ${entry} covers ${items(covered)} of it, and there are ${there}.`,
}

const faults = {
  ...heads,
  ...signatures,
  ...papers,
  ...covers,
  'record-broken': sayPageRefusal,
  unreadable: ({ update }: { update: number }) => `Update ${update} of the log cannot be read.`,
  gap: ({ update }: { update: number }) => `Updates before number ${update} are missing.`,
  'damaged-snapshot': ({ upTo }: { upTo: number }) =>
    `The snapshot at update ${upTo} is damaged; rooms open without it, the log has everything.`,
  'other-snapshot': ({ upTo }: { upTo: number }) =>
    `The snapshot at update ${upTo} is another text than the log.`,
} satisfies Of<Fault>

/** What the program says that looks whether what is kept is whole; in English, as all that operators read. */
export const evidence = {
  /** What is not whole, in a sentence. */
  fault: (fault: Fault): string => (faults[fault.kind] as (fault: Fault) => string)(fault),
  found: ({ entries, updates, snapshots }: Record<'entries' | 'updates' | 'snapshots', number>) =>
    `${count(entries, { one: '# entry', other: '# entries' })} of the record, ` +
    `${count(updates, { one: '# update', other: '# updates' })}, ` +
    `${count(snapshots, { one: '# snapshot', other: '# snapshots' })}`,
  head: (noted: string) => `To be noted elsewhere: ${noted}`,
  signedHeads: (n: number, areChecked: boolean) =>
    count(n, { one: '# signed head', other: '# signed heads' }) +
    (areChecked ? '.' : '; no key is at hand to check the signatures with.'),
  coveredFrom: (entry: number) =>
    `Entry ${entry} is the first to cover the log and the papers: what is older is as it was when that was written.`,
  nothingCovered: 'No entry covers the log yet: its room has not been used since the record does.',
  uncovered: (n: number) => `${items(n)} of the log came after the last entry: the next one will cover them.`,
  allWhole: (n: number) => `${count(n, { one: '# room', other: '# rooms' })}, all whole.`,
  notWhole: (wrong: number, all: number) =>
    `Not whole: ${wrong} of ${count(all, { one: '# room', other: '# rooms' })}.`,
  entries: (n: number) => count(n, { one: '# entry', other: '# entries' }),
  wholeFile: 'a whole record, every entry in its place and unchanged',
  partOfFile: 'a part of a record, no entry changed',
  noHead: (noted: string) => `"${noted}" is no noted entry: write draft:number:hash.`,
}
