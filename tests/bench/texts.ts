import { existsSync, readFileSync } from 'node:fs'

/** A published negotiating text of 54,000 words; not part of the product, measured where it is at hand. */
const geneva = new URL('../../../shared/texts/geneva-negotiating-text-2015-02-12.txt', import.meta.url)

export type LongText = { name: string; source: string }

/** The Geneva text where it is at hand, else one made here that is as long. */
export const longText = (): LongText => genevaText() ?? ownText()

export const genevaText = (): LongText | null =>
  existsSync(geneva) ? { name: 'Geneva text', source: readFileSync(geneva, 'utf8') } : null

/** 54,000 words besides its numbers and status notes. */
export const ownText = (): LongText => ({ name: 'text of our own', source: textOf(60_300) })

/** A rolling text of so many words, hard-wrapped, with brackets, lists, notes of status and pages. */
export function textOf(words: number): string {
  const lines = ['THE GENERAL ASSEMBLY,', '', 'RESOLVES:', '']
  let count = 3
  for (let n = 1; count < words; n++) {
    const text =
      `${n}. To urge member states [of origin, transit, destination and return] to [consider adopting][adopt] ` +
      `measures that [facilitate [, as appropriate,] regular pathways][MEXICO, CANADA: in accordance with national law], ` +
      `and to report on them by [X date], as paragraph ${n} of the work plan foresees, in full and on time: ` +
      `(AGREED AD REFERENDUM, 03/12/24)`
    const list = [
      'a. in reception centers, including access to [education and] health;',
      'b. at border crossings.',
    ]
    for (const each of [text, ...list]) {
      count += each.split(' ').length
      lines.push(...wrap(each, 100))
    }
    if (n % 12 === 0) lines.push('', String(n / 12), '', 'CIDI/CAM - item 3', '')
  }
  return lines.join('\n')
}

function wrap(text: string, width: number): string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? ''
    if (last && last.length + word.length + 1 > width) lines.push(word)
    else lines[lines.length - 1] = last ? `${last} ${word}` : word
  }
  return lines
}
