import type { ComparedParagraph } from '#app/domain/text/compare.ts'
import { Badge } from '../kit/chip.tsx'
import { ComparedWords } from './compared-words.tsx'
import { cx } from '../kit/cx.ts'
import { useMessages } from '../kit/messages-context.tsx'

export const differs = ({ change, moved, statusBefore, statusAfter }: ComparedParagraph): boolean =>
  change !== 'same' ||
  moved ||
  (statusBefore !== null && statusAfter !== null && statusBefore !== statusAfter)

/** Two texts as one: words that went struck, words that came underlined, moves and statuses named. */
export function CompareSheet({ compared, label }: { compared: readonly ComparedParagraph[]; label: string }) {
  return (
    <article className="rolling compare" aria-label={label}>
      {compared.map((paragraph) => (
        <Compared key={paragraph.id} {...paragraph} />
      ))}
    </article>
  )
}

function Compared(paragraph: ComparedParagraph) {
  const { id, kind, level, change, labelBefore, labelAfter, pieces } = paragraph
  return (
    <p
      id={id}
      className={cx('paragraph', change !== 'same' && 'differs')}
      data-kind={kind}
      data-level={level}
      data-change={change}
    >
      <span className="number">{labelAfter || labelBefore}</span>
      <Notes {...paragraph} />
      <ComparedWords pieces={pieces} />
    </p>
  )
}

function Notes({ change, moved, labelBefore, labelAfter, statusBefore, statusAfter }: ComparedParagraph) {
  const { compare, statuses } = useMessages()
  const notes: [string, 'good' | 'warn' | 'accent' | 'quiet', string][] = []
  if (change === 'added') notes.push(['added', 'accent', compare.added])
  if (change === 'removed') notes.push(['removed', 'warn', compare.removed])
  if (moved) notes.push(['moved', 'quiet', compare.moved])
  if (labelBefore && labelAfter && labelBefore !== labelAfter)
    notes.push(['label', 'quiet', compare.movedFrom(labelBefore)])
  if (statusBefore && statusAfter && statusBefore !== statusAfter)
    notes.push(['status', 'good', compare.status(statuses[statusBefore], statuses[statusAfter])])
  if (notes.length === 0) return null
  return (
    <span className="compare-notes">
      {notes.map(([key, tone, said]) => (
        <Badge key={key} tone={tone}>
          {said}
        </Badge>
      ))}
    </span>
  )
}
