import type { Unsent } from '#app/live/types.ts'
import { readList, writeList } from './local-list.ts'
import { trayKey, type Owner } from './stored-keys.ts'

/**
 * Words that could not be taken into the text. The tray survives the page: what it holds stands nowhere else. All
 * pages of one person share it.
 */
export class Tray {
  /** What is shown; a browser that keeps nothing still shows it until the page is left. */
  words: readonly Unsent[]
  private readonly key: string

  constructor(
    owner: Owner,
    private readonly onChange: () => void,
  ) {
    this.key = trayKey(owner)
    this.words = this.kept()
    window.addEventListener('storage', this.onStorage)
  }

  keep(words: readonly Unsent[]) {
    const worth = words.filter(({ text }) => text !== '')
    if (worth.length > 0) this.change((now) => together(now, worth))
  }

  discard(id: string) {
    this.change((now) => now.filter((each) => each.id !== id))
  }

  private change(next: (now: readonly Unsent[]) => readonly Unsent[]) {
    // Another page may have put words there that this one has not heard of yet.
    this.words = next(together(this.kept(), this.words))
    writeList(this.key, this.words)
    this.onChange()
  }

  private kept(): Unsent[] {
    return readList<Unsent>(this.key)
  }

  private readonly onStorage = ({ key }: StorageEvent) => {
    if (key !== this.key) return
    this.words = this.kept()
    this.onChange()
  }

  destroy() {
    window.removeEventListener('storage', this.onStorage)
  }
}

const together = (kept: readonly Unsent[], shown: readonly Unsent[]): Unsent[] => {
  const known = new Set(kept.map(({ id }) => id))
  return [...kept, ...shown.filter(({ id }) => !known.has(id))]
}
