import type { DelegationCode } from '#app/domain/basics/actor.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { stances, type Stance } from '#app/domain/basics/stance.ts'
import type { Subject } from '#app/domain/floor/floor.ts'
import type { GroupCode } from '#app/domain/floor/group.ts'
import { groupsSpeakingFor, spokenFor } from '#app/domain/floor/positions.ts'
import type { Statement } from '#app/domain/floor/statement.ts'
import { proposalsOf, type Proposal } from '#app/domain/text/proposal.ts'
import type { Action, Effect } from '#app/ui/context/action.ts'
import { mayNow, nameOnProposal, paragraphInFocus } from '#app/ui/context/make-action.ts'
import type { Settled, TableContext } from '#app/ui/context/table-context.tsx'

/** What a position is taken on. */
export type PositionOn = {
  subjects: readonly Subject[]
  /** Null for a paragraph. */
  author: DelegationCode | null
  /** An action on it, by the name that it has among everything that can be done. */
  named(short: string): string
}

export const onParagraphAsWhole = ({ m, names }: Settled, paragraph: ParagraphId): PositionOn => ({
  subjects: [paragraph],
  author: null,
  named: (short) => m.palette.on(names.paragraph(paragraph), short),
})

export const onProposal = (here: Settled, proposal: Proposal): PositionOn => ({
  subjects: proposal.ids,
  author: proposal.delegation,
  named: (short) => nameOnProposal(here, proposal, short),
})

/** On the paragraph in focus, and on each proposal in it. */
export function positionsInFocus(here: TableContext): Action[] {
  const paragraph = paragraphInFocus(here)
  if (!paragraph) return []
  const isWhole = !paragraph.proposed && paragraph.kind !== 'formula'
  return [
    ...(isWhole ? positionActions(here, onParagraphAsWhole(here, paragraph.id)) : []),
    ...proposalsOf(paragraph).flatMap((proposal) => positionActions(here, onProposal(here, proposal))),
  ]
}

/** What one says of it: for one's own delegation, and for the groups that it speaks for. */
export function positionActions(here: Settled, on: PositionOn): Action[] {
  const groups = spokenFor(here.floor.groups, here.me.delegation)
  return [
    ...ownStances(here, on),
    ...ownWords(here, on),
    ...groups.flatMap(({ code }) => forGroup(here, on, code)),
    ...membership(here, on),
  ]
}

/** Whoever made a proposal stands for it by having made it. */
const isAuthor = ({ me }: Settled, { author }: PositionOn): boolean =>
  author !== null && author === me.delegation

type Part = { id: string; about: string; short: string; effect: Effect } & Partial<Action>

const one = ({ m }: Settled, { subjects, named }: PositionOn, part: Part): Action => ({
  said: named(part.short),
  group: 'discuss',
  places: part.isOn ? ['position'] : ['position', 'palette'],
  keywords: [m.positions.take],
  ...part,
  id: `position.${part.id}`,
  about: [...subjects, part.about].join(' '),
})

const state = (statement: Statement): Effect => ({ kind: 'state', statement })

const latest = <P extends { at: number }>(taken: readonly P[]): P | null =>
  taken.reduce<P | null>((a, b) => (a && a.at >= b.at ? a : b), null)

const ownOn = ({ floor, me }: Settled, { subjects }: PositionOn) =>
  latest(
    floor.positions.filter(
      ({ subject, delegation }) => delegation === me.delegation && subjects.includes(subject),
    ),
  )

/** One of all stances; a note that was written goes with the next. */
export function ownStances(here: Settled, on: PositionOn): Action[] {
  if (isAuthor(here, on) || !mayNow(here, 'take-position')) return []
  const own = ownOn(here, on)
  const note = own?.note ? { note: own.note } : {}
  return stances.map((stance) =>
    one(here, on, {
      id: 'take',
      about: stance,
      short: here.m.stances[stance].name,
      isOn: own?.stance === stance,
      effect: state({ kind: 'take-position', subjects: on.subjects, stance, ...note }),
    }),
  )
}

/** What is done with the position that one has taken. */
export function ownWords(here: Settled, on: PositionOn): Action[] {
  const own = ownOn(here, on)
  if (!own || !mayNow(here, 'leave-position')) return []
  const { positions: say } = here.m
  const { subjects } = on
  return [
    one(here, on, {
      id: 'note',
      about: '',
      short: own.note ? say.editNote : say.note,
      effect: { kind: 'ask', asking: { kind: 'position-note', subjects, own } },
    }),
    one(here, on, {
      id: 'leave',
      about: '',
      short: say.leave,
      tone: 'danger',
      effect: state({ kind: 'leave-position', subjects }),
    }),
  ]
}

/** What one says for a group that one speaks for: a stance, or nothing any more. */
export const forGroup = (here: Settled, on: PositionOn, group: GroupCode): Action[] =>
  mayNow(here, 'take-position') ? [...groupStances(here, on, group), ...leaveFor(here, on, group)] : []

const takenFor = ({ floor }: Settled, { subjects }: PositionOn, code: GroupCode) =>
  latest(floor.groupPositions.filter(({ group, subject }) => group === code && subjects.includes(subject)))

function groupStances(here: Settled, on: PositionOn, group: GroupCode): Action[] {
  const { stances: say, positions } = here.m
  const taken = takenFor(here, on, group)
  const take = (stance: Stance): Action =>
    one(here, on, {
      id: 'take-for',
      about: `${group} ${stance}`,
      short: say[stance].name,
      said: on.named(positions.stanceFor(group, say[stance].name)),
      isOn: taken?.stance === stance,
      effect: state({ kind: 'take-position', subjects: on.subjects, stance, group }),
    })
  return stances.map(take)
}

function leaveFor(here: Settled, on: PositionOn, group: GroupCode): Action[] {
  if (!takenFor(here, on, group)) return []
  return [
    one(here, on, {
      id: 'leave-for',
      about: group,
      short: here.m.positions.leaveFor(group),
      tone: 'danger',
      effect: state({ kind: 'leave-position', subjects: on.subjects, group }),
    }),
  ]
}

/** Leaves what one's group says, or joins it again. */
export function membership(here: Settled, on: PositionOn): Action[] {
  const { m, me, floor } = here
  if (isAuthor(here, on) || !mayNow(here, 'dissociate')) return []
  return groupsSpeakingFor(on, me.delegation, floor).map(({ code }) => {
    const isOut = floor.dissociations.some(
      ({ delegation, group, subject }) =>
        delegation === me.delegation && group === code && on.subjects.includes(subject),
    )
    const kind = isOut ? 'associate' : 'dissociate'
    return one(here, on, {
      id: kind,
      about: code,
      short: m.positions[kind](code),
      effect: state({ kind, subjects: on.subjects, group: code }),
    })
  })
}
