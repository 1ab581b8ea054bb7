import { ordinalOf, type Label } from './labels.ts'

type Style = NonNullable<Label['style']>
type List = { style: Style; last: number }

/** Tells at which level a list goes on, by the style of its marks. */
export class ListLevels {
  private lists: List[] = []

  /** A new paragraph begins: its lists start from nothing. */
  clear(): void {
    this.lists = []
  }

  /** The level, from 1, of a subparagraph with this mark: "i" after "h" is a letter, after "a" a Roman figure. */
  place(mark: string, style: Style): number {
    const meant = this.meaning(mark, style)
    const known = this.lists.findLastIndex((list) => list.style === meant)
    if (known >= 0) this.lists.length = known + 1
    else this.lists.push({ style: meant, last: 0 })
    const list = this.lists.at(-1)!
    list.last = ordinalOf(mark, meant)
    return this.lists.length
  }

  /** Whether this mark is the one that a list now open waits for. */
  expects(mark: string, style: Style): boolean {
    return this.lists.some(
      (list) => list.style === this.meaning(mark, style) && ordinalOf(mark, list.style) === list.last + 1,
    )
  }

  /** The level below the innermost list. */
  get below(): number {
    return this.lists.length + 1
  }

  private meaning(mark: string, style: Style): Style {
    const paired = style.startsWith('(')
    const letter: Style = paired ? '(letter)' : 'letter'
    const roman: Style = paired ? '(roman)' : 'roman'
    const goesOn = (as: Style): boolean =>
      this.lists.some((list) => list.style === as && ordinalOf(mark, as) === list.last + 1)
    if (style === roman && goesOn(letter) && !goesOn(roman)) return letter
    if (style === letter && goesOn(roman) && !goesOn(letter)) return roman
    return style
  }
}
