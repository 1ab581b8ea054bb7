/** ms between two ticks. */
const TICK = 1_000
/** ms that pass unnoticed only while a machine sleeps, or a page is not looked at. */
const SLEPT = 20_000

export type PageEvents = {
  /** Every second or so. */
  tick(): void
  /** The machine woke up, the page is looked at again, or there is a network again: does the connection still live? */
  back(): void
  /** The browser says that there is no network. */
  away(): void
  /** The page may be closed now, or frozen, without another word. */
  leaving(): void
}

/** Tells what happens to the machine and the page, as far as a connection has to know. Returns the way to stop. */
export function onPageEvents({ tick, back, away, leaving }: PageEvents): () => void {
  let last = Date.now()
  const timer = setInterval(() => {
    const now = Date.now()
    const slept = now - last > SLEPT
    last = now
    if (slept) back()
    tick()
  }, TICK)
  const onVisible = () => (document.hidden ? leaving() : back())
  const on: [EventTarget, string, () => void][] = [
    [window, 'online', back],
    [window, 'offline', away],
    [window, 'pageshow', back],
    [window, 'pagehide', leaving],
    [document, 'visibilitychange', onVisible],
    [document, 'resume', back],
    [document, 'freeze', leaving],
  ]
  for (const [target, event, run] of on) target.addEventListener(event, run)
  return () => {
    clearInterval(timer)
    for (const [target, event, run] of on) target.removeEventListener(event, run)
  }
}
