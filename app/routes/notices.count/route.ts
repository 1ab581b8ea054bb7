import type { LoaderFunctionArgs } from '@remix-run/node'
import { actorOf } from '#app/http/context.ts'
import { countUnread } from '#app/usecases/record/notices.ts'

/** For the bell. Nobody is sent to the door for it: whoever is signed out has no notices. */
export async function loader({ context }: LoaderFunctionArgs): Promise<Response> {
  const unread = context.user ? await countUnread(context.ports, actorOf(context.user)) : 0
  return Response.json({ unread })
}
