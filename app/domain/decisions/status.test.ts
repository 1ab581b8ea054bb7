import { describe, expect, it } from 'vitest'
import type { Language } from '../basics/draft.ts'
import type { ParagraphStatus } from '../basics/paragraph.ts'
import { formatStatusNote, isReopening, mayMove, moveStatus } from './status.ts'

const statuses: ParagraphStatus[] = ['open', 'under-discussion', 'ad-referendum', 'agreed', 'withdrawn']

describe('mayMove', () => {
  // ↑ climbs, ↓ comes down freely, R reopens with a reason, · is not allowed
  const table: Record<ParagraphStatus, string> = {
    open: '· ↑ ↑ ↑ ·',
    'under-discussion': '↓ · ↑ ↑ ·',
    'ad-referendum': 'R R · ↑ ·',
    agreed: 'R R R · ·',
    withdrawn: '· · · · ·',
  }
  it.each(statuses.flatMap((from) => statuses.map((to, at) => [from, to, table[from].split(' ')[at]])))(
    'from %s to %s is %s',
    (from, to, sign) => {
      const [before, after] = [from as ParagraphStatus, to as ParagraphStatus]
      expect(mayMove(before, after)).toBe(sign !== '·')
      expect(isReopening(before, after)).toBe(sign === 'R')
      expect(moveStatus(before, after, 'a new instruction').ok).toBe(sign !== '·')
      expect(moveStatus(before, after, ' ').ok).toBe(sign !== '·' && sign !== 'R')
    },
  )

  it.each([
    ['agreed', 'open', { kind: 'reason-needed' }],
    ['open', 'open', { kind: 'illegal-status', from: 'open', to: 'open' }],
  ] as const)('from %s to %s without a reason says why not', (from, to, refusal) =>
    expect(moveStatus(from, to, undefined)).toEqual({ ok: false, refusal }),
  )
})

describe('formatStatusNote', () => {
  it.each<[ParagraphStatus, string | null, Language, string]>([
    ['ad-referendum', '2012-11-29', 'en', '(AGREED AD REFERENDUM, 11/29/12)'],
    ['agreed', '2024-04-09', 'en', '(AGREED, 04/09/24)'],
    ['ad-referendum', '2052-03-12', 'es', '(ACORDADO AD REFERÉNDUM, 12/03/52)'],
    ['agreed', '2024-04-09', 'fr', '(CONVENU, 09/04/24)'],
    ['ad-referendum', '2024-04-09', 'pt', '(ACORDADO AD REFERENDUM, 09/04/24)'],
    ['agreed', null, 'en', '(AGREED)'],
    ['open', '2024-04-09', 'en', ''],
    ['under-discussion', '2024-04-09', 'en', ''],
    ['withdrawn', '2024-04-09', 'en', ''],
  ])('%s on %s in %s reads "%s"', (status, date, language, note) =>
    expect(formatStatusNote(status, date, language)).toBe(note),
  )
})
