import { expect, test } from 'vitest'
import { attendedIn, type Stay } from '#app/domain/meeting/attendance.ts'
import { writeAttendanceCsv } from '#app/exchange/attendance-file.ts'

const at = Date.UTC(2025, 2, 4, 15)
const stay = (id: string, over: Partial<Stay> = {}): Stay => ({
  ...{ id, draft: 'd1', user: id, name: `Person ${id}`, role: 'delegate', delegation: 'MEX' },
  ...{ from: at, until: at + 90_000 },
  ...over,
})

test('a list of attendance is a line a stay, which no spreadsheet takes for a formula', () => {
  const later = { user: 'a', name: 'Ana, “A”', from: at + 600_000, until: at + 660_000 }
  const list = attendedIn([
    stay('a', { name: 'Ana, “A”' }),
    stay('a2', later),
    stay('x', { role: 'observer', delegation: null, name: '=cmd()' }),
  ])
  expect(writeAttendanceCsv(list, (code) => `name of ${code}`, 'en')).toBe(
    [
      '\uFEFFdelegation,name of delegation,role,person,user,from,until,minutes',
      'MEX,name of MEX,delegate,"Ana, “A”",a,2025-03-04T15:00:00.000Z,2025-03-04T15:01:30.000Z,2',
      'MEX,name of MEX,delegate,"Ana, “A”",a,2025-03-04T15:10:00.000Z,2025-03-04T15:11:00.000Z,1',
      ',,observer,"\'=cmd()",x,2025-03-04T15:00:00.000Z,2025-03-04T15:01:30.000Z,2',
      '',
    ].join('\r\n'),
  )
})
