import { data, redirect } from '@remix-run/node'
import type { Role } from '#app/domain/basics/actor.ts'
import type { User } from '#app/usecases/ports.ts'
import type { RequestContext } from './context.ts'

/** The signed-in user; whoever is not signed in is sent to the door and comes back here afterwards. */
export function requireUser(context: Pick<RequestContext, 'user'>, request: Request): User {
  if (context.user) return context.user
  const { pathname, search } = new URL(request.url)
  throw redirect(`/sign-in?${new URLSearchParams({ return: pathname + search }).toString()}`)
}

/** The signed-in user, who must have one of these roles; for others the page says that it is not for them. */
export function requireRole(
  context: Pick<RequestContext, 'user'>,
  request: Request,
  ...roles: readonly Role[]
): User {
  const user = requireUser(context, request)
  if (roles.includes(user.role)) return user
  throw new Response(null, { status: 403 })
}

/**
 * For what is done for good, before it is done: what an action answers when the password has to be given again first;
 * null when it was given lately. The page asks for it and sends the same form again.
 */
export const proofNeeded = ({ isProven }: Pick<RequestContext, 'isProven'>) =>
  isProven ? null : data({ proof: 'needed' as const }, 403)
