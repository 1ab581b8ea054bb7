import type { IncomingMessage } from 'node:http'

/**
 * True when a request comes from this site's own pages, as far as the browser tells: its `Origin`, where
 * there is one, is `origin`, or the host asked for when no origin is set; and `Sec-Fetch-Site` names no other
 * site. Programs that are no browsers send neither.
 */
export function isFromThisSite(
  { headers }: Pick<IncomingMessage, 'headers'>,
  origin: URL | undefined,
): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  if (headers.origin === undefined) return true
  if (origin) return headers.origin === origin.origin
  const sender = URL.canParse(headers.origin) ? new URL(headers.origin) : null
  return sender !== null && sender.host === headers.host
}
