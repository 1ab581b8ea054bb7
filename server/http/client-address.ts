import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'
import express from 'express'

/** Tells whether the word of the proxy at this address counts; `hop` 0 is the one that connects to us. */
export type Trust = (address: string, hop: number) => boolean

/** "loopback", "10.0.0.0/8", or how many proxies there are, as Express's "trust proxy" takes it. */
export const trustSetting = (trustProxy: string): string | number =>
  /^\d+$/.test(trustProxy) ? Number(trustProxy) : trustProxy

export function trustOf(trustProxy: string): Trust {
  const app = express()
  app.set('trust proxy', trustSetting(trustProxy))
  return app.get('trust proxy fn') as Trust
}

/** Where a request comes from: the nearest address in its chain of proxies that is none of ours. */
export function clientAddress(
  { socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>,
  trusts: Trust,
): string {
  const told = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').reverse()
  const chain = [socket.remoteAddress ?? '', ...told.map((one) => one.trim()).filter(Boolean)]
  const at = chain.findIndex((address, hop) => hop === chain.length - 1 || !trusts(address, hop))
  return networkOf(chain[at]!)
}

/** What one client can have for itself: an IPv4 address, or the first half of an IPv6 one (RFC 6177). */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.toLowerCase().split('%')[0]!.split('::')
  const before = head.split(':').filter(Boolean)
  const after = (tail ?? '').split(':').filter(Boolean)
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after]
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
