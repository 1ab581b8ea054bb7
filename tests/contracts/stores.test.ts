import { expect, test } from 'vitest'
import { storedOf } from '#app/domain/record/read.ts'
import type { Transmission } from '#app/domain/basics/draft.ts'
import { storesOn, type Stores } from '#server/persistence/stores/stores.ts'
import { onBothDatabases } from '#tests/servers/databases.ts'
import { claimingStore } from '#tests/builders/claiming-store.ts'
import { aDraft, anEntry, aRevision, aTransmission, aUser } from '#tests/builders/samples.ts'

onBothDatabases('the stores', (open) => {
  const stores = (): Stores => storesOn(open(), () => undefined)
  const draft = async () => {
    const header = aDraft()
    await stores().drafts.add(header)
    return header
  }

  test('know the 35 member states in Spanish alphabetical order, in four languages', async () => {
    const all = await stores().delegations.all()
    expect(all).toHaveLength(35)
    expect(all[0]).toEqual({
      code: 'ATG',
      iso2: 'AG',
      name: {
        en: 'Antigua and Barbuda',
        es: 'Antigua y Barbuda',
        fr: 'Antigua-et-Barbuda',
        pt: 'Antígua e Barbuda',
      },
      order: 1,
    })
    expect(all.map((one) => one.order)).toEqual(Array.from({ length: 35 }, (_, place) => place + 1))
  })

  test('know the road of a text: CAM, CIDI, General Assembly', async () => {
    const { organs } = stores()
    const road = []
    for (
      let organ = await organs.byCode('CAM');
      organ;
      organ = organ.next ? await organs.byCode(organ.next) : null
    )
      road.push(organ.code)
    expect(road).toEqual(['CAM', 'CIDI', 'GA'])
    expect((await organs.all()).map((organ) => organ.code)).toEqual(['CAM', 'CIDI', 'CP', 'GA'])
    expect((await organs.byCode('GA'))?.formula.fr).toBe("L'ASSEMBLÉE GÉNÉRALE,")
    expect((await organs.all()).map(({ zone }) => zone)).toEqual(Array(4).fill('America/New_York'))
    expect(await organs.byCode('XX')).toBeNull()
  })

  test('keep where an organ meets, and who changed it', async () => {
    const { organs } = stores()
    const change = { organ: 'CP', at: 1_700_000_000_000, by: { user: 'u1', name: 'Office' } }
    const panama = { ...change, before: 'America/New_York', zone: 'America/Panama' }
    const back = { ...change, at: change.at + 1, before: 'America/Panama', zone: 'America/New_York' }
    expect(await organs.changeZone(panama)).toBe(true)
    expect((await organs.byCode('CP'))?.zone).toBe('America/Panama')
    expect(await organs.changeZone(panama), 'somebody else was first').toBe(false)
    expect(await organs.changeZone({ ...panama, organ: 'XX' })).toBe(false)
    expect(await organs.changeZone(back)).toBe(true)
    expect(await organs.changes('CP', 10)).toEqual([back, panama])
    expect(await organs.changes('CP', 1)).toEqual([back])
    expect(await organs.changes('CAM', 10)).toEqual([])
  })

  test('keep a working copy of a draft for a delegation, made once, with words of its own', async () => {
    const { workingCopies, drafts, room, leases } = stores()
    const { id } = await draft()
    expect(await workingCopies.isOpen(id, 'MEX')).toBe(false)
    await workingCopies.open(id, 'MEX')
    await workingCopies.open(id, 'MEX')
    expect([await workingCopies.isOpen(id, 'MEX'), await workingCopies.isOpen(id, 'CAN')]).toEqual([
      true,
      false,
    ])
    await expect(workingCopies.open('none', 'MEX')).rejects.toThrow()
    const copy = `${id}~MEX`
    await leases.renew({ id: copy, name: 'a', claims: true }, 60_000)
    const lease = await leases.claim(copy, copy)
    await room.append(copy, { updates: [Uint8Array.of(7)], clients: [], entries: [] }, lease!.epoch)
    expect((await room.load(copy)).updates).toEqual([Uint8Array.of(7)])
    expect((await room.load(id)).updates).toEqual([])
    expect(await drafts.byId(copy)).toBeNull()
    expect((await drafts.all()).map((each) => each.id)).not.toContain(copy)
  })

  test('find agreed language by its words, by likeness, once, in its language', async () => {
    const { passages } = stores()
    const { id, symbol, date } = await draft()
    const source = { draft: id, revision: null, symbol, date, language: 'en', kind: 'operative' } as const
    const passage = (place: number, text: string, over = {}) => ({
      ...source,
      place,
      label: `OP ${place}`,
      text,
      ...over,
    })
    const shelter = 'To provide temporary protection and dignified shelter to persons displaced by hurricanes'
    await passages.keep([
      passage(1, shelter),
      passage(2, 'To strengthen consular assistance at the borders of quetzal valley'),
      passage(3, 'Fortalecer la asistencia consular en el valle del quetzal', { language: 'es' }),
      passage(4, `${shelter}.`, { revision: 3 }),
    ])
    await passages.keep([passage(1, 'said otherwise')])
    const found = async (words: string, language: 'en' | 'es' = 'en') =>
      (await passages.search(words, language, 10))
        .filter((one) => one.draft === id)
        .map(({ place, by }) => `${place} by ${by}`)
    expect(await found('protecting displaced person hurricane')).toEqual(
      expect.arrayContaining(['1 by words']),
    )
    expect(await found('"consular assistance" borders')).toEqual(['2 by words'])
    expect(await found('strengthn consulr asistance')).toEqual(['2 by likeness'])
    expect(await found('fortaleciendo asistencias', 'es')).toEqual(['3 by words'])
    expect(await found('otherwise')).toEqual([])
    expect(await passages.search("'); drop table passages; --", 'en', 10)).toEqual([])
    const again = {
      ...passage(5, 'To strengthen consular assistance at the borders of quetzal valley'),
      revision: 9,
    }
    await passages.keep([{ ...again, date: '2030-01-01' }])
    expect(await found('quetzal valley')).toEqual(['5 by words'])
  })

  test('find a user by e-mail whatever its case, and by id without the password', async () => {
    const { users } = stores()
    const ana = aUser({ email: `Ana.${Math.floor(performance.now())}@Example.org` })
    await users.add(ana)
    const { passwordHash, ...known } = { ...ana, email: ana.email.toLowerCase() }
    expect(await users.byEmail(` ${ana.email.toUpperCase()} `)).toEqual({ ...known, passwordHash })
    expect(await users.byId(ana.id)).toEqual(known)
    expect(await users.byId('nobody')).toBeNull()
    expect(await users.byEmail('nobody@example.org')).toBeNull()
  })

  test('refuse a second user with the same e-mail', async () => {
    const { users } = stores()
    const ana = aUser()
    await users.add(ana)
    const second = aUser({ email: ana.email.toUpperCase() })
    await expect(users.add(second)).rejects.toMatchObject({ name: 'Taken', what: 'email' })
    expect(await users.byId(second.id)).toBeNull()
  })

  test.each([
    ['a delegate without a delegation', { delegation: null }],
    ['a chair with a delegation', { role: 'chair' as const }],
    ['a delegation that does not exist', { delegation: 'XXX' }],
  ])('refuse %s', async (_, over) => {
    await expect(stores().users.add(aUser(over))).rejects.toThrow()
  })

  test('offer demo accounts, and only those', async () => {
    const { users } = stores()
    const demo = aUser({ demo: true })
    await users.add(demo)
    await users.add(aUser())
    expect((await users.demoAccounts()).map((user) => user.id)).toEqual([demo.id])
  })

  test('keep a session until it is revoked, has been extended or has expired', async () => {
    const { users, sessions } = stores()
    const [ana, ben] = [aUser(), aUser()]
    for (const user of [ana, ben]) await users.add(user)
    const session = (id: string, user = ana.id) => ({
      ...{ id, user, createdAt: 1_000, expiresAt: 5_000 },
      device: 'Firefox on Linux',
    })
    for (const id of ['s1', 's2', 's3']) await sessions.add(session(id))
    await sessions.add(session('s4', ben.id))
    expect(await sessions.byId('s1')).toEqual(session('s1'))
    await sessions.revoke('s1')
    await sessions.revoke('never was')
    expect(await sessions.byId('s1')).toBeNull()
    await sessions.extend('s2', 9_000)
    await sessions.forgetExpired(6_000)
    expect(await sessions.byId('s2')).toEqual({ ...session('s2'), expiresAt: 9_000 })
    expect(await sessions.byId('s3')).toBeNull()
    await sessions.add(session('s5', ben.id))
    await sessions.revokeAllOf(ana.id)
    expect(await sessions.byId('s2')).toBeNull()
    expect(await sessions.byId('s5')).not.toBeNull()
  })

  test('tell which of many sessions live, and who their users are by now', async () => {
    const { users, sessions } = stores()
    const ana = aUser()
    await users.add(ana)
    const known = await users.byId(ana.id)
    const ids = ['l1', 'l2', 'l3'].map((id) => `${id} of ${ana.id}`)
    for (const [at, id] of ids.entries())
      await sessions.add({ id, user: ana.id, createdAt: 1_000, expiresAt: 5_000 + at })
    await sessions.revoke(ids[2]!)
    const living = await sessions.living([...ids, 'never was'], 5_000)
    expect([...living]).toEqual([[ids[1], { user: known, expiresAt: 5_001 }]])
    await open().pool.query(`UPDATE users SET role = 'chair', delegation_code = NULL WHERE id = $1`, [ana.id])
    expect((await sessions.living(ids, 0)).get(ids[0]!)?.user).toMatchObject({
      role: 'chair',
      delegation: null,
    })
    expect(await sessions.living([], 0)).toEqual(new Map())
  })

  test.each([
    ['one is revoked', `DELETE FROM sessions WHERE id = $1`],
    ['one expires', `UPDATE sessions SET expires_at = '1970-01-01' WHERE id = $1`],
    [
      'a user’s role changes',
      `UPDATE users SET role = 'chair', delegation_code = NULL FROM sessions WHERE sessions.id = $1 AND user_id = users.id`,
    ],
    ['a user is gone', `DELETE FROM users USING sessions WHERE sessions.id = $1 AND user_id = users.id`],
  ])('mark sessions otherwise as soon as %s', async (_, statement) => {
    const { users, sessions } = stores()
    const [ana, ben] = [aUser(), aUser()]
    for (const user of [ana, ben]) {
      await users.add(user)
      await sessions.add({ id: `m ${user.id}`, user: user.id, createdAt: 1_000, expiresAt: 5_000 })
    }
    const ids = [ana, ben].map(({ id }) => `m ${id}`)
    const mark = await sessions.mark(ids, 1_000)
    await sessions.extend(ids[0]!, 6_000)
    expect(await sessions.mark(ids, 1_000)).toBe(mark)
    await open().pool.query(statement, [ids[1]])
    expect(await sessions.mark(ids, 1_000)).not.toBe(mark)
  })

  test('list drafts with the newest first', async () => {
    const [first, second] = [await draft(), await draft()]
    expect(await stores().drafts.byId(first.id)).toEqual(first)
    expect(await stores().drafts.byId('none')).toBeNull()
    expect((await stores().drafts.all()).slice(0, 2)).toEqual([second, first])
  })

  test.each([
    ['the symbol of another draft', (symbol: string) => ({ symbol }), { name: 'Taken', what: 'symbol' }],
    ['an organ that does not exist', () => ({ organ: 'XX' }), {}],
    ['a date that is none', () => ({ date: '3/12/24' }), {}],
  ])('refuse a draft with %s', async (_, over, error) => {
    const { symbol } = await draft()
    await expect(stores().drafts.add(aDraft(over(symbol)))).rejects.toMatchObject(error)
  })

  test('give revisions back word for word, the oldest first', async () => {
    const header = await draft()
    const { revisions } = stores()
    const room = claimingStore(stores())
    const [zero, one] = [aRevision(header, 0), aRevision(header, 1)]
    for (const revision of [zero, one])
      await room.append(header.id, { updates: [], clients: [], entries: [], revision })
    expect(await revisions.of(header.id)).toEqual([zero, one])
    expect(await revisions.byNumber(header.id, 1)).toEqual(one)
    expect(await revisions.byNumber(header.id, 2)).toBeNull()
    expect(await revisions.of('none')).toEqual([])
  })

  test('keep the lineage of transmissions in the order they happened', async () => {
    const header = await draft()
    const { transmissions } = stores()
    const room = claimingStore(stores())
    await room.append(header.id, { updates: [], clients: [], entries: [], revision: aRevision(header, 0) })
    const first = aTransmission(header)
    const second = aTransmission(header, { from: 'CIDI', to: 'GA', previous: first.id, at: first.at - 1 })
    const hand = (transmission: Transmission) =>
      room.append(header.id, { updates: [], clients: [], entries: [], transmission })
    await hand(first)
    await hand(second)
    expect(await transmissions.of(header.id)).toEqual([first, second])
    expect(await transmissions.byId(second.id)).toEqual(second)
    expect(await transmissions.byId('none')).toBeNull()
    const again = aTransmission(header, { symbol: first.symbol })
    await expect(hand(again)).rejects.toMatchObject({ name: 'Taken', what: 'symbol' })
  })

  test('give the record back with its keys in order and every character, as its hashes need', async () => {
    const header = await draft()
    const detail = { z: 1, a: { y: [null, 1.5, 1e21], b: 'Ñandú 🦤 \ud800 \u0000 "' }, 10: 'ten', 2: 'two' }
    const entries = [anEntry(header.id, 1, { detail }), anEntry(header.id, 2)]
    await claimingStore(stores()).append(header.id, { updates: [], clients: [], entries })
    const kept = await stores().record.of(header.id)
    expect(JSON.stringify(kept[0] && storedOf(kept[0]).detail)).toBe(JSON.stringify(detail))
    expect(kept).toEqual(entries)
  })

  test.each(['draft_updates', 'record_entries', 'revisions', 'transmissions'])(
    'never change, delete or empty %s',
    async (table) => {
      const { pool } = open()
      for (const statement of [
        `UPDATE ${table} SET draft = draft`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table} CASCADE`,
      ])
        await expect(pool.query(statement)).rejects.toThrow(/append-only/)
    },
  )

  test('never reopen a transmitted draft', async () => {
    const header = await draft()
    const room = claimingStore(stores())
    await room.append(header.id, { updates: [], clients: [], entries: [], phase: 'transmitted' })
    expect((await stores().drafts.byId(header.id))?.phase).toBe('transmitted')
    const reopen = room.append(header.id, {
      updates: [],
      clients: [],
      entries: [],
      phase: 'negotiation',
    })
    await expect(reopen).rejects.toThrow(/not reopened/)
  })
})
