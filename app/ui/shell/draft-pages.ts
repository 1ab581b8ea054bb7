import type { Actor } from '#app/domain/basics/actor.ts'
import type { DraftHeader } from '#app/domain/basics/draft.ts'
import { may, type Right } from '#app/domain/policy.ts'

export type DraftPage =
  | 'table'
  | 'working-copy'
  | 'revisions'
  | 'compare'
  | 'time'
  | 'changes'
  | 'dashboard'
  | 'meeting'
  | 'record'
  | 'transmit'
  | 'road'

const needs: Record<DraftPage, Right> = {
  table: 'see-draft',
  'working-copy': 'keep-working-copy',
  revisions: 'see-draft',
  compare: 'compare',
  time: 'see-draft',
  changes: 'see-draft',
  dashboard: 'see-dashboard',
  meeting: 'see-attendance',
  record: 'see-record',
  transmit: 'transmit',
  road: 'see-draft',
}

/** The pages of a draft that this actor may open, in the order of the tabs. */
export function draftPages(
  { phase }: Pick<DraftHeader, 'phase'>,
  actor: Pick<Actor, 'role' | 'delegation'>,
): DraftPage[] {
  const pages = Object.keys(needs) as DraftPage[]
  return pages.filter((page) => may(actor, needs[page]) && (page !== 'transmit' || phase === 'negotiation'))
}

export const addressOf = (draft: string, page: DraftPage): string =>
  page === 'table' ? `/drafts/${draft}` : `/drafts/${draft}/${page}`
