import { expect, test } from 'vitest'
import { emptyFloor, type Floor, type Position } from '#app/domain/floor/floor.ts'
import { NO_STATEMENTS, StatementsIndex } from './statements-index.ts'

const on = 'proposal' as const
const position = (delegation: string, subject: string, at = 1): Position => ({
  delegation,
  subject,
  on,
  stance: 'supports',
  note: '',
  user: 'u1',
  at,
})
const floor: Floor = { ...emptyFloor, positions: [position('CAN', 'MEX:1'), position('BRA', 'MEX:2')] }

test('what is said about a proposal is found by any of its entries, with one’s own word', () => {
  const said = new StatementsIndex(floor, 'BRA', null).about(['MEX:1', 'MEX:2'], 'MEX')
  expect(said.standings.map(({ delegation }) => delegation)).toEqual(['BRA', 'CAN'])
  expect(said.own?.delegation).toBe('BRA')
})

test('nothing is the same nothing everywhere', () => {
  const index = new StatementsIndex(floor, 'BRA', null)
  expect(index.about(['MEX:9'], 'MEX')).toBe(NO_STATEMENTS)
  expect(index.has('MEX:9')).toBe(false)
})

test('what has not changed stays the same object, what has does not', () => {
  const before = new StatementsIndex(floor, 'BRA', null)
  const [one, two] = [before.about(['MEX:1'], 'MEX'), before.about(['MEX:2'], 'MEX')]
  const later = { ...floor, positions: [...floor.positions, position('JAM', 'MEX:2', 2)] }
  const after = new StatementsIndex(later, 'BRA', before)
  expect(after.about(['MEX:1'], 'MEX')).toBe(one)
  expect(after.about(['MEX:2'], 'MEX')).not.toBe(two)
})
