import { describe, expect, it } from 'vitest'
import type { Role } from './basics/actor.ts'
import { may, type Right } from './policy.ts'

const columns: Role[] = ['delegate', 'chair', 'secretariat', 'translator', 'observer', 'administrator']

// One line an action; x where the role may. Typed by action, so that none can be missing.
const table: Record<Right, string> = {
  //                    del cha sec tra obs adm
  'see-draft': '         x   x   x   x   x   x ',
  export: '              x   x   x   x   x   x ',
  compare: '             x   x   x   x   x   x ',
  'see-record': '        x   x   x   x   ·   x ',
  'see-dashboard': '     ·   x   x   ·   ·   · ',
  'see-who-sat': '       x   x   x   x   x   x ',
  'see-attendance': '    ·   ·   x   ·   ·   · ',
  'change-organ': '      ·   ·   x   ·   ·   · ',
  'create-draft': '      ·   x   x   ·   ·   · ',
  import: '              ·   x   x   ·   ·   · ',
  'type-words': '        x   x   ·   ·   ·   · ',
  'type-on-behalf': '    ·   ·   x   ·   ·   · ',
  confirm: '             x   ·   ·   ·   ·   · ',
  support: '             x   ·   ·   ·   ·   · ',
  'take-position': '     x   ·   ·   ·   ·   · ',
  'leave-position': '    x   ·   ·   ·   ·   · ',
  dissociate: '          x   ·   ·   ·   ·   · ',
  associate: '           x   ·   ·   ·   ·   · ',
  'set-group': '         ·   x   x   ·   ·   · ',
  'drop-group': '        ·   x   x   ·   ·   · ',
  'set-rationale': '     x   x   ·   ·   ·   · ',
  comment: '             x   x   x   x   ·   · ',
  reply: '               x   x   x   x   ·   · ',
  'resolve-thread': '    x   x   x   x   ·   · ',
  'reopen-thread': '     x   x   x   x   ·   · ',
  'comment-within': '    x   ·   ·   ·   ·   · ',
  'send-bridging': '     ·   x   ·   ·   ·   · ',
  'close-bridging': '    ·   x   ·   ·   ·   · ',
  'answer-bridging': '   x   ·   ·   ·   ·   · ',
  'set-focus': '         ·   x   x   ·   ·   · ',
  'set-screen': '        ·   x   x   ·   ·   · ',
  'open-reading': '      ·   x   ·   ·   ·   · ',
  'take-up': '           ·   x   ·   ·   ·   · ',
  'close-reading': '     ·   x   ·   ·   ·   · ',
  'start-silence': '     ·   x   ·   ·   ·   · ',
  'break-silence': '     x   ·   ·   ·   ·   · ',
  'extend-silence': '    ·   x   ·   ·   ·   · ',
  'cancel-silence': '    ·   x   ·   ·   ·   · ',
  'ask-floor': '         x   ·   ·   ·   ·   · ',
  'leave-floor': '       x   ·   ·   ·   ·   · ',
  'give-floor': '        ·   x   x   ·   ·   · ',
  'end-floor': '         ·   x   x   ·   ·   · ',
  'add-speaker': '       ·   x   x   ·   ·   · ',
  'remove-speaker': '    ·   x   x   ·   ·   · ',
  'move-speaker': '      ·   x   x   ·   ·   · ',
  'set-speakers': '      ·   x   x   ·   ·   · ',
  'limit-speaking': '    ·   x   x   ·   ·   · ',
  'set-zone': '          ·   ·   x   ·   ·   · ',
  'keep-working-copy': ' x   ·   ·   ·   ·   · ',
  offer: '               x   ·   ·   ·   ·   · ',
  table: '               x   ·   ·   ·   ·   · ',
  'let-go': '            x   ·   ·   ·   ·   · ',
  'set-fallback': '      x   ·   ·   ·   ·   · ',
  accept: '              ·   x   ·   ·   ·   · ',
  decline: '             ·   x   ·   ·   ·   · ',
  'bracket-proposal': '  ·   x   ·   ·   ·   · ',
  'bracket-passage': '   ·   x   ·   ·   ·   · ',
  'pick-alternative': '  ·   x   ·   ·   ·   · ',
  'accept-alternative': '  ·   x   ·   ·   ·   · ',
  'merge-alternatives': '·   x   ·   ·   ·   · ',
  consolidate: '         ·   x   ·   ·   ·   · ',
  'put-bridging': '      ·   x   ·   ·   ·   · ',
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
  'restore-paragraph': ' ·   x   ·   ·   ·   ·   · ',
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
    expect(may({ role, delegation }, action as Right)).toBe(expected === 'may')
  })

  it.each([
    'type-words',
    'support',
    'take-position',
    'leave-position',
    'keep-working-copy',
    'table',
  ] as const)('a delegate without a delegation may not %s', (action) =>
    expect(may({ role: 'delegate', delegation: null }, action)).toBe(false),
  )
})
