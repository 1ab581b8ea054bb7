import type { AppLoadContext } from '@remix-run/node'
import { granted } from '#app/http/answer.ts'
import { actorOf } from '#app/http/context.ts'
import { requireUser } from '#app/http/guards.ts'
import { readDraft } from '#app/usecases/draft/read-draft.ts'

/** What the screen of the room shows first, before any script arrives. */
export async function readScreen(context: AppLoadContext, request: Request, draft: string) {
  const user = requireUser(context, request)
  const { ports, language } = context
  const { header, text, floor } = granted(await readDraft(ports, actorOf(user), draft))
  const delegations = await ports.delegations.all()
  return {
    draft: header,
    text,
    floor,
    delegations: delegations.map(({ code, iso2, name }) => ({ code, iso2, name: name[language] })),
    user: user.id,
    me: { name: user.name, role: user.role, delegation: user.delegation },
  }
}
