import { Button, LinkButton } from '../kit/button.tsx'
import { SiteBar } from './page.tsx'
import { sayStatus } from '#app/messages/status.ts'
import { useMessages } from '../kit/messages-context.tsx'

/** What happened and what to do, in plain words. `status` is the HTTP status, null for a fault of ours. */
export function ErrorPage({ status }: { status: number | null }) {
  const m = useMessages()
  const { errors } = m
  const [title, text] = sayStatus(m, status)
  return (
    <>
      <SiteBar />
      <main id="main" className="page narrow error-page" tabIndex={-1}>
        <span className="empty-mark" aria-hidden="true">
          [{status ?? '…'}]
        </span>
        <h1>{title}</h1>
        <p className="lead">{text}</p>
        <p className="row">
          <LinkButton tone="primary" to="/">
            {errors.toDrafts}
          </LinkButton>
          <Button onClick={() => window.location.reload()}>{errors.reload}</Button>
        </p>
      </main>
    </>
  )
}
