import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { clientAddress, networkOf, trustOf } from './client-address.ts'

const from = (trust: string, remoteAddress: string, forwarded?: string | string[]) =>
  clientAddress(
    { socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } } as unknown as IncomingMessage,
    trustOf(trust),
  )

test.each([
  ['the line itself', 'loopback', '203.0.113.5', undefined, '203.0.113.5'],
  ['what our proxy says', 'loopback', '127.0.0.1', '203.0.113.5', '203.0.113.5'],
  ['what our proxy says, in IPv6 clothes', 'loopback', '::ffff:127.0.0.1', '203.0.113.5', '203.0.113.5'],
  ['the last hop that our proxy saw', 'loopback', '127.0.0.1', '1.2.3.4, 203.0.113.5', '203.0.113.5'],
  ['the line, whatever a stranger tells', 'loopback', '203.0.113.5', '1.2.3.4', '203.0.113.5'],
  ['what the second of two proxies saw', '2', '10.0.0.1', '203.0.113.5, 10.0.0.2', '203.0.113.5'],
  ['the proxy, when it says nothing', 'loopback', '127.0.0.1', undefined, '127.0.0.1'],
])('takes for the address %s', (_, trust, remote, forwarded, address) => {
  expect(from(trust, remote, forwarded)).toBe(address)
})

test.each([
  ['203.0.113.5', '203.0.113.5'],
  ['::ffff:203.0.113.5', '203.0.113.5'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0db8:0001:0002::6', '2001:db8:1:2'],
  ['2001:db8::6', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('counts %s as %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
