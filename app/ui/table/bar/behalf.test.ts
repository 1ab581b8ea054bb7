import { expect, test } from 'vitest'
import { delegationsLike } from './behalf.tsx'

const all = [
  { code: 'ARG', iso2: 'AR', name: 'Argentina' },
  { code: 'MEX', iso2: 'MX', name: 'Mexico' },
  { code: 'SUR', iso2: 'SR', name: 'Suriname' },
  { code: 'PER', iso2: 'PE', name: 'Perú' },
  { code: 'DMA', iso2: 'DM', name: 'Dominica' },
  { code: 'DOM', iso2: 'DO', name: 'Dominican Republic' },
]

test.each([
  ['mex', ['MEX']],
  ['DOM', ['DOM', 'DMA']],
  ['ar', ['ARG']],
  ['peru', ['PER']],
  ['ur', ['SUR']],
  ['', ['ARG', 'MEX', 'SUR', 'PER', 'DMA', 'DOM']],
  ['zz', []],
])('“%s” finds %j', (typed, codes) =>
  expect(delegationsLike(typed, all).map(({ code }) => code)).toEqual(codes),
)
