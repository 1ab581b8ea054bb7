import type { LoaderFunctionArgs } from '@remix-run/node'
import { CHAIR } from '#app/domain/basics/actor.ts'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { readConvergence } from '#app/usecases/record/read-convergence.ts'

/** How the text has come together, for the dashboard: asked for after the page is there, since it takes a while. */
export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = actorOf(requireUser(context, request))
  const { ports, language, messages: m } = context
  const found = granted(await readConvergence(ports, actor, params.draft ?? ''))
  const { overTime, paragraphs, held } = found
  const names = new Map((await ports.delegations.all()).map(({ code, name }) => [code, name[language]]))
  const delegations = [...new Set(overTime.flatMap(({ byDelegation }) => Object.keys(byDelegation)))]
  return {
    totals: overTime.map(({ at, brackets, proposals, openParagraphs }) => ({
      at,
      brackets,
      proposals,
      openParagraphs,
    })),
    paragraphs: paragraphs.map(({ id, label, spent }) => ({
      id,
      label,
      spent,
      open: overTime.map(({ byParagraph }) => byParagraph[id] ?? 0),
    })),
    delegations: delegations
      .map((code) => ({
        code,
        name: code === CHAIR ? m.words.chair : (names.get(code) ?? code),
        open: overTime.map(({ byDelegation }) => byDelegation[code] ?? 0),
      }))
      .sort((a, b) => (b.open.at(-1) ?? 0) - (a.open.at(-1) ?? 0) || (a.name < b.name ? -1 : 1)),
    held,
  }
}
