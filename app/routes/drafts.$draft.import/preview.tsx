import { useMemo } from 'react'
import type { ImportedParagraph, ImportedText } from '#app/exchange/text/imported-text.ts'
import { Banner } from '#app/ui/kit/banner.tsx'
import { Badge } from '#app/ui/kit/chip.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { excerptAt, sayFlag } from './reading.ts'

const shown = 3_000
const flagsShown = 60

type PreviewProps = { imported: ImportedText; isLossless: boolean; source: string }

/** What was understood, what to look at with its place, and every paragraph as it would stand in the draft. */
export function Preview({ imported, isLossless, source }: PreviewProps) {
  const { importing } = useMessages()
  return (
    <>
      <section className="panel">
        <h2>{importing.understood}</h2>
        <Counts counts={imported.counts} />
        <div className="after-lead">
          <Banner tone={isLossless ? 'good' : 'warn'}>
            {isLossless ? importing.lossless : importing.lossy}
          </Banner>
        </div>
      </section>
      <Flags imported={imported} source={source} />
      <Front imported={imported} />
      <Paragraphs paragraphs={imported.paragraphs} />
    </>
  )
}

function Counts({ counts }: Pick<ImportedText, 'counts'>) {
  const { importing, counts: say } = useMessages()
  const named = Object.entries(importing.counts) as [keyof typeof importing.counts, (n: number) => string][]
  return (
    <ul className="count-list">
      <li>
        <b>{say.paragraphs(counts.paragraphs)}</b>
      </li>
      {named
        .filter(([name]) => counts[name] > (name === 'bracketDepth' ? 1 : 0))
        .map(([name, said]) => (
          <li key={name}>{said(counts[name])}</li>
        ))}
    </ul>
  )
}

function Flags({ imported: { flags }, source }: { imported: ImportedText; source: string }) {
  const m = useMessages()
  const { importing } = m
  const lines = useMemo(() => source.split(/\r\n|[\r\n\f\v\u2028\u2029]/), [source])
  return (
    <section className="panel">
      <h2>{importing.flagged}</h2>
      {flags.length === 0 ? (
        <p className="quiet">{importing.flaggedNone}</p>
      ) : (
        <>
          <p className="quiet">{importing.flaggedText(flags.length)}</p>
          <ol className="flag-list">
            {flags.slice(0, flagsShown).map((flag) => {
              const { before, at, after } = excerptAt(lines, flag)
              return (
                <li key={`${flag.line}:${flag.column}:${flag.kind}`}>
                  <span>
                    {sayFlag(flag, m)}{' '}
                    {flag.paragraph ? (
                      <a href={`#${flag.paragraph}`}>{importing.place(flag.line, flag.column)}</a>
                    ) : (
                      importing.place(flag.line, flag.column)
                    )}
                  </span>
                  <code>
                    {before}
                    <mark>{at}</mark>
                    {after}
                  </code>
                </li>
              )
            })}
          </ol>
          {flags.length > flagsShown && (
            <p className="quiet">{importing.moreFlags(flags.length - flagsShown)}</p>
          )}
        </>
      )}
    </section>
  )
}

function Front({ imported: { front } }: { imported: ImportedText }) {
  const { importing } = useMessages()
  if (front.pieces.length === 0) return null
  return (
    <section className="panel">
      <h2>{importing.front}</h2>
      <dl className="facts">
        {front.pieces.map(({ field, raw, line, column }) => (
          <div key={`${line}:${column}`} className="fact">
            <dt>{importing.frontFields[field]}</dt>
            <dd>{raw}</dd>
          </div>
        ))}
      </dl>
      <p className="field-hint after-lead">{importing.frontHint}</p>
    </section>
  )
}

function Paragraphs({ paragraphs }: { paragraphs: readonly ImportedParagraph[] }) {
  const { importing } = useMessages()
  return (
    <section className="panel">
      <h2>{importing.paragraphs}</h2>
      <div className="table-scroll">
        <table className="grid read-list">
          <thead>
            <tr>
              <th scope="col">{importing.label}</th>
              <th scope="col">{importing.kind}</th>
              <th scope="col">{importing.text}</th>
            </tr>
          </thead>
          <tbody>
            {paragraphs.slice(0, shown).map((paragraph) => (
              <ReadParagraph key={paragraph.id} {...paragraph} />
            ))}
          </tbody>
        </table>
      </div>
      {paragraphs.length > shown && (
        <p className="quiet after-lead">{importing.shortened(shown, paragraphs.length)}</p>
      )}
    </section>
  )
}

function ReadParagraph({
  id,
  label,
  kind,
  level,
  text,
  status,
  statusDate,
  pageFurniture,
}: ImportedParagraph) {
  const m = useMessages()
  const stamp = m.stamp(status, statusDate)
  return (
    <tr id={id} data-level={level}>
      <td className="read-label">{label}</td>
      <td className="quiet read-kind">{pageFurniture ? m.importing.furniture : m.kinds[kind]}</td>
      <td className="read-text">
        {text}
        {stamp && (
          <>
            {' '}
            <Badge tone="good">{stamp}</Badge>
          </>
        )}
      </td>
    </tr>
  )
}
