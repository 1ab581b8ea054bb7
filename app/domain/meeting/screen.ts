/** What the screen of the room shows around the paragraph in focus. Arranged by the podium, seen by everybody. */
export type Screen = {
  view: ScreenView
  /** Steps of the size, 0 as the text asks for; see {@link zoomLimits}. */
  zoom: number
  /** The whole text around the focus, or that paragraph alone. */
  whole: boolean
  /** Nothing but an empty sheet. */
  blank: boolean
  /** Who has the floor, and who comes next. */
  speakers: boolean
}

export const screenViews = ['rolling', 'clean', 'bracketed'] as const
export type ScreenView = (typeof screenViews)[number]

export const zoomLimits = { least: -4, most: 6 } as const

export const defaultScreen: Screen = {
  view: 'rolling',
  zoom: 0,
  whole: false,
  blank: false,
  speakers: false,
}

/** The screen with some of it changed; a size beyond the limits stops there. */
export function changeScreen(screen: Screen, change: Partial<Screen>): Screen {
  const next = { ...screen, ...change }
  return { ...next, zoom: Math.min(zoomLimits.most, Math.max(zoomLimits.least, Math.round(next.zoom))) }
}

/** The paragraph some steps further, among those that are shown; the first or last stays at its end. */
export function stepFrom<T extends string>(order: readonly T[], from: T | null, by: number): T | null {
  if (order.length === 0) return null
  const at = from === null ? -1 : order.indexOf(from)
  if (at < 0) return (by >= 0 ? order[0] : order.at(-1)) ?? null
  return order[Math.min(order.length - 1, Math.max(0, at + by))] ?? null
}
