/** A recursive function, written so that a call of itself is a `yield`, whose value is the answer. */
export type Unrolled<T> = Generator<Unrolled<T>, T, T>

/** Runs it without the call stack, which is not as deep as entries can be chained. */
export function unrolled<T>(first: Unrolled<T>): T {
  const calls = [first]
  let answer: IteratorResult<Unrolled<T>, T> = first.next(undefined as T)
  for (;;) {
    if (!answer.done) {
      calls.push(answer.value)
      answer = answer.value.next(undefined as T)
      continue
    }
    calls.pop()
    const caller = calls.at(-1)
    if (!caller) return answer.value
    answer = caller.next(answer.value)
  }
}
