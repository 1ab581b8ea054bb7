import { expect, test } from 'vitest'
import { paragraph } from '#tests/builders/rolling.ts'
import { changesSince } from './paragraph-changes.ts'

test.each<[string, string, string, string[]]>([
  ['nothing', 'a{+MEX#1: b+}', 'a{+MEX#1: b+}', []],
  ['a new proposal', 'a', 'a{+MEX#1: b+}', ['new MEX']],
  ['one that is gone', 'a{+MEX#1: b+}', 'a', ['gone MEX']],
  ['other words of one', 'a{+MEX#1: b+}', 'a{+MEX#1: bc+}', ['words MEX']],
  ['another base text', 'a{+MEX#1: b+}', 'ab{+MEX#1: b+}', ['base']],
])('since a chair has looked at a paragraph there is %s', (_, before, after, said) =>
  expect(
    changesSince(paragraph(before), paragraph(after)).map((change) =>
      'delegation' in change ? `${change.kind} ${change.delegation}` : change.kind,
    ),
  ).toEqual(said),
)
