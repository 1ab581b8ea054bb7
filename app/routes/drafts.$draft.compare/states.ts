import { useMessages } from '#app/ui/kit/messages-context.tsx'
import type { State } from '#app/usecases/draft/read-text.ts'
import type { Ports } from '#app/usecases/ports.ts'

/** When the moments among these states were. */
export async function momentsOf(
  { history }: Pick<Ports, 'history'>,
  draft: string,
  states: readonly (State | null)[],
): Promise<{ state: string; at: number }[]> {
  const past = states.filter((state): state is `@${number}` => typeof state === 'string' && state !== 'now')
  return Promise.all(
    [...new Set(past)].map(async (state) => ({
      state,
      at: (await history.moment(draft, Number(state.slice(1)))).at,
    })),
  )
}

/** The states that can be chosen, with how they are called: revisions, moments that were asked for, now. */
export function useStates(
  versions: readonly { number: number; symbol: string }[],
  moments: readonly { state: string; at: number }[],
): (readonly [state: string, said: string])[] {
  const { compare, time, when } = useMessages()
  return [
    ...versions.map(({ number, symbol }) => [String(number), symbol] as const),
    ...moments.map(({ state, at }) => [state, at === 0 ? time.beforeFirst : when.moment(at)] as const),
    ['now', compare.now] as const,
  ]
}
