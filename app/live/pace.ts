/** How soon something follows: after `rest` ms in which nothing changes, or `latest` ms from the first change. */
export type Pace = { rest: number; latest: number }

export type Paced = {
  /** Something has changed. */
  (): void
  cancel(): void
}

/** Runs once things rest, and now and then while they do not. `paceNow` is asked at each change. */
export function paced(run: () => void, paceNow: () => Pace): Paced {
  let timer: ReturnType<typeof setTimeout> | null = null
  let since = 0
  const changed = () => {
    const now = performance.now()
    if (timer === null) since = now
    else clearTimeout(timer)
    const { rest, latest } = paceNow()
    timer = setTimeout(
      () => {
        timer = null
        run()
      },
      Math.max(0, Math.min(rest, since + latest - now)),
    )
  }
  const cancel = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }
  return Object.assign(changed, { cancel })
}

/** How soon a page shows what is live. */
export type PagePace = { text: Pace; longText: Pace; floor: Pace; people: Pace }

/** Paragraphs from which a text counts as long. */
export const LONG_TEXT = 300

const beside: Pace = { rest: 100, latest: 2_000 }
/** What stands beside a text that is being typed in: it waits for a pause. */
export const BESIDE_TYPING: PagePace = {
  text: beside,
  longText: { rest: 700, latest: 6_000 },
  floor: beside,
  people: beside,
}

const soon: Pace = { rest: 60, latest: 60 }
/** A page that only shows: what is arranged at once, words gathered for a moment. */
export const SHOWING: PagePace = { text: soon, longText: soon, floor: { rest: 0, latest: 0 }, people: beside }
