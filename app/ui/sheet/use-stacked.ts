import { useState, type RefObject } from 'react'
import { useBrowserLayoutEffect } from '../kit/use-browser-layout-effect.ts'
import { stack } from './stack.ts'

const gap = 12

const same = (a: readonly number[] | null, b: readonly number[]) =>
  a !== null && a.length === b.length && a.every((top, at) => Math.abs(top - b[at]!) < 0.5)

const wordsOf = (thread: string | null, { dataset }: HTMLElement): Element | null =>
  thread !== null && dataset.thread === thread
    ? document.querySelector(`.rolling [data-threads~="${CSS.escape(thread)}"]`)
    : null

/**
 * Tops, in the column, of its children with `data-beside` (a paragraph's id), each beside its paragraph; null
 * until the page has been measured. Measures again when the text, a card or the window changes size.
 *
 * @param pinned the paragraph whose first card stands exactly beside it
 * @param thread the thread of comments that is looked at: its card stands at its words, if these are marked
 * @param revision anything that changes when the cards or the text change
 */
export function useStacked(
  column: RefObject<HTMLElement | null>,
  pinned: string | null,
  revision: unknown,
  thread: string | null = null,
): number[] | null {
  const [tops, setTops] = useState<number[] | null>(null)
  useBrowserLayoutEffect(() => {
    const host = column.current
    if (!host) return
    const cards = [...host.querySelectorAll<HTMLElement>('[data-beside]')]
    const measure = () => {
      if (host.offsetParent === null) return
      const above = host.getBoundingClientRect().top
      const measured = cards.map((card) => {
        const paragraph = wordsOf(thread, card) ?? document.getElementById(card.dataset.beside ?? '')
        return {
          anchor: paragraph ? paragraph.getBoundingClientRect().top - above : 0,
          height: card.offsetHeight,
        }
      })
      const opened = thread === null ? -1 : cards.findIndex((card) => card.dataset.thread === thread)
      const pin = opened >= 0 ? opened : cards.findIndex((card) => card.dataset.beside === pinned)
      const next = stack(measured, gap, pin < 0 ? null : pin)
      setTops((known) => (same(known, next) ? known : next))
    }
    measure()
    const observer = new ResizeObserver(measure)
    const sheet = document.querySelector('.rolling')
    if (sheet) observer.observe(sheet)
    for (const card of cards) observer.observe(card)
    window.addEventListener('resize', measure)
    return () => {
      observer.disconnect()
      window.removeEventListener('resize', measure)
    }
  }, [column, pinned, revision, thread])
  return tops
}
