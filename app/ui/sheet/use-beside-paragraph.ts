import { useRef, useState } from 'react'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import { useBrowserLayoutEffect } from '../kit/use-browser-layout-effect.ts'

/** Keeps an element of the sheet's column at the height of a paragraph, whatever happens to the text above. */
export function useBesideParagraph(id: ParagraphId, text: RollingText) {
  const host = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState<number | null>(null)
  useBrowserLayoutEffect(() => {
    const measure = () => {
      const found = document.getElementById(id)
      const column = host.current?.offsetParent
      if (found && column) setTop(found.getBoundingClientRect().top - column.getBoundingClientRect().top)
    }
    measure()
    const sheet = document.querySelector('.rolling')
    if (!sheet) return
    const observer = new ResizeObserver(measure)
    observer.observe(sheet)
    return () => observer.disconnect()
  }, [id, text])
  return { host, style: { top: top ?? 0, visibility: top === null ? ('hidden' as const) : undefined } }
}
