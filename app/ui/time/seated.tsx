import { Chip } from '../kit/chip.tsx'
import { useMessages } from '../kit/messages-context.tsx'
import type { ShownMoment } from './moment.ts'

/** Who sat at the table at a moment: "MEXICO, CANADA; Chair; reading: 3". */
export function Seated({ seated }: Pick<ShownMoment, 'seated'>) {
  const { time: say } = useMessages()
  return (
    <section className="panel">
      <h2>{say.seated}</h2>
      {seated === null ? (
        <p className="quiet">{say.seatedUnknown}</p>
      ) : (
        <>
          <ByDelegation {...seated} />
          <p className="quiet">{say.seatedHint}</p>
        </>
      )}
    </section>
  )
}

function ByDelegation({ delegations, offices, reading }: NonNullable<ShownMoment['seated']>) {
  const { time: say } = useMessages()
  if (delegations.length + offices.length + reading === 0) return <p>{say.nobodySat}</p>
  return (
    <ul className="acted">
      {delegations.map(({ code, name, names }) => (
        <li key={code}>
          <Chip code={code} name={name} />
          {names.length > 0 && <span className="quiet">{names.join(', ')}</span>}
        </li>
      ))}
      {offices.map(({ who, names }) => (
        <li key={who}>
          <b>{who}</b>
          {names.length > 0 && <span className="quiet">{names.join(', ')}</span>}
        </li>
      ))}
      {reading > 0 && <li>{say.readingToo(reading)}</li>}
    </ul>
  )
}
