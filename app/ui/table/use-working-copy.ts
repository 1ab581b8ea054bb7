import { useMemo } from 'react'
import { useToast } from '../kit/overlay/toast.tsx'
import { useMessages } from '../kit/messages-context.tsx'
import type { NamesHere } from '../shared/names.ts'
import type { WorkingCopyActions, TableProps } from '../context/table-props.ts'
import { whyRefused } from '../shared/why-refused.ts'
import type { DecisionAnswer } from '#app/live/types.ts'

/** What is done with a working copy, with a word about what became of it; null at the table. */
export function useWorkingCopy({ copy, floor }: TableProps, names: NamesHere): WorkingCopyActions | null {
  const m = useMessages()
  const say = useToast()
  return useMemo(() => {
    if (!copy) return null
    const told = async (work: Promise<DecisionAnswer>, done?: string) => {
      const answer = await work
      if (!answer.ok) say({ text: whyRefused(answer, names, m), tone: 'warn' })
      else if (done) say({ text: done })
      return answer
    }
    return {
      fallbacks: floor.fallbacks,
      onTable: (proposals, wording) => told(copy.onTable(proposals, wording), m.workingCopy.tabled),
      onFallback: (proposal, text) => told(copy.onFallback(proposal, text)),
    }
  }, [copy, floor.fallbacks, names, m, say])
}
