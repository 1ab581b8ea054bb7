import { expect, test } from 'vitest'
import { partsOf, type Profile } from './profile.ts'

const node = (id: number, functionName: string, url: string, children: number[] = []) => ({
  id,
  callFrame: { functionName, url },
  children,
})

const profile: Profile = {
  nodes: [
    node(1, '(root)', '', [2, 3, 7]),
    node(2, '(idle)', ''),
    node(3, 'processTicks', 'node:internal/process', [4, 6]),
    node(4, 'show', 'file:///srv/build/run/serve.js', [5]),
    node(5, 'writev', 'node:net'),
    node(6, 'parse', 'file:///srv/node_modules/@scope/pg/lib/index.js'),
    node(7, '(garbage collector)', ''),
  ],
  samples: [2, 5, 4, 6, 7, 3],
  timeDeltas: [900, 40, 10, 30, 15, 5],
}

test('time within Node counts for the nearest caller outside it, and idle time for nobody', () => {
  expect(partsOf(profile)).toEqual([
    { what: 'show', share: 0.5 },
    { what: '@scope/pg', share: 0.3 },
    { what: '(garbage collector)', share: 0.15 },
    { what: 'Node', share: 0.05 },
  ])
})
