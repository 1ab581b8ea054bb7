import type { Choice, Consolidated } from '#app/domain/consolidation/consolidation.ts'
import { provenanceOf } from '#app/domain/consolidation/provenance.ts'
import { PARAGRAPH_BREAK, type RollingParagraph } from '#app/domain/basics/rolling.ts'
import { delegationColour } from '#app/display/colour.ts'
import type { NamesHere } from '../shared/names.ts'
import { useMessages } from '../kit/messages-context.tsx'

const shown = (text: string): string => text.replaceAll(PARAGRAPH_BREAK, '¶\n')

/** Words with their brackets in the colour of brackets. */
const Bracketed = ({ text }: { text: string }) =>
  text.split(/([[\]])/).map((part, at) =>
    part === '[' || part === ']' ? (
      <span key={at} className="bracket-mark">
        {part}
      </span>
    ) : (
      part
    ),
  )

/** The paragraph as it would read, new words in the marks of those who want them. */
export function ResultText({ consolidated }: { consolidated: Consolidated }) {
  const { consolidation: say } = useMessages()
  if (consolidated.isRemoved) return <p className="quiet">{say.gone}</p>
  return (
    <p className="consolidated-text">
      {consolidated.pieces.map(({ text, origin }, at) => {
        if (origin.kind === 'base') return <Bracketed key={at} text={shown(text)} />
        if (origin.kind === 'proposal')
          return (
            <ins
              key={at}
              className="insertion"
              data-by={origin.by.delegation}
              data-label={origin.by.delegation}
              data-colour={delegationColour(origin.by.delegation)}
            >
              {shown(text)}
            </ins>
          )
        return (
          <span key={at} className={origin.kind === 'bracket' ? 'bracket-mark' : 'repeated'}>
            {shown(text)}
          </span>
        )
      })}
    </p>
  )
}

/** Every word that comes, goes or waits, with whose it is and what becomes of it. */
export function Provenance({
  paragraph,
  consolidated,
  choices,
  names,
}: {
  paragraph: RollingParagraph
  consolidated: Consolidated
  choices: readonly Choice[]
  names: NamesHere
}) {
  const { consolidation: say } = useMessages()
  const lines = provenanceOf(paragraph, consolidated, choices)
  if (lines.length === 0) return <p className="quiet">{say.nothing}</p>
  return (
    <div className="provenance-scroll" tabIndex={0} role="region" aria-label={say.provenance}>
      <table className="provenance">
        <thead>
          <tr>
            <th scope="col">{say.columns.words}</th>
            <th scope="col">{say.columns.from}</th>
            <th scope="col">{say.columns.outcome}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ words, outcome, from, by }, at) => (
            <tr key={at} data-outcome={outcome}>
              <td>{shown(words)}</td>
              <td>{from.length === 0 ? say.baseWords : from.map(names.delegation).join(', ')}</td>
              <td>
                {say.outcomes[outcome]}
                {by.length > 0 && `, ${say.by(by.map(names.delegation))}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
