import { randomBytes } from 'node:crypto'
import type { RequestHandler } from 'express'
import helmet from 'helmet'

/** What a page of the product never needs, so that nothing in it can ask. */
const UNUSED_POWERS = ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'serial', 'midi']

/** A value per response that inline scripts must carry; in `response.locals.nonce`. */
export const giveNonce: RequestHandler = (_request, response, next) => {
  response.locals.nonce = randomBytes(18).toString('base64url')
  next()
}

/**
 * The security headers. Scripts run only from this site or with the response's nonce. Styles may be inline:
 * the editor and the overlays write style attributes and elements. The referrer stays on the site and is not
 * suppressed there, because browsers then hide `Origin` from our own forms.
 */
export function securityHeaders(secure: boolean, development: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", (_request, response) => `'nonce-${nonceOf(response)}'`],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", ...(development ? ['ws:'] : [])],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(secure && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: secure && { maxAge: 365 * 24 * 3600, includeSubDomains: false },
    referrerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  })
}

const nonceOf = (response: unknown): string => (response as { locals: { nonce: string } }).locals.nonce

export const permissionsPolicy: RequestHandler = (_request, response, next) => {
  response.setHeader('Permissions-Policy', UNUSED_POWERS.map((power) => `${power}=()`).join(', '))
  next()
}
