import { count, list } from './common.ts'

/** The page where a delegation drafts in private. */
export const workingCopy = {
  name: (delegation: string) => `${delegation}, in private`,
  lead: (delegation: string) =>
    `Private to ${delegation}. Nobody outside your delegation can open this. What you write stands here only, until you table it.`,
  toTable: 'To the table',
  tableAll: (n: number) => `Table ${count(n, { one: '# proposal', other: 'all # proposals' })}`,
  table: 'Table',
  tableThis: 'Table it as it is',
  tableFallback: 'Table the fallback wording',
  fallback: 'Fallback…',
  fallbackTitle: 'Fallback wording',
  fallbackText: 'What your delegation would live with instead. It stays in private unless you table it.',
  fallbackLabel: 'Instead of the words you propose',
  fallbackKeep: 'Keep it',
  fallbackShown: (text: string) => `Fallback: “${text}”`,
  tabled: 'On the table now, under the name of your delegation.',
  confirmAll: (n: number) => `Table ${count(n, { one: '# proposal', other: '# proposals' })}`,
  confirmAllTitle: 'Table what was drafted in private?',
  confirmAllText: (labels: readonly string[]) =>
    `Everyone at the table sees these proposals at once, under the name of your delegation: ${list(labels)}.`,
}
