import type { NamedPlace } from '#app/domain/text/move.ts'

const place = ({ kind, name }: NamedPlace): string => {
  if (kind === 'after') return `after ${name}`
  if (name === '') return 'to the start of the text'
  return name.startsWith('“') ? `to the start under ${name}` : `to the start of ${name}`
}
const capital = (said: string) => said.charAt(0).toUpperCase() + said.slice(1)

/** A paragraph that a delegation would have elsewhere. */
export const moves = {
  /** On a card: "move after OP 5". */
  to: (to: NamedPlace) => `move ${place(to)}`,
  /** In a bracket beside the paragraph. */
  elsewhere: (to: NamedPlace, hasFamily: boolean) =>
    `move ${place(to)}${hasFamily ? ', with what belongs to it' : ''}`,
  /** In a bracket before a paragraph. */
  joined: (to: string) => `join to ${to}`,
  lost: 'The paragraph behind which it was to stand has left the text; this is the place that is left.',
  /** In the text at the old place: "MEXICO: move after OP 5". */
  away: (names: string, to: NamedPlace) => `${names}: move ${place(to)}`,
  /** In the text at the new place: "MEXICO: OP 3 here". */
  here: (names: string, label: string) => `${names}: ${label} here`,
  open: (label: string) => `Move ${label}…`,
  title: (label: string) => `Propose to move ${label}`,
  lead: 'What belongs to the paragraph goes with it. Numbers stay as they are until a revision is issued.',
  where: 'Where it is to stand',
  option: (to: NamedPlace, beginning: string) => capital(place(to)) + (beginning && ` · ${beginning}`),
  why: 'Why',
  whyHint: 'Stands with the proposal for everybody to read.',
  confirm: 'Propose',
  moved: (label: string, to: NamedPlace) => `Proposed to move ${label} ${place(to)}`,
  cannot: (label: string) =>
    `${label} cannot be moved: it is agreed and closed, is itself a proposal, or is a fixed line.`,
  nowhere: (label: string) => `There is no other place where ${label} would fit.`,
  nothing: 'Choose a paragraph first: click in it.',
  menu: (label: string) => `Propose on ${label}`,
  remove: 'Propose to remove it',
  join: 'Propose to join it with the one before',
}
