import { arrivalsIn, calledIn, movesOf, namedPlace } from '#app/domain/text/move.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { Move, RollingText } from '#app/domain/basics/rolling.ts'
import { UNCONFIRMED } from '#app/domain/floor/working-copy.ts'
import type { Messages } from '#app/messages/en.ts'
import { delegationColour, type DelegationColour } from './colour.ts'
import type { Labels } from './labels.ts'

/** A line in the text about a paragraph that somebody would have elsewhere: at its old place, or at the new one. */
export type MoveNote = { key: string; kind: 'away' | 'here'; colour: DelegationColour; said: string }
/** The lines under each paragraph; those at the start of the text stand under `START`. */
export type MoveNotes = ReadonlyMap<ParagraphId, readonly MoveNote[]>

/** No paragraph has this id. */
export const START = ''

type Saying = { moves: Messages['moves']; nameOf: (code: string) => string }

/** Says every move of a text twice, at its old place and at its new one; delegations that want the same, at once. */
export function moveNotes(text: RollingText, labels: Labels, { moves: say, nameOf }: Saying): MoveNotes {
  const notes = new Map<ParagraphId, MoveNote[]>()
  if (!text.paragraphs.some((paragraph) => movesOf(paragraph).length > 0)) return notes
  const add = (at: ParagraphId, kind: MoveNote['kind'], moves: readonly Move[], said: string) =>
    notes.set(at, [
      ...(notes.get(at) ?? []),
      { key: `${kind} ${moves[0]!.id}`, kind, colour: delegationColour(moves[0]!.delegation), said },
    ])
  const names = (moves: readonly Move[]) =>
    [
      ...new Set(
        moves.map(
          ({ delegation, unconfirmed }) => capitals(nameOf(delegation)) + (unconfirmed ? UNCONFIRMED : ''),
        ),
      ),
    ].join(', ')
  for (const paragraph of text.paragraphs)
    for (const moves of grouped(movesOf(paragraph), ({ after }) => after))
      add(
        paragraph.id,
        'away',
        moves,
        say.away(names(moves), namedPlace(text, labels, paragraph.id, moves[0]!.after)),
      )
  for (const [place, arrivals] of arrivalsIn(text))
    for (const group of grouped(arrivals, ({ paragraph }) => paragraph)) {
      const moves = group.map(({ move }) => move)
      const { paragraph } = group[0]!
      add(place ?? START, 'here', moves, say.here(names(moves), calledIn(text, labels, paragraph)))
    }
  return notes
}

const capitals = (name: string) => name.toLocaleUpperCase()

function grouped<T>(items: readonly T[], keyOf: (item: T) => unknown): T[][] {
  const groups = new Map<unknown, T[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return [...groups.values()]
}
