import { signOf } from '#app/domain/floor/working-copy.ts'
import { memo, useMemo } from 'react'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { PARAGRAPH_BREAK, type RollingText, type View } from '#app/domain/basics/rolling.ts'
import { delegationColour } from '#app/display/colour.ts'
import { cx } from '../kit/cx.ts'
import { useSilenced } from '../context/silences.ts'
import { START, type MoveNote } from '#app/display/move-notes.ts'
import { Notes } from './move-notes.tsx'
import { useMoveNotes } from './use-move-notes.ts'
import { StatusStamp } from '../kit/status.tsx'
import { hangingNumbers, type Labels } from '#app/display/labels.ts'
import { nest, shownParagraphs, type Leaf, type Marking, type Piece, type ShownParagraph } from './leaves.ts'

const rolling: View = { kind: 'rolling' }

/**
 * The text as paper: what the server sends first, what a revision shows, with the classes and attributes
 * that the editor uses too.
 */
export function RollingSheet({
  text,
  labels,
  view = rolling,
  focus = null,
  label,
  stamps = true,
  marking,
  children,
}: {
  text: RollingText
  labels: Labels
  view?: View
  focus?: ParagraphId | null
  /** Says what the sheet is to those who hear it. */
  label: string
  /** Whether the status stands at the end of a paragraph. */
  stamps?: boolean
  marking?: Marking
  /** Stands on the sheet above the text, such as a symbol block. */
  children?: React.ReactNode
}) {
  const { paragraphs: silenced } = useSilenced()
  const shown = useMemo(() => shownParagraphs(text, view, marking), [text, view, marking])
  const numbers = useMemo(() => hangingNumbers(text.paragraphs, labels), [text, labels])
  const notes = useMoveNotes(text, labels, view)
  return (
    <article className="rolling" aria-label={label} data-view={view.kind}>
      {children}
      <Notes notes={notes.get(START)} />
      {shown.map(({ key, paragraph, leaves }) => (
        <StaticParagraph
          key={key}
          anchor={key}
          paragraph={paragraph}
          leaves={leaves}
          number={key === paragraph.id ? (numbers.get(key) ?? null) : null}
          focused={focus === key}
          silenced={silenced.has(key)}
          stamped={stamps}
          notes={notes.get(key)}
        />
      ))}
    </article>
  )
}

type ParagraphProps = Omit<ShownParagraph, 'key'> & {
  anchor: string
  number: string | null
  focused: boolean
  /** Silence runs on something in it. */
  silenced?: boolean
  stamped: boolean
  /** Lines about paragraphs that would go from here, or come. */
  notes?: readonly MoveNote[] | undefined
}

export const StaticParagraph = memo(function StaticParagraph({
  anchor,
  paragraph,
  leaves,
  number,
  focused,
  silenced,
  stamped,
  notes,
}: ParagraphProps) {
  const { kind, level, status, statusDate, proposed, removals, merges } = paragraph
  const whole = leaves.some(({ insertions }) => insertions.length > 0) ? proposed : null
  const removal = leaves.some(({ strikes }) => strikes.length > 0) ? (removals[0] ?? null) : null
  const by = removal ?? whole
  return (
    <>
      <p
        id={anchor}
        className={cx('paragraph', whole && 'proposed', removal && 'removed')}
        data-kind={kind}
        data-level={level}
        data-status={status}
        data-focus={focused || undefined}
        data-silence={silenced || undefined}
        data-colour={by ? delegationColour(by.delegation) : undefined}
      >
        {number !== null && <span className="number">{number}</span>}
        {merges.map((merge) => (
          <span
            key={merge.id}
            className="joint"
            data-colour={delegationColour(merge.delegation)}
            data-label={merge.delegation}
          >
            ⤴
          </span>
        ))}
        <Pieces pieces={nest(leaves)} />
        {stamped && <StatusStamp status={status} date={statusDate} />}
      </p>
      <Notes notes={notes} />
    </>
  )
})

export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map((piece, at) => {
    if (piece.kind === 'leaf') return <LeafText key={at} {...piece.leaf} />
    const Mark = piece.kind === 'insertion' ? 'ins' : 'del'
    return (
      <Mark
        key={at}
        className={cx(piece.kind, piece.double && 'double')}
        data-by={piece.by}
        data-label={signOf(piece.by)}
        data-colour={piece.colour}
      >
        <Pieces pieces={piece.pieces} />
      </Mark>
    )
  })
}

function LeafText({ text, className, threads }: Pick<Leaf, 'text' | 'className' | 'threads'>) {
  const words = text.includes(PARAGRAPH_BREAK) ? withBreaks(text) : text
  if (!className) return words
  return (
    <span className={className} data-threads={threads || undefined}>
      {words}
    </span>
  )
}

const withBreaks = (text: string) =>
  text.split(PARAGRAPH_BREAK).map((part, at) => (
    <span key={at}>
      {at > 0 && <span className="break">{PARAGRAPH_BREAK}</span>}
      {part}
    </span>
  ))
