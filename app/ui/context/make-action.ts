import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { RollingParagraph } from '#app/domain/basics/rolling.ts'
import { may, type Right } from '#app/domain/policy.ts'
import type { Proposal } from '#app/domain/text/proposal.ts'
import type { Action } from './action.ts'
import type { TableContext } from './table-context.tsx'

/** One about a paragraph: among everything that can be done it is named with the paragraph's number. */
export const onParagraph = (
  { m, names }: Pick<TableContext, 'm' | 'names'>,
  paragraph: ParagraphId,
  given: Omit<Action, 'said'> & { short: string },
): Action => ({ ...given, said: m.palette.on(names.paragraph(paragraph), given.short) })

/** Words by which a proposal is told from others of its delegation. */
const WORDS = 40

/** The name of an action on a proposal among everything that can be done. */
export function nameOnProposal(
  { m, names }: Pick<TableContext, 'm' | 'names'>,
  { paragraph, delegation, inserted, struck }: Proposal,
  short: string,
): string {
  const words = (inserted.trim() || struck.trim()).slice(0, WORDS)
  return m.palette.proposal(
    m.palette.on(names.paragraph(paragraph), short),
    names.delegation(delegation),
    words,
  )
}

export const paragraphInFocus = ({
  text,
  focus,
}: Pick<TableContext, 'text' | 'focus'>): RollingParagraph | null =>
  text.paragraphs.find(({ id }) => id === focus) ?? null

/** Whether somebody who sits here may decide or say this while the text is negotiated; never in a working copy. */
export const mayNow = (
  { me, isTransmitted, isCopy }: Pick<TableContext, 'me' | 'isTransmitted' | 'isCopy'>,
  right: Right,
): boolean => !isTransmitted && !isCopy && may(me, right)
