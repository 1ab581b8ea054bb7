import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ActionFunctionArgs } from '@remix-run/node'
import { describe, expect, test } from 'vitest'
import type { Role } from '#app/domain/basics/actor.ts'

type Action = (args: ActionFunctionArgs) => Promise<unknown>
type Module = { action?: Action }

const folder = join(import.meta.dirname, '../routes')
/** Every module under the folder of the routes, as it is written. */
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /^[^.].*(?<!\.test)\.tsx?$/.test(file),
)
const routes = sources.filter((file) => /[/\\]route\.tsx?$/.test(file))
const modules = await Promise.all(
  routes.map(async (file) => ({ file, module: (await import(join(folder, file))) as Module })),
)
const actions = modules.flatMap(({ file, module: { action } }) => (action ? [{ file, action }] : []))

/** Doors that are open to whoever is not signed in. */
const OPEN = ['sign-in', 'unsubscribe']

/** Puts a form to an action that has no store to ask, and says whether it was read and what was thrown. */
async function put(action: Action, role: Role | null) {
  const request = new Request('http://localhost/somewhere', {
    method: 'POST',
    body: new URLSearchParams({ 'email[999999999]': 'a' }),
  })
  const user = role && { id: 'u', name: 'U', role, delegation: role === 'delegate' ? 'MEX' : null }
  const context = { ports: {}, user, session: null }
  const params = { draft: 'demo', transmission: 't' }
  const thrown: unknown = await action({ request, context, params } as unknown as ActionFunctionArgs).catch(
    (error: unknown) => error,
  )
  return { isRead: request.bodyUsed, status: thrown instanceof Response ? thrown.status : null }
}

test('there are actions to ask', () => expect(actions.length).toBeGreaterThan(15))

describe('turns a stranger away before the body is read', () => {
  test.each(actions.filter(({ file }) => !OPEN.some((door) => file.startsWith(door))))(
    '$file',
    async ({ action }) => expect(await put(action, null)).toEqual({ isRead: false, status: 302 }),
  )
})

describe('asks for the role before the form is read', () => {
  test.each<[string, Role]>([
    ['drafts.new', 'delegate'],
    ['drafts.$draft.import', 'delegate'],
    ['drafts.$draft.revisions._index', 'delegate'],
    ['drafts.$draft.transmit', 'delegate'],
    ['drafts.$draft.meeting', 'delegate'],
    ['transmissions.$transmission._index', 'delegate'],
    ['organs', 'chair'],
  ])('%s is not for a %s', async (route, role) => {
    const { action } = actions.find(
      ({ file }) => file.startsWith(`${route}/`) || file.startsWith(`${route}\\`),
    )!
    expect(await put(action, role)).toEqual({ isRead: false, status: 403 })
  })
})

describe('answers a form with a billion places with 400', () => {
  test.each(actions.filter(({ file }) => OPEN.some((door) => file.startsWith(door))))(
    '$file',
    async ({ action }) => expect(await put(action, null)).toEqual({ isRead: true, status: 400 }),
  )
})

describe('asks for the password again before what nothing takes back', () => {
  const textOf = (file: string) => readFileSync(join(folder, file), 'utf8')
  const forGood = routes.filter((file) => /\b(issueRevision|transmit|passOn)\(/.test(textOf(file)))
  test('there are such routes', () => expect(forGood.length).toBeGreaterThan(3))
  test.each(forGood)('%s', (file) => expect(textOf(file)).toMatch(/proofNeeded\(context\)|context\.isProven/))
})

describe('what comes in is read by the readers of app/http alone', () => {
  test.each(sources)('%s', (file) =>
    expect(readFileSync(join(folder, file), 'utf8')).not.toMatch(
      /request\.(formData|json|text|arrayBuffer|blob|body)\b|request\.url\)|parseWithZod\(await/,
    ),
  )
})
