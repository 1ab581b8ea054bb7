import { expect, test } from 'vitest'
import {
  inPrivate,
  isInPrivate,
  partsOfRoom,
  publicCode,
  publicId,
  signOf,
  workingCopyOf,
} from './working-copy.ts'

test.each([
  ['d1', { draft: 'd1', delegation: null }],
  [workingCopyOf('d1', 'MEX'), { draft: 'd1', delegation: 'MEX' }],
  [workingCopyOf('a_-Z9', 'CAN'), { draft: 'a_-Z9', delegation: 'CAN' }],
])('the room %s is read as it was written', (room, parts) => expect(partsOfRoom(room)).toEqual(parts))

test('a delegation in private is told from itself in public, and found behind it', () => {
  expect(inPrivate('MEX')).not.toBe('MEX')
  expect([publicCode(inPrivate('MEX')), publicCode('MEX'), publicCode('CHAIR')]).toEqual([
    'MEX',
    'MEX',
    'CHAIR',
  ])
  expect([isInPrivate(inPrivate('MEX')), isInPrivate('MEX')]).toEqual([true, false])
})

test('words in private are signed so, and lose the sign on the table', () => {
  expect(signOf(`CAN, ${inPrivate('MEX')}`)).toBe('CAN, MEX priv.')
  expect([publicId(`${inPrivate('MEX')}:a1`), publicId('MEX:a1')]).toEqual(['MEX:a1', 'MEX:a1'])
})
