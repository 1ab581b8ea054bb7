import { titled } from '#app/ui/shell/title.tsx'

export const handle = titled((m) => m.errors.notFound)

/** Every address that no page has. */
export function loader(): never {
  throw new Response(null, { status: 404 })
}

export default function NotFound() {
  return null
}
