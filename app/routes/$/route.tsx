import type { MetaFunction } from '@remix-run/node'
import { messagesIn } from '#app/messages/catalogue.ts'

const m = messagesIn('en')

export const meta: MetaFunction = () => [{ title: m.product.title(m.errors.notFound) }]

/** Every address that no page has. */
export function loader(): never {
  throw new Response(null, { status: 404 })
}

export default function NotFound() {
  return null
}
