import { fromBase64, toBase64 } from 'lib0/buffer'
import { writeAheadPrefix } from './stored-keys.ts'

/** Letters of base64 up to which updates are kept: a browser gives a site about five million in all. */
const ROOM = 400_000

/** What has been read of another page, to be let go when the store has it. */
type Taken = { key: string; value: string }

/**
 * The updates that the browser's database may not have yet. It takes words in a moment later, and a page that is
 * closed in that moment takes them with it; local storage has them before the key is up.
 */
export class WriteAhead {
  private readonly prefix: string
  private readonly key: string
  private own: string[] = []
  private letters = 0
  /** How many updates there was no room for; while it is not 0 nothing is kept, for nothing with a gap is. */
  private skipped = 0
  private isOver = false
  private taken: Taken[] = []

  constructor(document: string, client: number) {
    this.prefix = writeAheadPrefix(document)
    this.key = this.prefix + client
  }

  /** Keeps an update of this page. */
  add(update: Uint8Array) {
    if (this.isOver) return
    const each = toBase64(update)
    if (this.skipped > 0 || this.letters + each.length > ROOM) return void this.skipped++
    this.own.push(each)
    this.letters += each.length
    this.write()
  }

  /** What there is now, to be named when the database has it. */
  get underway(): { own: number; skipped: number; taken: readonly Taken[] } {
    return { own: this.own.length, skipped: this.skipped, taken: [...this.taken] }
  }

  /** The database has what there was then. */
  settled({ own, skipped, taken }: WriteAhead['underway']) {
    if (own > 0) {
      for (const each of this.own.splice(0, own)) this.letters -= each.length
      this.write()
    }
    if (skipped === this.skipped) this.skipped = 0
    this.taken = this.taken.filter((each) => !taken.includes(each))
    // Its page may be open and have gone on.
    for (const { key, value } of taken) if (read(key) === value) erase(key)
  }

  /** The updates of other pages, closed or open. The caller must see to it that the database gets them. */
  takeOthers(): Uint8Array[] {
    const others = keysOf(this.prefix).filter((key) => key !== this.key)
    return others.flatMap((key) => {
      const value = read(key)
      if (value === null || this.taken.some((each) => each.key === key && each.value === value)) return []
      this.taken.push({ key, value })
      return value.split(' ').flatMap(decoded)
    })
  }

  /** Forgets everything, and keeps nothing more. */
  clear() {
    this.isOver = true
    this.own = []
    for (const key of keysOf(this.prefix)) erase(key)
  }

  private write() {
    if (this.own.length === 0) return erase(this.key)
    try {
      localStorage.setItem(this.key, this.own.join(' '))
    } catch {
      this.own.pop()
      this.skipped++
    }
  }
}

function decoded(each: string): Uint8Array[] {
  try {
    return [fromBase64(each)]
  } catch {
    return []
  }
}

function keysOf(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix))
  } catch {
    return []
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function erase(key: string) {
  try {
    localStorage.removeItem(key)
  } catch {
    // There is none.
  }
}
