/** The look of words that threads are about; stronger while one of these is looked at. */
export const commentedClass = (threads: readonly string[], opened: string | null): string =>
  opened !== null && threads.includes(opened) ? 'commented opened' : 'commented'
