import { Form, Link, useNavigation } from '@remix-run/react'
import type { Deadline } from '#app/domain/meeting/deadline.ts'
import { zoneName } from '#app/messages/zone.ts'
import { Banner } from '../kit/banner.tsx'
import { Button } from '../kit/button.tsx'
import { Field } from '../kit/field.tsx'
import { CsrfField } from '../shell/viewer.tsx'
import { useMessages } from '../kit/messages-context.tsx'

/** By which clock the meeting's deadlines are entered: the organ's, or one of this draft's own. */
export function ZoneForm({
  ofOrgan,
  ofDraft,
  all,
  now,
  isTransmitted,
  done,
}: {
  ofOrgan: string
  ofDraft: string | null
  /** To choose from. */
  all: readonly string[]
  /** The time there at the server's last answer. */
  now: Deadline
  isTransmitted: boolean
  /** What has become of the last change: null when there was none, `said` when it was refused. */
  done: { said: string | null } | null
}) {
  const { meetingPage, organs, zone: sayZone } = useMessages()
  const say = meetingPage.zone
  const busy = useNavigation().state === 'submitting'
  return (
    <section className="panel">
      <h2>{say.title}</h2>
      <p className="consequence">{say.text}</p>
      <p>{say.now(now.day, now.time, sayZone(now))}</p>
      {isTransmitted ? (
        <p className="quiet">{say.frozen}</p>
      ) : (
        <Form method="post" className="form zone-form">
          <CsrfField />
          {done && (
            <Banner tone={done.said ? 'warn' : 'good'}>{done.said ?? say.done(ofDraft ?? ofOrgan)}</Banner>
          )}
          <Field label={say.label}>
            {(wired) => (
              <select key={ofDraft} className="input" name="zone" defaultValue={ofDraft ?? ''} {...wired}>
                <option value="">{say.ofOrgan(ofOrgan)}</option>
                <optgroup label={say.other}>
                  {all.map((zone) => (
                    <option key={zone} value={zone}>
                      {zoneName(zone)}
                    </option>
                  ))}
                </optgroup>
              </select>
            )}
          </Field>
          <div className="row">
            <Button tone="primary" type="submit" busy={busy}>
              {say.set}
            </Button>
            <Link to="/organs">{organs.link}</Link>
          </div>
        </Form>
      )}
    </section>
  )
}
