/** The server cannot start, and this says in one plain line what is wrong and what to do. Not a bug: no stack trace. */
export class StartError extends Error {
  override name = 'StartError'
}
