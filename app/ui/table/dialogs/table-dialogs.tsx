import type { Asking, Panel } from '#app/ui/context/asking.ts'
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

function Asked({ asking, onClose }: { asking: Asking; onClose: () => void }) {
  switch (asking.kind) {
    case 'propose':
      return <ProposeDialog asking={asking} onClose={onClose} />
    // What is said about the text is asked for by the discussion.
    case 'comment':
    case 'groups':
      return null
    case 'decline':
    case 'agree':
    case 'reopen':
    case 'remove':
    case 'add':
    case 'form':
    case 'bracket':
      return <DecisionDialog asking={asking} onClose={onClose} />
    case 'open-reading':
    case 'close-reading':
    case 'start-silence':
    case 'break-silence':
    case 'extend-silence':
    case 'cancel-silence':
    case 'limit-speaking':
      return <MeetingDialog asking={asking} onClose={onClose} />
  }
}
