import { describe, expect, it } from 'vitest'
import type { Role } from './actor.ts'
import { may, type Action } from './policy.ts'

const columns: Role[] = ['delegate', 'chair', 'secretariat', 'translator', 'observer', 'administrator']

// One line an action; x where the role may. Typed by action, so that none can be missing.
const table: Record<Action, string> = {
  //                    del cha sec tra obs adm
  'see-draft': '         x   x   x   x   x   x ',
  export: '              x   x   x   x   x   x ',
  compare: '             x   x   x   x   x   x ',
  'see-record': '        x   x   x   x   ·   x ',
  'see-dashboard': '     ·   x   x   ·   ·   · ',
  'create-draft': '      ·   x   x   ·   ·   · ',
  import: '              ·   x   x   ·   ·   · ',
  'type-words': '        x   x   ·   ·   ·   · ',
  support: '             x   ·   ·   ·   ·   · ',
  'take-position': '     x   ·   ·   ·   ·   · ',
  'leave-position': '    x   ·   ·   ·   ·   · ',
  'set-focus': '         ·   x   x   ·   ·   · ',
  accept: '              ·   x   ·   ·   ·   · ',
  decline: '             ·   x   ·   ·   ·   · ',
  'bracket-proposal': '  ·   x   ·   ·   ·   · ',
  'bracket-passage': '   ·   x   ·   ·   ·   · ',
  unbracket: '           ·   x   ·   ·   ·   · ',
  'mark-literal': '      ·   x   x   ·   ·   · ',
  'apply-chair-words': ' ·   x   ·   ·   ·   · ',
  'add-paragraph': '     ·   x   x   ·   ·   · ',
  fill: '                ·   x   x   ·   ·   · ',
  'remove-paragraph': '  ·   x   ·   ·   ·   · ',
  'move-paragraph': '    ·   x   ·   ·   ·   · ',
  'split-paragraph': '   ·   x   ·   ·   ·   · ',
  'join-paragraph': '    ·   x   ·   ·   ·   · ',
  'set-kind': '          ·   x   x   ·   ·   · ',
  'set-status': '        ·   x   ·   ·   ·   · ',
  'issue-revision': '    ·   ·   x   ·   ·   · ',
  transmit: '            ·   ·   x   ·   ·   · ',
  'pass-on': '           ·   ·   x   ·   ·   · ',
  undo: '                ·   x   ·   ·   ·   · ',
}

describe('may', () => {
  const cells = Object.entries(table).flatMap(([action, line]) =>
    columns.map(
      (role, at) => [role, line.trim().split(/\s+/)[at] === 'x' ? 'may' : 'may not', action] as const,
    ),
  )
  it.each(cells)('a %s %s %s', (role, expected, action) => {
    const delegation = role === 'delegate' ? 'MEX' : null
    expect(may({ role, delegation }, action as Action)).toBe(expected === 'may')
  })

  it.each(['type-words', 'support', 'take-position', 'leave-position'] as const)(
    'a delegate without a delegation may not %s',
    (action) => expect(may({ role: 'delegate', delegation: null }, action)).toBe(false),
  )
})
