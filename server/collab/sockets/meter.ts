/** What the rooms tell about their work, in figures; never what anybody wrote. */
export interface Meter {
  /** Updates of delegations were checked and taken in. */
  taken(updates: number): void
  /** An update or a connection was refused; `kind` is the word of the reason. */
  refused(kind: string): void
  /** A batch is durable: what it held and how long that took, in ms. */
  committed(batch: { updates: number; entries: number }, ms: number): void
  /** A batch was sent to everyone, this many ms after its first message came in. */
  shown(ms: number): void
  /** A room was opened, within this many ms. */
  opened(ms: number): void
  /** A slow reader was left out of what the others got, to be brought up to date at once later. */
  lagged(): void
}

/** For whoever does not measure. */
export const unmeasured: Meter = {
  taken: () => undefined,
  refused: () => undefined,
  committed: () => undefined,
  shown: () => undefined,
  opened: () => undefined,
  lagged: () => undefined,
}
