import { afterEach, expect, test, vi } from 'vitest'
import { inPrivate, workingCopyOf } from '#app/domain/floor/working-copy.ts'
import type { Head } from '#app/domain/record/evidence/head.ts'
import { storesOn } from '#server/persistence/stores/stores.ts'
import { verifyRoom } from '#server/verification.ts'
import { Client } from '#tests/builders/client.ts'
import {
  OTHER_WORDS,
  aHub,
  aNegotiation,
  closeHubs,
  closed,
  forged,
  ignore,
  renote,
  rewrite,
} from '#tests/builders/forgery.ts'
import { lines, mexico, secretariat } from '#tests/builders/memory-rooms.ts'
import { aDraft } from '#tests/builders/samples.ts'
import { onBothDatabases } from '#tests/servers/databases.ts'

afterEach(closeHubs)

onBothDatabases('what is kept of a room', (open) => {
  const report = (room: string, heads: readonly Head[] = []) => verifyRoom(open().pool, room, heads)
  const faults = async (...asked: Parameters<typeof report>) => (await report(...asked)).faults

  test('is whole when nothing was forged, and covered from the first entry to the last', async () => {
    const { id } = await aNegotiation(open())
    const { head, ...found } = await report(id)
    expect(found).toMatchObject({ faults: [], coveredFrom: 1, uncovered: 0 })
    expect(found.updates).toBeGreaterThan(5)
    expect(await faults(id, [head!, { ...head!, number: 1, hash: (await first(id)).hash }])).toEqual([])
  })

  const first = async (id: string) => (await storesOn(open(), ignore).record.of(id))[0]!

  test('refuses to have a client made another’s', async () => {
    const { id } = await aNegotiation(open())
    const refused = (sql: string) => expect(open().pool.query(sql, [id])).rejects.toThrow('append-only')
    await refused(`UPDATE draft_clients SET "user" = 'bra-user' WHERE draft = $1`)
    await refused('DELETE FROM draft_clients WHERE draft = $1')
  })

  test.each<[string, string, string, object]>([
    [
      'words of an issued text replaced',
      'revisions',
      `UPDATE revisions SET content = replace(content, 'two', 'four') WHERE draft = $1`,
      { kind: 'paper-changed', paper: { kind: 'revision' } },
    ],
    [
      'the date of an issued text',
      'revisions',
      `UPDATE revisions SET date = '2024-04-09' WHERE draft = $1`,
      { kind: 'paper-changed', paper: { kind: 'revision' } },
    ],
    [
      'a transmission dated back',
      'transmissions',
      `UPDATE transmissions SET at = at - interval '1 day' WHERE draft = $1`,
      { kind: 'paper-changed', paper: { kind: 'transmission' } },
    ],
    [
      'a transmission taken away',
      'transmissions',
      'DELETE FROM transmissions WHERE draft = $1',
      { kind: 'paper-missing', paper: { kind: 'transmission' } },
    ],
    [
      'base text altered in the log',
      'draft_updates',
      OTHER_WORDS,
      { kind: 'log-changed', item: { update: 0 } },
    ],
    [
      'a client id given to somebody else',
      'draft_clients',
      `UPDATE draft_clients SET "user" = 'bra-user' WHERE draft = $1 AND "user" = 'can-user'`,
      { kind: 'log-changed', item: { client: 0 } },
    ],
    [
      'a client id taken away',
      'draft_clients',
      `DELETE FROM draft_clients WHERE draft = $1 AND "user" = 'can-user'`,
      { kind: 'log-gap' },
    ],
    [
      'a client id put in',
      'draft_clients',
      `INSERT INTO draft_clients (draft, client, "user") VALUES ($1, 7, 'bra-user')`,
      { kind: 'log-changed', item: { client: 0 } },
    ],
    [
      'words taken out of the log',
      'draft_updates',
      `DELETE FROM draft_updates WHERE number =
        (SELECT number FROM draft_updates WHERE draft = $1 ORDER BY number OFFSET 2 LIMIT 1)`,
      { kind: 'log-gap' },
    ],
    [
      'the end of the log cut off',
      'draft_updates',
      `DELETE FROM draft_updates WHERE draft = $1 AND number = (SELECT max(number) FROM draft_updates WHERE draft = $1)`,
      { kind: 'log-cut' },
    ],
    [
      'an entry that covers no log any more',
      'record_entries',
      'UPDATE record_entries SET form = NULL, log = NULL WHERE draft = $1 AND number = 3',
      { kind: 'record-broken', number: 3, fault: 'entry-changed' },
    ],
  ])('tells %s', async (_, table, sql, fault) => {
    const { id } = await aNegotiation(open())
    await forged(open(), table, sql, [id])
    const [found] = await faults(id)
    const named = { update: expect.any(Number) as number, client: expect.any(Number) as number }
    const { item } = fault as { item?: object }
    const key = item && (Object.keys(item)[0] as 'update' | 'client')
    expect(found).toMatchObject({ ...fault, ...(key && { item: { [key]: named[key] } }) })
  })

  test('tells base text altered in the log when the hashes beside it are made to fit', async () => {
    const { id } = await aNegotiation(open())
    await forged(open(), 'draft_updates', OTHER_WORDS, [id])
    await renote(open(), id)
    expect((await faults(id))[0]).toMatchObject({ kind: 'log-changed', first: 1, last: 1 })
  })

  test('tells the last entries cut off to whoever noted one of them', async () => {
    const { id } = await aNegotiation(open())
    const { head, entries } = await report(id)
    const cut = 'DELETE FROM record_entries WHERE draft = $1 AND number > $2'
    await forged(open(), 'record_entries', cut, [id, entries - 1])
    await forged(open(), 'transmissions', 'DELETE FROM transmissions WHERE draft = $1', [id])
    expect((await faults(id, [head!]))[0]).toEqual({
      kind: 'head-missing',
      number: entries,
      entries: entries - 1,
    })
  })

  test('tells all entries rewritten to whoever noted one of them, and to nobody else', async () => {
    const { id } = await aNegotiation(open())
    const { head } = await report(id)
    await rewrite(open(), id, (text) => text.replaceAll('CAN', 'BRA'))
    expect(await faults(id)).toEqual([])
    expect((await faults(id, [head!]))[0]).toEqual({ kind: 'head-differs', number: head!.number })
  })

  test.each([
    ['nothing was stored', false],
    ['it was stored all the same', true],
  ])('is whole after appends that failed, whether %s', async (_, isStored) => {
    const stores = storesOn(open(), ignore)
    const header = aDraft()
    await stores.drafts.add(header)
    const failing = { next: false }
    const hub = aHub(open(), (own) => async (...batch) => {
      const fails = failing.next
      failing.next = false
      const stored = fails && !isStored ? null : await own(...batch)
      if (fails) throw new Error('the database is gone')
      return stored!
    })
    await hub.decide(header.id, secretariat, { kind: 'fill', paragraphs: lines('OP: one two') })
    for (const words of ['big ', 'very ']) {
      const mex = new Client(hub, { ...mexico, user: `${words}user` }, header.id)
      await vi.waitFor(() => expect(mex.text()).toMatch(/two$/))
      failing.next = true
      mex.type(4, words)
      await vi.waitFor(() => expect(mex.closed).not.toBeNull())
      failing.next = true
      const fill = { kind: 'add-paragraph', after: null, paragraph: lines('OP: more')[0]! } as const
      await expect(hub.decide(header.id, secretariat, fill)).rejects.toThrow()
      expect(await hub.decide(header.id, secretariat, fill)).toMatchObject({ ok: true })
    }
    await closed(hub)
    expect(await report(header.id)).toMatchObject({ faults: [], uncovered: 0, coveredFrom: 1 })
  })

  test('is covered in a working copy too, by an entry when its room closes', async () => {
    const stores = storesOn(open(), ignore)
    const header = aDraft()
    await stores.drafts.add(header)
    const hub = aHub(open())
    await hub.decide(header.id, secretariat, { kind: 'fill', paragraphs: lines('OP: one two') })
    await stores.workingCopies.open(header.id, 'MEX')
    const copy = workingCopyOf(header.id, 'MEX')
    const mex = new Client(hub, { ...mexico, delegation: inPrivate('MEX') }, copy)
    await vi.waitFor(() => expect(mex.text()).toBe('one two'))
    mex.type(4, 'big ')
    await vi.waitFor(() => expect(mex.stored).toBeGreaterThan(0))
    mex.type(4, 'very ')
    await vi.waitFor(() => expect(mex.stored).toBeGreaterThan(1))
    await closed(hub)
    expect(await report(copy)).toMatchObject({ faults: [], coveredFrom: 1, uncovered: 0 })
    expect((await stores.record.of(copy as never)).at(-1)).toMatchObject({
      what: 'log-covered',
      by: { role: 'system' },
    })
    await forged(open(), 'draft_updates', OTHER_WORDS.replace('two ', 'very').replace('two ', 'very'), [copy])
    expect((await faults(copy))[0]).toMatchObject({ kind: 'log-changed' })
  })
})
