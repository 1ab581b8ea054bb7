import { useBrowserLayoutEffect } from '../use-browser-layout-effect.ts'

/** What the keyboard goes back to: the first of these that is still on the page. */
type Held = readonly Element[]

/** What something that has closed just now was to give back; what opens in its place takes it over. */
let passing: Held | null = null

/**
 * Gives the keyboard back to what had it before something opened over the page: a button, the caret in the text, or
 * the button of the menu that asked for it. Where that has left the page, the page's own part gets it.
 * Focus that has gone elsewhere meanwhile stays there.
 */
export function useReturn(open: boolean): void {
  useBrowserLayoutEffect(() => {
    if (!open) return
    const held = passing ?? holders(document.activeElement)
    return () => {
      passing = held
      setTimeout(() => {
        passing = null
        if (document.activeElement === document.body) giveBack(held)
      })
    }
  }, [open])
}

function holders(focused: Element | null): Held {
  if (focused === null || focused === document.body) return []
  const button = focused.closest('[role="menu"]')?.getAttribute('aria-labelledby')
  const menu = button ? document.getElementById(button) : null
  return menu ? [menu] : [focused]
}

function giveBack(held: Held): void {
  if (held.length === 0) return
  for (const element of [...held, document.getElementById('main')]) {
    if (!(element instanceof HTMLElement) || !element.isConnected) continue
    element.focus({ preventScroll: true })
    if (document.activeElement === element) return
  }
}
