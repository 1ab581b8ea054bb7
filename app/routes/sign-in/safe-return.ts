/**
 * Where to go after signing in: a path of this site, never another's address.
 *
 * @param place what stood behind the path, such as "#p3": only the browser knows it
 */
export function safeReturn(wanted: string | null | undefined, place: unknown = ''): string {
  if (!wanted || !/^\/(?![/\\])/.test(wanted) || wanted.startsWith('/sign-in')) return '/'
  const isPlace = typeof place === 'string' && /^#[\w%.~-]{1,200}$/.test(place) && !wanted.includes('#')
  return isPlace ? wanted + place : wanted
}
