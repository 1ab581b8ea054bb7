import { useFetcher, useLocation, useNavigation, useSubmit } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { Banner } from '../kit/banner.tsx'
import { Button } from '../kit/button.tsx'
import { TextField } from '../kit/field.tsx'
import { useMessages } from '../kit/messages-context.tsx'
import { Dialog } from '../kit/overlay/dialog.tsx'
import { CsrfField, useViewer } from '../shell/viewer.tsx'

export type ProofAnswer = { proven: true } | { proven: false; problem: 'wrong' | 'too-many' | 'needed' }

/** Whether an action answered that the password has to be given again before it does anything. */
export const needsProof = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'proof' in answer

/** The answer itself, where it is not that question. */
export const submissionIn = <T,>(answer: T | { proof: 'needed' } | undefined): T | undefined =>
  needsProof(answer) ? undefined : (answer as T | undefined)

/**
 * Asks for the password again when `answer` says so, and sends the same form once more when it was given. The page and
 * what is written on it stay as they are. Without scripts there is a page for it.
 */
export function ProofDialog({ answer }: { answer: unknown }) {
  const { proof: say } = useMessages()
  const [dismissed, setDismissed] = useState<unknown>(null)
  const { pathname, search } = useLocation()
  const send = useLastForm()
  const asks = needsProof(answer) && answer !== dismissed
  const done = () => {
    setDismissed(answer)
    send()
  }
  if (!asks) return null
  return (
    <>
      <noscript>
        <Banner tone="warn">
          <a href={`/confirm?${new URLSearchParams({ return: pathname + search }).toString()}`}>
            {say.byPage}
          </a>
        </Banner>
      </noscript>
      <Dialog open onClose={() => setDismissed(answer)} title={say.title}>
        <Asking onDone={done} onClose={() => setDismissed(answer)} />
      </Dialog>
    </>
  )
}

/** Sends the form again that was sent last from this page. */
function useLastForm(): () => void {
  const { formData, formAction } = useNavigation()
  const last = useRef<{ data: FormData; action: string } | null>(null)
  const submit = useSubmit()
  useEffect(() => {
    if (formData && formAction) last.current = { data: formData, action: formAction }
  }, [formData, formAction])
  return () => {
    const { current } = last
    if (current) submit(current.data, { method: 'post', action: current.action })
  }
}

function Asking({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const { words } = useMessages()
  const fetcher = useFetcher<ProofAnswer>()
  const done = useRef(onDone)
  useEffect(() => {
    done.current = onDone
  })
  const { data } = fetcher
  useEffect(() => {
    if (data?.proven) done.current()
  }, [data])
  return (
    <fetcher.Form method="post" action="/confirm" className="form">
      <input type="hidden" name="stay" value="yes" />
      <ProofFields problem={data && !data.proven ? data.problem : null} busy={fetcher.state !== 'idle'}>
        <Button onClick={onClose}>{words.cancel}</Button>
      </ProofFields>
    </fetcher.Form>
  )
}

/** What is asked: the password, or of a demo account one click. `children` stand before the button. */
export function ProofFields({
  problem,
  busy,
  children,
}: {
  problem: 'wrong' | 'too-many' | 'needed' | null
  busy: boolean
  children?: React.ReactNode
}) {
  const { proof: say, words } = useMessages()
  const isDemo = useViewer()?.demo ?? false
  const said = { wrong: say.wrong, 'too-many': say.tooMany, needed: say.passwordNeeded }
  return (
    <>
      <CsrfField />
      <p>{isDemo ? say.demoLead : say.lead}</p>
      {!isDemo && (
        <TextField
          label={say.password}
          name="password"
          type="password"
          autoComplete="current-password"
          error={problem && said[problem]}
          autoFocus
        />
      )}
      <footer>
        {children}
        <Button tone="primary" type="submit" busy={busy}>
          {busy ? words.working : isDemo ? say.demoConfirm : say.confirm}
        </Button>
      </footer>
    </>
  )
}
