/** Any origin: what is resolved beside it and leaves it is an address of somebody else's. */
const HERE = 'http://here.invalid'

/**
 * Where to go after signing in: a path of this site, never another's address. It is resolved as a browser would do it:
 * what looks like a path may lead away once tabs and dots are gone.
 *
 * @param place what stood behind the path, such as "#p3": only the browser knows it
 */
export function safeReturn(wanted: string | null | undefined, place: unknown = ''): string {
  const path = pathIn(wanted ?? '')
  if (path === null || path.startsWith('/sign-in')) return '/'
  const isPlace = typeof place === 'string' && /^#[\w%.~-]{1,200}$/.test(place) && !path.includes('#')
  return isPlace ? path + place : path
}

function pathIn(wanted: string): string | null {
  if (!wanted.startsWith('/') || !URL.canParse(wanted, HERE)) return null
  const { origin, pathname, search, hash } = new URL(wanted, HERE)
  return origin === HERE && !pathname.startsWith('//') ? pathname + search + hash : null
}
