import { useMemo, useSyncExternalStore } from 'react'

/** In this browser. */
const KEY = 'keys turned off'
const listeners = new Set<() => void>()
/** What a browser that keeps nothing has at least until the page is left. */
let onPage: string | null = null

function read(): string {
  try {
    return onPage ?? localStorage.getItem(KEY) ?? ''
  } catch {
    return ''
  }
}

function write(ids: ReadonlySet<string>): void {
  const raw = [...ids].join(' ')
  try {
    onPage = null
    if (raw === '') localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, raw)
  } catch {
    onPage = raw
  }
  listeners.forEach((run) => run())
}

function listen(run: () => void): () => void {
  listeners.add(run)
  window.addEventListener('storage', run)
  return () => {
    listeners.delete(run)
    window.removeEventListener('storage', run)
  }
}

export type TurnedOff = { ids: ReadonlySet<string>; turn(id: string, on: boolean): void }

/** The keys that somebody does not want, by the ids of their actions. */
export function useTurnedOff(): TurnedOff {
  const raw = useSyncExternalStore(listen, read, () => '')
  return useMemo(() => {
    const ids = new Set(raw.split(' ').filter(Boolean))
    return {
      ids,
      turn: (id, on) => write(new Set(on ? [...ids].filter((each) => each !== id) : [...ids, id])),
    }
  }, [raw])
}
