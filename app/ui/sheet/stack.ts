export type Stacked = {
  /** Where it would like to start. */
  anchor: number
  height: number
}

/**
 * Tops of cards beside their paragraphs, in pixels: in order, `gap` apart, none above 0, each as near to its
 * anchor as those before it let it. The pinned one stands exactly at its anchor wherever the cards before it
 * have room above; they move up for it.
 */
export function stack(cards: readonly Stacked[], gap: number, pinned: number | null = null): number[] {
  const tops: number[] = []
  let free = 0
  for (const { anchor, height } of cards) {
    const top = Math.max(anchor, free)
    tops.push(top)
    free = top + height + gap
  }
  const pin = pinned === null ? undefined : cards[pinned]
  if (pinned === null || !pin) return tops
  let ceiling = Math.max(0, pin.anchor)
  tops[pinned] = ceiling
  for (let at = pinned - 1; at >= 0; at--) {
    ceiling = Math.min(tops[at]!, ceiling - gap - cards[at]!.height)
    tops[at] = ceiling
  }
  free = 0
  for (const [at, { anchor, height }] of cards.entries()) {
    tops[at] = Math.max(at > pinned ? anchor : tops[at]!, free)
    free = tops[at]! + height + gap
  }
  return tops
}
