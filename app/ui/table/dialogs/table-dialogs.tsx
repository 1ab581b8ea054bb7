import type { Asking, DecisionAsking, MeetingAsking, Panel } from '#app/ui/context/asking.ts'
import { useSharedTable } from '#app/ui/context/table-context.tsx'
import { MeetingDialog } from '#app/ui/meeting/meeting-dialogs.tsx'
import { SpeakersDrawer } from '#app/ui/meeting/speakers-drawer.tsx'
import { AgreedLanguage } from './agreed-language.tsx'
import { DecisionDialog } from './decision-dialogs.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { Palette } from './palette.tsx'
import { ProposeDialog } from './propose-dialog.tsx'

/** What is opened over the table, and what is asked before something is done. */
export function TableDialogs({
  panel,
  asking,
  close,
  answered,
}: {
  panel: Panel | null
  asking: Asking | null
  close: () => void
  answered: () => void
}) {
  const isShared = useSharedTable() !== null
  return (
    <>
      <Palette open={panel === 'palette'} onClose={close} />
      <MoveDialog open={panel === 'move'} onClose={close} />
      <AgreedLanguage open={panel === 'agreed-language'} onClose={close} />
      <KeysDialog open={panel === 'keys'} onClose={close} />
      {isShared && <SpeakersDrawer open={panel === 'speakers'} onClose={close} />}
      {asking && <Asked asking={asking} onClose={answered} />}
    </>
  )
}

/** Which part of the table asks. What is said about the text is asked for by the discussion. */
const askers: Record<Asking['kind'], 'decision' | 'meeting' | 'proposal' | 'discussion'> = {
  decline: 'decision',
  agree: 'decision',
  reopen: 'decision',
  remove: 'decision',
  restore: 'decision',
  add: 'decision',
  form: 'decision',
  bracket: 'decision',
  'open-reading': 'meeting',
  'close-reading': 'meeting',
  'start-silence': 'meeting',
  'break-silence': 'meeting',
  'extend-silence': 'meeting',
  'cancel-silence': 'meeting',
  'limit-speaking': 'meeting',
  propose: 'proposal',
  comment: 'discussion',
  groups: 'discussion',
  'position-note': 'discussion',
}
const isDecision = (asking: Asking): asking is DecisionAsking => askers[asking.kind] === 'decision'
const isMeeting = (asking: Asking): asking is MeetingAsking => askers[asking.kind] === 'meeting'

function Asked({ asking, onClose }: { asking: Asking; onClose: () => void }) {
  if (isDecision(asking)) return <DecisionDialog asking={asking} onClose={onClose} />
  if (isMeeting(asking)) return <MeetingDialog asking={asking} onClose={onClose} />
  return asking.kind === 'propose' ? <ProposeDialog asking={asking} onClose={onClose} /> : null
}
