import { when } from './common.ts'

type Open = { at: number; brackets: number; proposals: number; openParagraphs: number }

export const convergence = {
  title: 'How the text came together',
  loading: 'Reading the history of the text…',
  failed: 'The history could not be read. Reload the page to try again.',
  csv: 'CSV',
  overTime: 'Brackets and proposals over time',
  overTimeSaid: (first: Open, last: Open) =>
    `From ${when.moment(first.at)} to ${when.moment(last.at)}: brackets from ${first.brackets} to ${last.brackets}, proposals from ${first.proposals} to ${last.proposals}, open paragraphs from ${first.openParagraphs} to ${last.openParagraphs}.`,
  when: 'When',
  brackets: 'Brackets',
  proposals: 'Proposals',
  openParagraphs: 'Open paragraphs',
  byDelegation: 'Open proposals by delegation, over time',
  delegation: 'Delegation',
  byParagraph: 'Brackets and proposals by paragraph, over time',
  paragraph: 'Paragraph',
  most: 'Most',
  now: 'Now',
  spent: 'Time spent',
  spentHint:
    'Time spent is what the record tells: from one act to the next, ten minutes at most, for the paragraph of the later one.',
  held: 'Who holds which bracket',
  nobodyNamed: 'nobody named',
  noBrackets: 'Nothing stands in brackets.',
  filter: 'Which of it',
  status: 'Status',
  anyStatus: 'All that is not agreed',
  theme: 'Theme',
  anyTheme: 'All themes',
  noTheme: 'Under no heading',
  noneFits: 'Nothing of this kind is left.',
}
