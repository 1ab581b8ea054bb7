import type React from 'react'
import { createElement, Fragment, type ReactNode } from 'react'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { en } from '#app/messages/en.ts'
import { LIMITS } from '#server/http/guarded-actions.ts'
import { markedIn, saidIn, unmarkedIn } from './marked.ts'
import { dataIn, negotiation, seats } from './negotiation.ts'
import { openSite } from './site.ts'

type Shown = {
  children?: ReactNode
  trigger?: ReactNode
  label?: string
  title?: string
  'aria-label'?: string
}

/** Stands for anything that opens: what is in it is there at once. */
const opened = ({ children, title, 'aria-label': label }: Shown) =>
  createElement('div', { title, 'aria-label': label }, children)
const allOpened = new Proxy({}, { get: () => opened })

/** While it is on, whatever a component begins with as closed, hidden or not asked for is open, shown and asked for. */
const everything = vi.hoisted(() => ({ isOn: false }))
vi.mock('react', async (original) => {
  const react = await original<typeof React>()
  const useState = (first: unknown) => react.useState(everything.isOn && first === false ? true : first)
  return { ...react, useState }
})
vi.mock('radix-ui', async (original) => ({
  ...(await original<object>()),
  ...{ DropdownMenu: allOpened, Popover: allOpened, Tooltip: allOpened, Dialog: allOpened, Toast: allOpened },
}))
vi.mock('#app/ui/kit/overlay/menu.tsx', async (original) => ({
  ...(await original<object>()),
  Menu: ({ trigger, label, children }: Shown) => createElement(Fragment, null, trigger, label, children),
}))

const { table, ids } = await negotiation()
const { drafts } = table.ports
/** A draft that breaks whatever reads it, and one on a machine that does not answer. */
const byId: typeof drafts.byId = async (id) => {
  if (id === 'broken') throw new Error('The disk is gone.')
  if (id === 'away') throw Object.assign(new Error('No answer.'), { kind: 'unreachable' })
  return drafts.byId(id)
}
const ports = { ...table.ports, drafts: { ...drafts, byId } }
const site = await openSite(ports, { en, fr: markedIn('fr') })
afterAll(() => site.stop())
const data = dataIn('fr')

/** Each way to put known ids into the address of a route. */
function addressesOf(path: string): string[] {
  const [, before, name, after] = /^(.*?):(\w+)(.*)$/.exec(path) ?? []
  if (name === undefined) return [path.replace('*', 'nowhere')]
  return ids[name as keyof typeof ids].flatMap((id) =>
    addressesOf(`${before}${encodeURIComponent(id)}${after}`),
  )
}

/** Texts of an answer outside of the catalogue; none for files, whose language is the paper's, and for scripts. */
async function unmarkedOf(answer: Response): Promise<string[]> {
  const isRead = /html|text\/plain/.test(answer.headers.get('content-type') ?? '')
  const isFile = answer.headers.has('content-disposition')
  const body = await answer.text()
  return isRead && !isFile ? unmarkedIn(body, data) : []
}

const asked = site.routes.flatMap(({ id, path }) => Object.keys(seats).map((seat) => ({ id, path, seat })))
let pages = 0

vi.setConfig({ testTimeout: 120_000 })

describe('every page says all that it says in the language of the request', () => {
  test.each(asked)('$path, seen by $seat', async ({ path, seat }) => {
    const left: Record<string, string[]> = {}
    for (const address of addressesOf(path)) {
      const answer = await site.ask(address, seats[seat] ? seat : null)
      if (answer.headers.get('content-type')?.includes('html')) pages++
      const unmarked = await unmarkedOf(answer)
      if (unmarked.length > 0) left[`${answer.status} ${address}`] = unmarked
    }
    expect(left).toEqual({})
  })

  test('and they are pages', () => expect(pages).toBeGreaterThan(asked.length))
})

describe('so does what opens on a click', () => {
  let more = 0
  const draftPages = site.routes.filter(({ path, isPage }) => isPage && path.includes(':draft'))
  test.each(
    draftPages.flatMap(({ path }) => ['chair', 'secretariat', 'mexico'].map((seat) => ({ path, seat }))),
  )('$path, seen by $seat', async ({ path, seat }) => {
    for (const address of addressesOf(path).filter((each) => each.startsWith('/drafts/busy'))) {
      const closed = await site.ask(address, seat)
      const { status } = closed
      more -= saidIn(await closed.text()).length
      everything.isOn = true
      const answer = await site.ask(address, seat).finally(() => {
        everything.isOn = false
      })
      more += saidIn(await answer.clone().text()).length
      expect([address, answer.status, await unmarkedOf(answer)]).toEqual([address, status, []])
    }
  })

  test('and there is more to see', () => expect(more).toBeGreaterThan(0))
})

test('the record says whose delegate it was whose name was erased', async () => {
  const answer = await site.ask('/drafts/busy/record', 'chair')
  expect(await answer.text()).toMatch(/⟦A delegate of ⟧Canada⟦⟧/)
})

describe('so do the pages that something was asked of', () => {
  test.each<[seat: string, address: string, status?: number]>([
    ['chair', '/drafts/busy/compare?from=0&to=now'],
    ['chair', '/drafts/busy/removed?from=%400&to=now'],
    ['observer', '/drafts/busy/removed?from=%405&to=0'],
    ['mexico', '/drafts/busy/changes?since=all'],
    ['canada', '/drafts/busy/changes?since=7'],
    ['chair', '/drafts/busy/record?what=accept'],
    ['chair', '/drafts/busy/record?delegation=MEX'],
    ['secretariat', '/drafts/busy/dashboard?status=open'],
    ['secretariat', '/drafts/agreed/revisions?issue'],
    ['secretariat', '/drafts/busy/revisions?issue'],
    ['secretariat', '/drafts/busy/meeting?reading=1'],
    ['secretariat', '/drafts/busy/meeting?day=2024-04-01'],
    ['chair', '/drafts/busy/time?update=3'],
    ['nobody', '/sign-in?return=%2F&ended'],
    ['nobody', '/unsubscribe?token=unknown'],
  ])('%s, at %s', async (seat, address) => {
    const answer = await site.ask(address, seats[seat] ? seat : null)
    expect([answer.status, await unmarkedOf(answer)]).toEqual([200, []])
  })
})

const token = { csrf: 'the-token' }
const long = 'α'.repeat(5_000)
const uploaded = (fields: Record<string, string>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...token, ...fields })) form.set(name, value)
  return form
}

describe('so do the answers to what was sent', () => {
  test.each<[seat: string, address: string, fields: Record<string, string>, status: number]>([
    ['nobody', '/sign-in', {}, 422],
    ['nobody', '/sign-in', { email: 'α' }, 422],
    ['nobody', '/sign-in', { email: 'a@example.org', password: 'α' }, 422],
    ['nobody', '/sign-in', { demo: 'gone' }, 422],
    ['nobody', '/unsubscribe', { token: 'unknown' }, 200],
    ['mexico', '/account', { intent: 'mail' }, 200],
    ['mexico', '/account', { end: 'none' }, 200],
    ['mexico', '/confirm', {}, 422],
    ['mexico', '/confirm', { password: 'α' }, 422],
    ['chair', '/drafts/new', {}, 422],
    ['chair', '/drafts/new', { title: long, symbol: long, statusLine: long, date: 'α' }, 422],
    [
      'chair',
      '/drafts/new',
      { title: 'α', symbol: 'ΕΔΜ/4', date: '2024-04-09', organ: 'CAM', originalLanguage: 'es' },
      422,
    ],
    [
      'chair',
      '/drafts/new',
      { title: 'α', symbol: 'ΕΔΜ/9', date: '2024-04-09', organ: 'α', originalLanguage: 'es' },
      422,
    ],
    ['chair', '/drafts/busy/record', {}, 200],
    ['secretariat', '/organs', { organ: 'CAM', before: 'America/New_York', zone: 'Nowhere/α' }, 422],
    ['secretariat', '/organs', { organ: 'CAM', before: 'America/Lima', zone: 'UTC' }, 422],
    ['secretariat', '/drafts/busy/meeting', { zone: 'Nowhere/α' }, 422],
    ['secretariat', '/drafts/handed/meeting', { zone: 'UTC' }, 422],
    ['secretariat', '/drafts/busy/revisions', {}, 422],
    ['secretariat', '/drafts/handed/revisions', { symbol: 'ΕΔΜ/7', date: '2024-04-09' }, 422],
    ['secretariat', '/drafts/agreed/transmit', { symbol: '', date: '' }, 422],
    ['secretariat', '/drafts/agreed/transmit', { symbol: 'ΔΣ/1', date: '2024-04-12' }, 422],
    ['secretariat', '/drafts/empty/transmit', { symbol: 'ΔΣ/2', date: '2024-04-12' }, 422],
    ['secretariat', `/transmissions/${ids.transmission[0]}`, { symbol: 'ΔΣ/1', date: '2024-04-12' }, 422],
    ['secretariat', `/transmissions/${ids.transmission[0]}`, {}, 422],
  ])('%s, to %s of %o', async (seat, address, fields, status) => {
    const body = new URLSearchParams({ ...token, ...fields })
    const answer = await site.ask(address, seats[seat] ? seat : null, { method: 'POST', body })
    expect([answer.status, await unmarkedOf(answer)]).toEqual([status, []])
  })

  test.each<[string, Record<string, string>, number]>([
    ['nothing', { intent: 'read' }, 422],
    [
      'a text',
      { intent: 'read', text: 'RESOLUCIÓN\n\nRESUELVE:\n\n1. Ναι [όχι].\n\n2. Όχι.\n\n- 2 -\n\nΝαι' },
      200,
    ],
    ['a text for a draft that has one', { intent: 'fill', text: 'α', at: 'busy' }, 422],
  ])('an import of %s', async (_, { at = 'empty', ...fields }, status) => {
    const answer = await site.ask(`/drafts/${at}/import`, 'secretariat', {
      method: 'POST',
      body: uploaded(fields),
    })
    expect([answer.status, await unmarkedOf(answer)]).toEqual([status, []])
  })

  test('that the password has to be given again', async () => {
    site.forgetProof()
    for (const [address, fields] of [
      ['/account', { intent: 'mail' }],
      ['/drafts/busy/revisions', { symbol: 'ΕΔΜ/7', date: '2024-04-09' }],
      ['/drafts/agreed/transmit', { symbol: 'ΔΣ/1', date: '2024-04-12' }],
      [`/transmissions/${ids.transmission[0]}`, { symbol: 'ΔΣ/1', date: '2024-04-12' }],
    ] as const) {
      const body = new URLSearchParams({ ...token, ...fields })
      const answer = await site.ask(address, 'secretariat', { method: 'POST', body })
      expect([answer.status, await unmarkedOf(answer)]).toEqual([403, []])
    }
  })

  test('too many tries to sign in', async () => {
    site.limit()
    const body = new URLSearchParams({ ...token, email: 'a@example.org', password: 'α' })
    const answer = await site.ask('/sign-in', null, { method: 'POST', body })
    expect([answer.status, await unmarkedOf(answer)]).toEqual([429, []])
  })
})

describe('so do refusals and faults', () => {
  const form = (fields: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(fields) })
  test.each<[number, string, RequestInit?]>([
    [400, '/%00'],
    [400, '/account', form({ ...token, none: 'α' })],
    [400, '/account', { ...form(token), headers: { 'content-type': 'text/plain' } }],
    [403, '/account', { ...form(token), headers: { origin: 'https://elsewhere.example' } }],
    [403, '/drafts/new'],
    [403, '/drafts/busy/attendance.csv'],
    [404, '/no/such/page'],
    [404, '/drafts/nowhere'],
    [404, '/drafts/nowhere/record.csv'],
    [405, '/', form(token)],
    [405, '/drafts/busy/decisions'],
    [413, '/account', form({ ...token, none: 'x'.repeat(LIMITS.form) })],
    [419, '/account', form({})],
    [500, '/drafts/broken'],
    [500, '/drafts/broken/record.csv'],
    [503, '/drafts/away'],
    [503, '/drafts/away/record.csv'],
  ])('%i at %s', async (status, address, init) => {
    const answer = await site.ask(address, 'mexico', init)
    const body = await answer.clone().text()
    expect([answer.status, await unmarkedOf(answer), body.includes('⟦')]).toEqual([status, [], true])
  })
})

test('what broke was meant to break', () => expect(site.failures.length).toBeGreaterThanOrEqual(2))
