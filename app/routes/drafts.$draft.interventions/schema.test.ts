import { describe, expect, test } from 'vitest'
import type { Intervention } from '#app/domain/intervention.ts'
import { interventionSchema } from './schema.ts'

/** One of each kind; a new kind does not compile until it is here. */
const whole: { [K in Intervention['kind']]: Extract<Intervention, { kind: K }> } = {
  'take-position': {
    kind: 'take-position',
    subjects: ['CAN:1', 'CAN:2'],
    stance: 'reserves',
    note: 'ad ref',
  },
  'leave-position': { kind: 'leave-position', subjects: ['p1'] },
  'set-focus': { kind: 'set-focus', paragraph: null },
}

describe('an intervention', () => {
  test.each(Object.entries(whole))('%s passes as it is', (_, said) => {
    expect(interventionSchema.parse(said)).toEqual(said)
  })
  test.each<[string, unknown]>([
    ['of an unknown kind', { kind: 'shout' }],
    ['with something more', { ...whole['set-focus'], by: 'CAN' }],
    ['on no subject', { ...whole['leave-position'], subjects: [] }],
    ['on a subject with a blank in its id', { ...whole['leave-position'], subjects: ['CAN:1 p1'] }],
    ['of an unknown stance', { ...whole['take-position'], stance: 'shrugs' }],
    ['that is nothing', null],
  ])('%s is refused', (_, given) => expect(interventionSchema.safeParse(given).success).toBe(false))
})
