import { Link } from '@remix-run/react'
import { Chip } from '../kit/chip.tsx'
import { useMessages } from '../kit/messages-context.tsx'
import { OverTime, type Totals } from './over-time.tsx'
import { Sparkline } from './sparkline.tsx'

export type ConvergenceProps = {
  draft: string
  totals: readonly Totals[]
  paragraphs: readonly { id: string; label: string; spent: number; open: readonly number[] }[]
  delegations: readonly { code: string; name: string; open: readonly number[] }[]
  held: readonly { paragraph: string; label: string; names: readonly string[]; excerpt: string }[]
}

/** How the text has come together: over time, by delegation, by paragraph, and who holds which bracket. */
export function Convergence(props: ConvergenceProps) {
  const { convergence: say } = useMessages()
  return (
    <div className="convergence">
      <Panel title={say.overTime} draft={props.draft} table="time">
        <OverTime totals={props.totals} />
      </Panel>
      <ByDelegation {...props} />
      <ByParagraph {...props} />
      <Held {...props} />
    </div>
  )
}

/** The figures behind a plot, to be worked with elsewhere. */
export function CsvLink({ draft, table, title }: { draft: string; table: string; title: string }) {
  const { convergence: say } = useMessages()
  return (
    <a href={`/drafts/${draft}/convergence.csv?table=${table}`} download aria-label={`${say.csv}: ${title}`}>
      {say.csv}
    </a>
  )
}

function Panel({
  title,
  hint,
  draft,
  table,
  children,
}: {
  title: string
  hint?: string
  draft: string
  table: string
  children: React.ReactNode
}) {
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{title}</h2>
        <CsvLink {...{ draft, table, title }} />
      </div>
      {hint && <p className="quiet">{hint}</p>}
      {children}
    </section>
  )
}

function ByDelegation({ draft, delegations }: ConvergenceProps) {
  const { convergence: say } = useMessages()
  const most = Math.max(1, ...delegations.flatMap(({ open }) => open))
  if (delegations.length === 0) return null
  return (
    <Panel title={say.byDelegation} draft={draft} table="delegations">
      <table className="grid sparks">
        <thead>
          <tr>
            <th scope="col">{say.delegation}</th>
            <th scope="col" aria-hidden="true" />
            <th scope="col" className="figure">
              {say.most}
            </th>
            <th scope="col" className="figure">
              {say.now}
            </th>
          </tr>
        </thead>
        <tbody>
          {delegations.map(({ code, name, open }) => (
            <tr key={code}>
              <th scope="row">
                <Chip code={code} name={name} />
              </th>
              <td aria-hidden="true">
                <Sparkline values={open} most={most} />
              </td>
              <td className="figure">{Math.max(0, ...open)}</td>
              <td className="figure">{open.at(-1) ?? 0}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

function ByParagraph({ draft, paragraphs }: ConvergenceProps) {
  const { convergence: say, when } = useMessages()
  const most = Math.max(1, ...paragraphs.flatMap(({ open }) => open))
  return (
    <Panel title={say.byParagraph} hint={say.spentHint} draft={draft} table="paragraphs">
      <table className="grid sparks">
        <thead>
          <tr>
            <th scope="col">{say.paragraph}</th>
            <th scope="col" aria-hidden="true" />
            <th scope="col" className="figure">
              {say.most}
            </th>
            <th scope="col" className="figure">
              {say.now}
            </th>
            <th scope="col" className="figure">
              {say.spent}
            </th>
          </tr>
        </thead>
        <tbody>
          {paragraphs.map(({ id, label, spent, open }) => (
            <tr key={id}>
              <th scope="row">
                <Link to={`/drafts/${draft}#${id}`}>{label}</Link>
              </th>
              <td aria-hidden="true">
                <Sparkline values={open} most={most} />
              </td>
              <td className="figure">{Math.max(0, ...open)}</td>
              <td className="figure">{open.at(-1) ?? 0}</td>
              <td className="figure">{spent < 1_000 ? '–' : when.span(spent)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

function Held({ draft, held }: ConvergenceProps) {
  const { convergence: say } = useMessages()
  return (
    <Panel title={say.held} draft={draft} table="brackets">
      {held.length === 0 ? (
        <p className="quiet">{say.noBrackets}</p>
      ) : (
        <ul className="held">
          {held.map(({ paragraph, label, names, excerpt }, at) => (
            <li key={at}>
              <Link to={`/drafts/${draft}#${paragraph}`}>{label}</Link>
              <span className="point-words">{excerpt}</span>
              <span className="quiet">{names.length > 0 ? names.join(', ') : say.nobodyNamed}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
