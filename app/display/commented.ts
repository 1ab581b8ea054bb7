/** The class of words that threads are about; another while one of these threads is open. */
export const commentedClass = (threads: readonly string[], opened: string | null): string =>
  opened !== null && threads.includes(opened) ? 'commented opened' : 'commented'
