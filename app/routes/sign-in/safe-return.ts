/** Where to go after signing in: a path of this site, never another's address. */
export function safeReturn(wanted: string | null | undefined): string {
  if (!wanted || !/^\/(?![/\\])/.test(wanted) || wanted.startsWith('/sign-in')) return '/'
  return wanted
}
