import { useCallback } from 'react'
import { isRecorded, type Intervention } from '#app/domain/floor/statement.ts'
import { useToast } from '../kit/overlay/toast.tsx'
import { useMessages } from '../kit/messages-context.tsx'
import type { NamesHere } from './names.ts'
import type { DecisionAnswer, TableProps } from '../table/seat.ts'
import { whyRefused } from './why-refused.ts'

export type Intervene = (
  intervention: Intervention,
  /**
   * `isShown`: whoever asks shows a refusal where it asked, so that it is not said here too. `isTold`: this only
   * completes what was said before, so that nothing more is said when it is done.
   */
  said?: { isShown?: boolean; isTold?: boolean },
) => Promise<DecisionAnswer>

/** Says or arranges something at the table, and tells what became of it where it stands in the record. */
export function useIntervene(onIntervene: TableProps['onIntervene'], names: NamesHere): Intervene {
  const m = useMessages()
  const say = useToast()
  return useCallback(
    async function intervene(intervention, { isShown = false, isTold = false } = {}) {
      const answer = await onIntervene(intervention)
      if (!answer.ok) {
        if (isShown) return answer
        say({ text: whyRefused(answer, names, m), tone: 'warn' })
      } else if (isRecorded(intervention) && !isTold)
        say({ text: m.said(intervention, aboutOf(intervention, names)) })
      return answer
    },
    [onIntervene, names, m, say],
  )
}

function aboutOf(intervention: Intervention, names: NamesHere) {
  const subjects = 'subjects' in intervention ? intervention.subjects : []
  const [subject] = 'paragraph' in intervention ? [intervention.paragraph] : subjects
  const isProposal = subject?.includes(':') ?? false
  return {
    label: !subject ? '' : isProposal ? names.proposer(subject) : names.paragraph(subject),
    by:
      'delegation' in intervention
        ? [names.delegation(intervention.delegation)]
        : subjects.filter((id) => id.includes(':')).map(names.proposer),
  }
}
