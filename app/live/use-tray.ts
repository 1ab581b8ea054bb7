import { useCallback, useEffect, useState } from 'react'
import { isTray, keepTray, readTray } from './unsent/tray.ts'
import type { Unsent } from './types.ts'

export type TrayOfWords = {
  unsent: Unsent[]
  keep(words: readonly Unsent[]): void
  discard(id: string): void
}

/** Words that could not be taken into the text, as this browser keeps them; all pages of one person see the same. */
export function useTray(draft: string, user: string): TrayOfWords {
  const [unsent, setUnsent] = useState<Unsent[]>([])
  useEffect(() => {
    setUnsent(readTray(draft, user))
    const follow = ({ key }: StorageEvent) => {
      if (isTray(key, draft, user)) setUnsent(readTray(draft, user))
    }
    window.addEventListener('storage', follow)
    return () => window.removeEventListener('storage', follow)
  }, [draft, user])
  const change = useCallback(
    (next: (now: Unsent[]) => Unsent[]) =>
      setUnsent((shown) => {
        const then = next(together(readTray(draft, user), shown))
        keepTray(draft, user, then)
        return then
      }),
    [draft, user],
  )
  return {
    unsent,
    keep: useCallback(
      (words) =>
        change((now) =>
          together(
            now,
            words.filter(({ text }) => text !== ''),
          ),
        ),
      [change],
    ),
    discard: useCallback((id) => change((now) => now.filter((each) => each.id !== id)), [change]),
  }
}

/** Another page may have put words there that this one has not heard of yet. */
const together = (kept: readonly Unsent[], shown: readonly Unsent[]): Unsent[] => {
  const known = new Set(kept.map(({ id }) => id))
  return [...kept, ...shown.filter(({ id }) => !known.has(id))]
}
