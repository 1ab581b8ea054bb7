import { useEffect, useState } from 'react'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { useBrowserLayoutEffect } from '../kit/use-browser-layout-effect.ts'

/** A step of the podium's zoom. */
const STEP = 1.14
/** Of the largest size: what a long paragraph shrinks to at most, and the size of the text around a focus. */
const LEAST = 0.5
const AROUND = 0.58

/** The largest size of words in a frame, in px: a line of some 30 characters, 9 lines at most. */
const largestIn = ({
  clientWidth,
  clientHeight,
}: Pick<HTMLElement, 'clientWidth' | 'clientHeight'>): number => Math.min(clientWidth / 26, clientHeight / 9)

/**
 * The size, in px, at which the words in a frame fit it: as large as it allows, a long paragraph smaller down to a
 * limit, from where on it is scrolled. Follows the window and the content; scrolls the focus into view. Null before
 * anything was measured.
 */
export function useFit(
  frame: React.RefObject<HTMLElement | null>,
  {
    whole,
    zoom,
    focus,
    content,
  }: { whole: boolean; zoom: number; focus: ParagraphId | null; content: unknown },
): number | null {
  const [size, setSize] = useState<number | null>(null)
  const [window, setWindow] = useState(0)
  useEffect(() => {
    const { current } = frame
    if (!current) return
    const observer = new ResizeObserver(() => setWindow((before) => before + 1))
    observer.observe(current)
    return () => observer.disconnect()
  }, [frame])
  useBrowserLayoutEffect(() => {
    const { current } = frame
    const words = current?.querySelector<HTMLElement>('.rolling')
    if (!current || !words) return
    const largest = largestIn(current) * STEP ** zoom
    setSize(whole ? largest * AROUND : fitting(current, words, largest))
  }, [frame, whole, zoom, content, window])
  useBrowserLayoutEffect(() => {
    const { current } = frame
    if (!current || size === null) return
    const found = whole && focus !== null ? document.getElementById(focus) : null
    if (found) found.scrollIntoView({ block: 'center' })
    else current.scrollTop = 0
  }, [frame, whole, focus, size])
  return size
}

/** Tries sizes between the least and the largest; what it leaves on the element is replaced by the answer. */
function fitting(frame: HTMLElement, words: HTMLElement, largest: number): number {
  const fits = (size: number) => {
    words.style.fontSize = `${size}px`
    return words.offsetHeight <= frame.clientHeight
  }
  let [low, high] = [largest * LEAST, largest]
  if (fits(high)) return high
  if (!fits(low)) return low
  while (high - low > 1) {
    const middle = (low + high) / 2
    if (fits(middle)) low = middle
    else high = middle
  }
  return Math.floor(low)
}
