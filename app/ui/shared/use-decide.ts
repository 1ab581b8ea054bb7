import { useCallback } from 'react'
import type { Decision } from '#app/domain/decisions/decision.ts'
import { useToast } from '../kit/overlay/toast.tsx'
import { useMessages } from '../kit/messages-context.tsx'
import type { NamesHere } from './names.ts'
import { whyRefused } from './why-refused.ts'
import type { DecisionAnswer } from '#app/live/types.ts'

export type Decide = (decision: Decision) => Promise<DecisionAnswer>

/** Takes a decision and says what became of it, with Undo beside it. */
export function useDecide(onDecide: Decide, names: NamesHere): Decide {
  const m = useMessages()
  const say = useToast()
  return useCallback(
    async function decide(decision) {
      const answer = await onDecide(decision)
      if (!answer.ok) {
        say({ text: whyRefused(answer, names, m), tone: 'warn' })
        return answer
      }
      const undo = { label: m.words.undo, run: () => void decide({ kind: 'undo' }) }
      say({
        text: m.done(decision, aboutOf(decision, names)),
        ...(decision.kind !== 'undo' && { action: undo }),
      })
      return answer
    },
    [onDecide, names, m, say],
  )
}

function aboutOf(decision: Decision, names: NamesHere) {
  const paragraph = 'paragraph' in decision ? decision.paragraph : null
  const proposals = 'proposals' in decision ? decision.proposals : []
  const named = decision.kind === 'bracket-passage' ? decision.attribution : []
  return {
    label: typeof paragraph === 'string' ? names.paragraph(paragraph) : '',
    by: [...new Set([...proposals.map(names.proposer), ...named.map(names.delegation)])],
  }
}
