import { count } from './common.ts'

/** Agreed language at hand. */
export const agreedLanguage = {
  title: 'Agreed language',
  open: 'Find agreed language…',
  lead: 'Paragraphs of every text that was issued or imported here, in the language of this draft.',
  search: 'Words to look for',
  searchHint: 'Word forms and spelling need not be exact. “Quoted words” must stand together.',
  begin: 'Write a few words, as you remember them.',
  nothing: 'No text here has anything like this.',
  found: (n: number) => count(n, { one: '# paragraph', other: '# paragraphs' }),
  like: 'reads alike',
  source: (symbol: string, label: string) => (label ? `${symbol}, ${label}` : symbol),
  failed: 'The search could not be carried out. Try again in a moment.',
  insert: 'Insert at the caret',
  propose: (label: string) => `Propose after ${label}`,
  proposeAtEnd: 'Propose at the end',
  rationale: (source: string) => `Agreed language: ${source}`,
  inserted: (source: string) => `Inserted from ${source}; the source stands with the proposal.`,
  notInserted: 'Place the caret in the text first, in a paragraph that is not closed.',
}

/** The palette of everything that can be done here, searched while one types. */
export const palette = {
  title: 'What would you like to do?',
  hint: 'Type a word, or the number of a paragraph',
  nothing: 'Nothing here is called like this.',
  groups: {
    decide: 'Decide',
    propose: 'Propose',
    discuss: 'Discuss',
    meeting: 'Meeting',
    show: 'Show',
    following: 'Following',
    go: 'Go to',
    pages: 'Pages',
  },
  /** What can be done, said of what it is about: "OP 2: Agree…". */
  on: (label: string, said: string) => `${label}: ${said}`,
  /** "OP 2: Accept Mexico, “regular”" */
  proposal: (said: string, name: string, words: string) =>
    words ? `${said} · ${name}, “${words}”` : `${said} · ${name}`,
  bracket: (words: string, said: string) => `[${words}]: ${said}`,
  by: (name: string, said: string) => `${name}: ${said}`,
  selected: (said: string) => `Selected words: ${said}`,
  view: (name: string) => `Show the ${name}`,
  newParagraph: (label: string) => `New paragraph after ${label}…`,
  newAtEnd: 'New paragraph at the end…',
  footnote: 'Footnote: a reservation or a statement…',
  remove: (label: string) => `Remove ${label}`,
  join: (label: string) => `Join ${label} with the paragraph before it`,
  removed: (label: string) => `Proposed to remove ${label}`,
  joined: (label: string) => `Proposed to join ${label} with the paragraph before it`,
  newTitle: 'Propose a new paragraph',
  footnoteTitle: 'Propose a footnote',
  text: 'Text',
  footnoteHint: 'Stands at the end of the text, under the name of your delegation.',
  confirm: 'Propose',
  textNeeded: 'Write the words that you propose.',
}
