import type { Char } from '#app/document/model/characters.ts'

/** Characters that no text has by itself, so that each keystroke of a draft can have one of its own. */
const ALPHABET: [first: number, last: number][] = [
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0x3400, 0x4dbf],
  [0xa000, 0xa48c],
]
const SIZE = ALPHABET.reduce((sum, [first, last]) => sum + last - first + 1, 0)

const key = ({ client, clock }: Char): string => `${client}:${clock}`

export type Keystroke = {
  char: string
  /** Where the author's own document has it. */
  at: Char | null
  /** The author struck it again. */
  erased: boolean
  /** The room has said that both are stored. */
  stored: boolean
  eraseStored: boolean
}

/** Everything that was typed into one draft, each keystroke a character of its own. */
export class KeystrokeLog {
  readonly keystrokes: Keystroke[] = []
  private readonly byChar = new Map<string, Keystroke>()
  private readonly byPlace = new Map<string, Keystroke>()

  /** A character that nobody has typed here yet; null when all are used. */
  next(): string | null {
    let place = this.keystrokes.length
    if (place >= SIZE) return null
    const [first] = ALPHABET.find(([from, to]) => place < to - from + 1 || ((place -= to - from + 1), false))!
    const char = String.fromCharCode(first + place)
    const keystroke = { char, at: null, erased: false, stored: false, eraseStored: false }
    this.keystrokes.push(keystroke)
    this.byChar.set(char, keystroke)
    return char
  }

  of(char: string): Keystroke | undefined {
    return this.byChar.get(char)
  }

  place(char: string, at: Char): void {
    const keystroke = this.byChar.get(char)
    if (!keystroke || keystroke.at) return
    keystroke.at = at
    this.byPlace.set(key(at), keystroke)
  }

  at(place: Char): Keystroke | undefined {
    return this.byPlace.get(key(place))
  }

  get stored(): number {
    return this.keystrokes.filter(({ stored }) => stored).length
  }
}
