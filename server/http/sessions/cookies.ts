/** The cookies of a request, by name; of two with one name the first counts. */
export function cookiesIn(header: string | undefined): Map<string, string> {
  const cookies = new Map<string, string>()
  for (const pair of (header ?? '').split(';')) {
    const [name = '', ...value] = pair.trim().split('=')
    if (name && !cookies.has(name)) cookies.set(name, value.join('='))
  }
  return cookies
}

/**
 * A cookie that scripts cannot read and other sites' forms do not send. Under https its name says to the
 * browser that it belongs to this host alone (RFC 6265bis, "__Host-"). `seconds` 0 takes it away.
 */
export function setCookie(name: string, value: string, secure: boolean, seconds?: number): string {
  const age = seconds === undefined ? '' : `; Max-Age=${seconds}`
  return `${cookieName(name, secure)}=${value}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}${age}`
}

export const cookieName = (name: string, secure: boolean): string => (secure ? `__Host-${name}` : name)
