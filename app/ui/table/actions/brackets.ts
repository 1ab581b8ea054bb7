import { Brackets, Quote, Trash2 } from 'lucide-react'
import { charAt } from '#app/domain/basics/character.ts'
import { isClosed } from '#app/domain/basics/paragraph.ts'
import type { CharId, RollingParagraph, RollingText } from '#app/domain/basics/rolling.ts'
import type { Bracket, BracketTree } from '#app/domain/brackets/bracket.ts'
import { bracketsReaching } from '#app/domain/brackets/bracket-reach.ts'
import { proposedAlternatives } from '#app/domain/consolidation/proposed-alternatives.ts'
import type { Decision } from '#app/domain/decisions/decision.ts'
import { bracketsOf, joinRuns, runsOf } from '#app/domain/text/view.ts'
import type { Action } from '#app/ui/context/action.ts'
import type { BracketContext } from '#app/ui/context/table-context.tsx'
import { mayNow, paragraphInFocus } from '#app/ui/context/make-action.ts'

const base = { kind: 'base' } as const

/** What is decided about selected words and about the brackets of the paragraph in focus. */
export function bracketActions(here: BracketContext): Action[] {
  if (!mayNow(here, 'unbracket')) return []
  const paragraph = paragraphInFocus(here)
  return [
    ...onSelection(here),
    ...(paragraph && !paragraph.proposed && !isClosed(paragraph.status) ? inParagraph(here, paragraph) : []),
    ...(paragraph ? pickProposed(here, paragraph) : []),
  ]
}

function onSelection({ m, selection }: BracketContext): Action[] {
  const { selection: say } = m
  if (!selection) return []
  const { collapsed, proposals, bracket } = selection
  const at = (id: string, said: string, decision: Decision, icon?: Action['icon']): Action => ({
    id: `selection.${id}`,
    said,
    ...(icon && { icon }),
    group: 'decide',
    places: ['selection'],
    effect: { kind: 'decide', decision },
  })
  return [
    ...(!collapsed && proposals.length === 0
      ? [
          {
            id: 'selection.bracket',
            said: m.palette.selected(say.bracket),
            short: say.bracket,
            icon: Brackets,
            group: 'decide',
            places: ['selection', 'palette'],
            effect: { kind: 'ask', asking: { kind: 'bracket', selection } },
          } satisfies Action,
        ]
      : []),
    ...(bracket
      ? [
          at('unbracket', say.unbracket, { kind: 'unbracket', open: bracket.open }, Trash2),
          at(
            'literal',
            bracket.literal ? say.negotiated : say.literal,
            { kind: 'mark-literal', open: bracket.open, literal: !bracket.literal },
            Quote,
          ),
        ]
      : []),
    ...(!collapsed && proposals.length > 0 ? [at('accept', say.accept, { kind: 'accept', proposals })] : []),
  ]
}

function inParagraph(here: BracketContext, { id }: RollingParagraph): Action[] {
  const { text } = here
  const tree = bracketsOf(text, base)
  const own = tree.brackets.flatMap((each, at) => (each.open.paragraph === id ? [at] : []))
  const reaching = bracketsReaching(text.paragraphs, tree)[id] ?? []
  return [...[...reaching, ...own].flatMap((at) => onBracket(here, tree, at)), ...aroundAll(here, id)]
}

/** Brackets around the whole paragraph. */
function aroundAll({ m, names, text }: BracketContext, paragraph: string): Action[] {
  const runs = runsOf(
    text.paragraphs.find(({ id }) => id === paragraph)!,
    base,
  )
  const [from, to] = [charAt(runs, 0), charAt(runs, joinRuns(runs).length - 1)]
  if (!from || !to) return []
  const { whole } = m.brackets
  return [
    {
      id: 'bracket.whole',
      said: m.palette.on(names.paragraph(paragraph), whole),
      short: whole,
      group: 'decide',
      places: ['bracket', 'palette'],
      tone: 'ghost',
      effect: {
        kind: 'decide',
        decision: { kind: 'bracket-passage', paragraph, from, to, attribution: [] },
      },
    },
  ]
}

/** What tells the actions on one bracket from those on others. */
export const keyOfBracket = ({ open }: Bracket): string => `${open.paragraph} ${open.offset}`

/** What the chair can do about one bracket. */
function onBracket({ m, text }: BracketContext, tree: BracketTree, at: number): Action[] {
  const { brackets: say, palette } = m
  const bracket = tree.brackets[at]!
  const open = charOf(text, bracket)
  if (!open) return []
  const group = bracket.group === null ? [] : tree.alternatives[bracket.group]!
  const words = wordsIn(text, bracket)
  const one = (id: string, short: string, decision: Decision, tone?: 'ghost'): Action => ({
    id: `bracket.${id}`,
    about: keyOfBracket(bracket),
    said: palette.bracket(words, short),
    short,
    ...(tone && { tone }),
    group: 'decide',
    places: ['bracket', 'palette'],
    effect: { kind: 'decide', decision },
  })
  const { choices, literal } = bracket
  return [
    ...choices.map((words, choice) =>
      one('choose', say.choose(words), { kind: 'pick-alternative', open, choice }),
    ),
    ...(group.length > 1 && choices.length === 0
      ? [one('pick', say.pick, { kind: 'pick-alternative', open })]
      : []),
    ...(group[0] === at && hasEqual(text, tree, group)
      ? [one('merge', say.merge, { kind: 'merge-alternatives', open })]
      : []),
    one('unbracket', say.unbracket, { kind: 'unbracket', open }, 'ghost'),
    one(
      'literal',
      literal === null ? say.literal : say.negotiated,
      { kind: 'mark-literal', open, literal: literal === null },
      'ghost',
    ),
  ]
}

/** Accepts a delegation's own open words with one of their variants. */
function pickProposed({ m, names, text }: BracketContext, paragraph: RollingParagraph): Action[] {
  const { brackets: say, palette } = m
  return proposedAlternatives(paragraph, text.literalBrackets).flatMap(
    ({ delegation, proposals, variants }) =>
      variants.map((reading): Action => {
        const words = reading.picked.trim() || say.nothing
        return {
          id: 'bracket.accept-with',
          about: `${proposals[0]} ${reading.open} ${reading.choice}`,
          said: palette.by(names.delegation(delegation), say.acceptWithWords(words)),
          short: say.acceptWith,
          group: 'decide',
          places: ['bracket', 'palette'],
          effect: { kind: 'decide', decision: { kind: 'accept-alternative', proposals, ...reading } },
        }
      }),
  )
}

function charOf({ paragraphs }: RollingText, { open }: Bracket): CharId | null {
  const paragraph = paragraphs.find(({ id }) => id === open.paragraph)
  return paragraph ? charAt(runsOf(paragraph, base), open.offset) : null
}

/** The words between the brackets, as far as the paragraph goes. */
export function wordsIn({ paragraphs }: RollingText, { open, close, attributionLength }: Bracket): string {
  const paragraph = paragraphs.find(({ id }) => id === open.paragraph)
  const words = paragraph ? joinRuns(runsOf(paragraph, base)) : ''
  const to = close.paragraph === open.paragraph ? close.offset : words.length
  return words.slice(open.offset + 1 + attributionLength, to)
}

const hasEqual = (text: RollingText, { brackets }: BracketTree, group: readonly number[]): boolean => {
  const words = group.map((at) => wordsIn(text, brackets[at]!).trim())
  return new Set(words).size < words.length
}
