import { useCallback } from 'react'
import { isRecorded, type Statement } from '#app/domain/floor/statement.ts'
import { useToast } from '../kit/overlay/toast.tsx'
import { useMessages } from '../kit/messages-context.tsx'
import type { NamesHere } from './names.ts'
import { whyRefused } from './why-refused.ts'
import type { DecisionAnswer } from '#app/live/types.ts'

export type MakeStatement = (
  statement: Statement,
  /**
   * `isShown`: whoever asks shows a refusal where it asked, so that it is not said here too. `isTold`: this only
   * completes what was said before, so that nothing more is said when it is done.
   */
  said?: { isShown?: boolean; isTold?: boolean },
) => Promise<DecisionAnswer>

/** Says or arranges something at the table, and tells what became of it where it stands in the record. */
export function useStatement(
  onStatement: (statement: Statement) => Promise<DecisionAnswer>,
  names: NamesHere,
): MakeStatement {
  const m = useMessages()
  const say = useToast()
  return useCallback(
    async function makeStatement(statement, { isShown = false, isTold = false } = {}) {
      const answer = await onStatement(statement)
      if (!answer.ok) {
        if (isShown) return answer
        say({ text: whyRefused(answer, names, m), tone: 'warn' })
      } else if (isRecorded(statement) && !isTold) say({ text: m.said(statement, aboutOf(statement, names)) })
      return answer
    },
    [onStatement, names, m, say],
  )
}

function aboutOf(statement: Statement, names: NamesHere) {
  const subjects = 'subjects' in statement ? statement.subjects : []
  const [subject] = 'paragraph' in statement ? [statement.paragraph] : subjects
  const isProposal = subject?.includes(':') ?? false
  return {
    label: !subject ? '' : isProposal ? names.proposer(subject) : names.paragraph(subject),
    by:
      'delegation' in statement
        ? [names.delegation(statement.delegation)]
        : subjects.filter((id) => id.includes(':')).map(names.proposer),
  }
}
