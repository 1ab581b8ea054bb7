import type { Piece } from '#app/domain/basics/compare-words.ts'

/** Words that went struck, words that came underlined. */
export function ComparedWords({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map(({ op, text }, at) =>
    op === 'equal' ? (
      text
    ) : op === 'delete' ? (
      <del key={at} className="missing-words">
        {text}
      </del>
    ) : (
      <ins key={at} className="new-words">
        {text}
      </ins>
    ),
  )
}
