import { Form, useNavigation } from '@remix-run/react'
import type { Deadline } from '#app/domain/meeting/deadline.ts'
import type { OrganChange } from '#app/domain/basics/draft.ts'
import { zoneName } from '#app/messages/zone.ts'
import { Banner } from '../kit/banner.tsx'
import { Button } from '../kit/button.tsx'
import { Choice } from '../kit/field.tsx'
import { CsrfField } from '../shell/viewer.tsx'
import { useMessages } from '../kit/messages-context.tsx'

type OrganHere = {
  code: string
  name: string
  /** The time there at the server's last answer. */
  now: Deadline
  /** Newest first. */
  changes: readonly OrganChange[]
}

/** Where one organ meets, and who changed that. */
export function OrganPanel({
  organ: { code, name, now, changes },
  all,
  done,
}: {
  organ: OrganHere
  /** To choose from. */
  all: readonly string[]
  /** What has become of the last change: null when there was none, `said` when it was refused. */
  done: { said: string | null } | null
}) {
  const { organs: say, when, zone: sayZone, erasedName } = useMessages()
  const navigation = useNavigation()
  const busy = navigation.formData?.get('organ') === code
  return (
    <section className="panel" aria-labelledby={`organ-${code}`}>
      <h2 id={`organ-${code}`}>{name}</h2>
      <p>{say.now(now.day, now.time, sayZone(now))}</p>
      <Form method="post" className="form zone-form" preventScrollReset>
        <CsrfField />
        <input type="hidden" name="organ" value={code} />
        <input type="hidden" name="before" value={now.zone} />
        {done && <Banner tone={done.said ? 'warn' : 'good'}>{done.said ?? say.done(name, now.zone)}</Banner>}
        <Choice
          key={now.zone}
          label={say.label(code)}
          name="zone"
          defaultValue={now.zone}
          options={all.map((zone) => [zone, zoneName(zone)] as const)}
        />
        <div className="row">
          <Button type="submit" busy={busy} aria-label={say.setOf(name)}>
            {say.set}
          </Button>
        </div>
      </Form>
      {changes.length > 0 && (
        <>
          <h3>{say.changes}</h3>
          <ul className="organ-changes quiet">
            {changes.map(({ at, by, before, zone }) => (
              <li key={at}>
                <time dateTime={when.machine(at)}>{when.moment(at)}</time>{' '}
                {say.changed(by.name || erasedName, before, zone)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
