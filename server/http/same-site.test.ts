import { expect, test } from 'vitest'
import { isFromThisSite } from './same-site.ts'

const set = new URL('https://draft.example.org')
const host = 'draft.example.org'

test.each([
  ['a program that is no browser', { host }, undefined, true],
  ['the host asked for', { host, origin: 'https://draft.example.org' }, undefined, true],
  [
    'the host asked for, with its port',
    { host: 'localhost:3000', origin: 'http://localhost:3000' },
    undefined,
    true,
  ],
  ['another port', { host: 'localhost:3000', origin: 'http://localhost:4000' }, undefined, false],
  ['another host', { host, origin: 'https://evil.example' }, undefined, false],
  [
    'a host whose name only begins so',
    { host, origin: 'https://draft.example.org.evil.example' },
    undefined,
    false,
  ],
  ['the origin that is set', { host: 'inside:3000', origin: 'https://draft.example.org' }, set, true],
  ['the host, when another origin is set', { host: 'inside:3000', origin: 'http://inside:3000' }, set, false],
  ['http where https is set', { host, origin: 'http://draft.example.org' }, set, false],
  ['a hidden origin', { host, origin: 'null' }, undefined, false],
  ['an origin that is none', { host, origin: 'draft' }, undefined, false],
  ['another site by its fetch metadata', { host, 'sec-fetch-site': 'cross-site' }, undefined, false],
  ['a sister site by its fetch metadata', { host, 'sec-fetch-site': 'same-site' }, undefined, false],
  ['this site by its fetch metadata', { host, 'sec-fetch-site': 'same-origin' }, undefined, true],
  ['the address bar', { host, 'sec-fetch-site': 'none' }, undefined, true],
])('a request from %s', (_, headers, origin, allowed) => {
  expect(isFromThisSite({ headers }, origin)).toBe(allowed)
})
