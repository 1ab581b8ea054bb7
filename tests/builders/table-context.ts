import type { Role } from '#app/domain/basics/actor.ts'
import { emptyFloor, type Floor } from '#app/domain/floor/floor.ts'
import type { Table, TableContext } from '#app/ui/context/table-context.tsx'
import { StatementsIndex } from '#app/ui/context/statements-index.ts'
import { namesHere } from '#app/ui/shared/names.ts'
import { en } from '#app/messages/en.ts'
import { rollingText } from './rolling.ts'

const delegations = [
  { code: 'MEX', iso2: 'MX', name: 'Mexico' },
  { code: 'CAN', iso2: 'CA', name: 'Canada' },
]

type Given = Partial<Omit<TableContext, 'floor' | 'names' | 'm' | 'me' | 'draft'>> & {
  role: Role
  floor?: Partial<Floor>
}

/** What somebody at a table knows, a delegate of Mexico by default of another role; one paragraph of text. */
export function tableContext({ role, floor, ...given }: Given): TableContext {
  const labels = given.labels ?? { p1: 'OP 1' }
  const isTransmitted = given.isTransmitted ?? false
  return {
    m: en,
    draft: {
      id: 'd',
      organ: 'CAM',
      symbol: 'CAM/doc.1',
      series: '',
      title: 'A draft',
      date: '2024-01-01',
      originalLanguage: 'en',
      statusLine: '',
      phase: isTransmitted ? 'transmitted' : 'negotiation',
    },
    revision: null,
    me: { name: role, role, delegation: role === 'delegate' ? 'MEX' : null },
    names: namesHere(en, delegations, labels),
    labels,
    delegations,
    floor: { ...emptyFloor, ...floor },
    zone: 'UTC',
    today: '2024-01-01',
    view: { kind: 'rolling' },
    isCopy: false,
    isConnected: role === 'delegate' || role === 'chair',
    behalf: role === 'secretariat' ? null : undefined,
    follows: new Set(),
    text: rollingText('OP: To urge'),
    focus: null,
    selection: null,
    chosen: null,
    ...given,
    isTransmitted,
  }
}

/** The same for components that are drawn and asked for nothing. */
export function tableOf(here: TableContext): { table: Table; here: TableContext } {
  const never = () => {
    throw new Error('Nothing is asked for in this test')
  }
  return {
    here,
    table: {
      ...here,
      statements: new StatementsIndex(here.floor, here.me.delegation, null),
      internal: null,
      propose: null,
      copy: null,
      decide: never,
      makeStatement: never,
      ask: never,
      onComment: never,
      perform: never,
      onFocusParagraph: never,
      now: () => 0,
      keptUnder: null,
    },
  }
}
