import type { Verdict } from '#app/document/guard.ts'
import type { Actor } from '#app/domain/actor.ts'
import type { Happening } from '#app/domain/record.ts'

/** What the record keeps of words: who tabled, supported, withdrew. Their text stands in the log. */
export function happened(draft: string, actor: Actor, verdict: Verdict, at: number): Happening[] {
  const by = { user: actor.user, name: actor.name, role: actor.role, delegation: actor.delegation }
  const tabled = verdict.tabled.map((entry) => ({
    what: entry.kind === 'support' ? 'supported' : 'tabled',
    detail:
      entry.kind === 'support'
        ? { proposal: entry.proposal }
        : {
            proposal: entry.attribution.id,
            kind: entry.kind,
            ...('paragraph' in entry && { paragraph: entry.paragraph }),
          },
  }))
  const withdrawn = verdict.withdrawn.map(({ id, kind }) => ({
    what: kind === 'support' ? 'support-withdrawn' : 'withdrawn',
    detail: { proposal: id, kind },
  }))
  return [...tabled, ...withdrawn].map((each) => ({ draft, at, by, ...each }))
}
