import { charAfter } from '../basics/character.ts'
import type { DelegationCode } from '../basics/actor.ts'
import type { Attribution, ProposalId, RollingParagraph, Run } from '../basics/rolling.ts'

/** Where words of a text under work come from. */
export type Origin =
  | { kind: 'base' }
  | { kind: 'proposal'; by: Attribution }
  /** Base words written once more, in an alternative that needs them to be read. */
  | { kind: 'repeated' }
  /** `[`, `]` and the names between. */
  | { kind: 'bracket'; delegations: readonly DelegationCode[] }

/** A run that knows where its words came from. Base text is what has no insertions around it. */
export type PreviewRun = Run & { origin: Origin }
export type PreviewParagraph = Omit<RollingParagraph, 'runs'> & { runs: readonly PreviewRun[] }

/** The paragraph before anything is decided. */
export const previewOf = (paragraph: RollingParagraph): PreviewParagraph => ({
  ...paragraph,
  runs: paragraph.runs.map((run) => {
    const by = run.insertions.at(-1)
    return { ...run, origin: by ? { kind: 'proposal', by } : { kind: 'base' } }
  }),
})

/**
 * What accepting these proposals makes of the paragraph: words they bring are base text, words they strike are
 * gone. What others propose stays where it is.
 */
export function accepting(paragraph: PreviewParagraph, ids: ReadonlySet<ProposalId>): PreviewParagraph {
  const isAccepted = ({ id }: Attribution) => ids.has(id)
  return {
    ...paragraph,
    runs: paragraph.runs
      .filter(({ strikes }) => !strikes.some(isAccepted))
      .map((run) =>
        run.insertions.some(isAccepted)
          ? { ...run, insertions: run.insertions.filter((by) => !isAccepted(by)) }
          : run,
      ),
  }
}

export const isBaseRun = ({ insertions }: Run): boolean => insertions.length === 0

/** The words of the paragraph as they stand, without what is still proposed. */
export const baseText = ({ runs }: { runs: readonly Run[] }): string =>
  runs
    .filter(isBaseRun)
    .map(({ text }) => text)
    .join('')

/** The same runs, cut so that none goes over these offsets of the base text. */
export function cutAt<R extends Run>(runs: readonly R[], offsets: readonly number[]): R[] {
  let at = 0
  return runs.flatMap((run) => {
    if (!isBaseRun(run)) return [run]
    const from = at
    at += run.text.length
    const cuts = [...new Set(offsets)].filter((cut) => cut > from && cut < at).sort((a, b) => a - b)
    return [from, ...cuts].map((start, i) => ({
      ...run,
      text: run.text.slice(start - from, (cuts[i] ?? at) - from),
      first: start === from ? run.first : charAfter(run.first, start - from),
    }))
  })
}
