import { describe, expect, it } from 'vitest'
import { verifyChain } from '#app/domain/record/chain.ts'
import { sha256 } from '#tests/builders/memory.ts'
import { aHeader, chair, mexico, observer, secretariat, MemoryRooms } from '#tests/builders/memory-rooms.ts'
import type { Ports } from '../ports.ts'
import { readReadiness } from './readiness.ts'
import { issueRevision } from './revisions.ts'
import { readReceived, roadOf } from './road.ts'
import { passOn, transmit } from './transmit.ts'

const agreed = ['F: RESOLVES:', 'OP: To urge States (agreed)', 'OP: To thank (agreed)']
const handing = { symbol: 'CIDI/doc.12/24', date: '2024-05-02' }

async function draftOf(paragraphs: string[], { issued = true, organ = 'CAM' } = {}) {
  const table = new MemoryRooms()
  await table.draft(aHeader({ organ }), ...paragraphs)
  if (issued) await issueRevision(table.ports, secretariat, 'd1', { date: '2024-04-09', renumber: false })
  return table
}

describe('readReadiness', () => {
  it('of an agreed text that is issued has nothing against it', async () => {
    const { ports } = await draftOf(agreed)
    expect(await readReadiness(ports, observer, 'd1')).toMatchObject({
      ok: true,
      value: {
        isReady: true,
        points: [],
        obstacles: [],
        revision: { number: 0, symbol: 'CIDI/CAM/doc.8/24' },
        to: { code: 'CIDI' },
        nextSymbol: 'CIDI/doc.1/24',
      },
    })
  })

  it.each([
    ['a draft without a text', [], { issued: false }, ['draft-empty', 'not-issued']],
    ['a text that is not issued', agreed, { issued: false }, ['not-issued']],
    ['an organ at the end of the road', agreed, { organ: 'GA' }, ['no-next-organ']],
  ])('of %s names what is against it', async (_, paragraphs, given, kinds) => {
    const { ports } = await draftOf(paragraphs, given)
    const read = await readReadiness(ports, observer, 'd1')
    expect(read.ok && read.value.obstacles.map(({ kind }) => kind)).toEqual(kinds)
    expect(read.ok && read.value.isReady).toBe(false)
  })

  it('notices a change since the revision, and each point', async () => {
    const table = await draftOf(['F: RESOLVES:', 'OP: To urge [all]', 'OP: To thank (agreed)'])
    table.type('d1', mexico, 1, 0, 0, 'Now ')
    const read = await readReadiness(table.ports, observer, 'd1')
    expect(read.ok && read.value.points.map(({ kind, label }) => `${label} ${kind}`)).toEqual([
      'OP 1 proposal',
      'OP 1 bracket',
      'OP 1 not-agreed',
    ])
    expect(read.ok && read.value.obstacles).toEqual([{ kind: 'changed-since-revision', revision: 0 }])
  })
})

/** The ports with a store that finds the symbol taken. */
const inARace = (ports: Ports): Ports => ({
  ...ports,
  rooms: {
    read: (draft) => ports.rooms.read(draft),
    readFloor: (draft) => ports.rooms.readFloor(draft),
    makeStatement: (draft, by, said) => ports.rooms.makeStatement(draft, by, said),
    dismiss: (who) => ports.rooms.dismiss(who),
    decide: () => Promise.reject(Object.assign(new Error('taken'), { name: 'Taken' })),
  },
})

describe('transmit', () => {
  it('hands the agreed text to the next organ and closes the draft', async () => {
    const { ports } = await draftOf(agreed)
    const done = await transmit(ports, secretariat, 'd1', { ...handing, symbol: ' CIDI/doc.12/24 ' })
    expect(done).toMatchObject({ ok: true, value: { what: 'transmit' } })
    expect((await ports.drafts.byId('d1'))?.phase).toBe('transmitted')
    expect(await ports.transmissions.of('d1')).toMatchObject([
      {
        from: 'CAM',
        to: 'CIDI',
        revision: 0,
        symbol: 'CIDI/doc.12/24',
        series: 'OEA/Ser.W',
        statusLine: '(Text agreed upon by the Committee on Migration Issues)',
        previous: null,
      },
    ])
    expect(await transmit(ports, secretariat, 'd1', handing)).toEqual({
      ok: false,
      refusal: { kind: 'draft-transmitted' },
    })
  })

  it.each([
    ['the chair', chair, agreed, handing, { kind: 'not-allowed' }],
    ['no symbol', secretariat, agreed, { ...handing, symbol: ' ' }, { kind: 'symbol-needed' }],
    ['no date', secretariat, agreed, { ...handing, date: '' }, { kind: 'date-needed' }],
    [
      'the symbol of a draft',
      secretariat,
      agreed,
      { ...handing, symbol: 'cidi/cam/doc. 8/24' },
      { kind: 'symbol-taken', symbol: 'cidi/cam/doc. 8/24' },
    ],
    ['an open text', secretariat, ['OP: To urge [all]'], handing, { kind: 'not-ready', points: 2 }],
    ['an empty draft', secretariat, [], handing, { kind: 'draft-empty' }],
  ])('refuses %s', async (_, by, paragraphs, given, refusal) => {
    const { ports } = await draftOf(paragraphs)
    expect(await transmit(ports, by, 'd1', given)).toEqual({ ok: false, refusal })
    expect((await ports.drafts.byId('d1'))?.phase).toBe('negotiation')
  })

  it('says so when another document has taken the symbol a moment before', async () => {
    const { ports } = await draftOf(agreed)
    expect(await transmit(inARace(ports), secretariat, 'd1', handing)).toEqual({
      ok: false,
      refusal: { kind: 'symbol-taken', symbol: handing.symbol },
    })
  })
})

describe('the road of a text', () => {
  async function atCidi() {
    const { ports } = await draftOf(agreed)
    await transmit(ports, secretariat, 'd1', handing)
    const [received] = await ports.transmissions.of('d1')
    return { ports, received: received! }
  }
  const onward = { symbol: 'AG/doc.5/24', date: '2024-06-01' }

  it('goes on from CIDI to the General Assembly and is seen from its origin', async () => {
    const { ports, received } = await atCidi()
    const passed = await passOn(ports, secretariat, received.id, onward)
    expect(passed).toMatchObject({
      ok: true,
      value: {
        from: 'CIDI',
        to: 'GA',
        series: 'OEA/Ser.P',
        previous: received.id,
        statusLine: '(Text agreed upon by the Inter-American Council for Integral Development)',
      },
    })
    const road = await roadOf(ports, mexico, 'd1')
    expect(
      road.ok &&
        road.value.stations.map(
          ({ name, symbol, isHere }) => `${name.en}, ${symbol}${isHere ? ' here' : ''}`,
        ),
    ).toEqual([
      'Committee on Migration Issues, CIDI/CAM/doc.8/24',
      'Inter-American Council for Integral Development, CIDI/doc.12/24',
      'General Assembly, AG/doc.5/24 here',
    ])
  })

  it('has gone on, though nothing can be read after it has', async () => {
    const { ports, received } = await atCidi()
    let isBroken = false
    const rooms: Ports['rooms'] = {
      ...ports.rooms,
      async decide(...given) {
        const decided = await ports.rooms.decide(...given)
        isBroken = true
        return decided
      },
    }
    const transmissions: Ports['transmissions'] = {
      ...ports.transmissions,
      of: (id) => (isBroken ? Promise.reject(new Error('no database')) : ports.transmissions.of(id)),
    }
    const passed = await passOn({ ...ports, rooms, transmissions }, secretariat, received.id, onward)
    const [, stored] = await ports.transmissions.of('d1')
    expect(passed).toEqual({ ok: true, value: { ...stored, at: undefined } })
  })

  it('has each of its steps in the record', async () => {
    const { ports, received } = await atCidi()
    const passed = await passOn(ports, secretariat, received.id, { ...onward, symbol: ' AG/doc.5/24 ' })
    const record = await ports.record.of('d1')
    expect(record.at(-1)).toMatchObject({
      what: 'pass-on',
      by: { name: secretariat.name },
      detail: {
        transmission: received.id,
        to: 'GA',
        symbol: 'AG/doc.5/24',
        date: '2024-06-01',
        onward: passed.ok && passed.value.id,
      },
    })
    expect(record.at(-2)).toMatchObject({ what: 'transmit', detail: { transmission: received.id } })
    expect(verifyChain(record, sha256)).toMatchObject({ ok: true })
  })

  it('is at its origin before it is transmitted', async () => {
    const { ports } = await draftOf(agreed)
    const road = await roadOf(ports, observer, 'd1')
    expect(road.ok && road.value.stations).toMatchObject([{ organ: 'CAM', isHere: true, transmission: null }])
  })

  it('shows the text under its new head where it was received', async () => {
    const { ports, received } = await atCidi()
    const read = await readReceived(ports, observer, received.id)
    expect(read).toMatchObject({
      ok: true,
      value: {
        organ: { code: 'CIDI' },
        text: {
          symbol: 'CIDI/doc.12/24',
          date: '2024-05-02',
          header: { organ: 'CIDI', symbol: 'CIDI/doc.12/24', phase: 'transmitted' },
          version: 0,
        },
        onward: { organ: { code: 'GA' }, nextSymbol: 'AG/doc.1/24' },
      },
    })
    await passOn(ports, secretariat, received.id, onward)
    const after = await readReceived(ports, observer, received.id)
    expect(after.ok && after.value.onward).toBeNull()
  })

  it.each([
    ['a delegate', mexico, {}, { kind: 'not-allowed' }],
    ['no symbol', secretariat, { symbol: '' }, { kind: 'symbol-needed' }],
    [
      'a symbol in use',
      secretariat,
      { symbol: 'CIDI/doc. 12/24' },
      { kind: 'symbol-taken', symbol: 'CIDI/doc. 12/24' },
    ],
    ['a day that is none', secretariat, { date: '2024-13-01' }, { kind: 'date-needed' }],
  ])('does not go on with %s', async (_, by, given, refusal) => {
    const { ports, received } = await atCidi()
    expect(await passOn(ports, by, received.id, { ...onward, ...given })).toEqual({ ok: false, refusal })
  })

  it('tells the second of two who pass it on at once where it has gone', async () => {
    const { ports, received } = await atCidi()
    const rooms: Ports['rooms'] = {
      ...ports.rooms,
      async decide(...given) {
        await passOn(ports, secretariat, received.id, onward)
        return ports.rooms.decide(...given)
      },
    }
    const second = { ...onward, symbol: 'AG/doc.6/24' }
    expect(await passOn({ ...ports, rooms }, secretariat, received.id, second)).toEqual({
      ok: false,
      refusal: { kind: 'already-passed-on', to: 'GA' },
    })
    expect(await ports.transmissions.of('d1')).toHaveLength(2)
  })

  it('does not go on under a symbol that another document has taken a moment before', async () => {
    const { ports, received } = await atCidi()
    expect(await passOn(inARace(ports), secretariat, received.id, onward)).toEqual({
      ok: false,
      refusal: { kind: 'symbol-taken', symbol: onward.symbol },
    })
  })

  it('goes on once only, and not beyond its end', async () => {
    const { ports, received } = await atCidi()
    const passed = await passOn(ports, secretariat, received.id, onward)
    const again = { symbol: 'AG/doc.6/24', date: '2024-06-02' }
    expect(await passOn(ports, secretariat, received.id, again)).toMatchObject({
      refusal: { kind: 'already-passed-on', to: 'GA' },
    })
    const last = passed.ok ? passed.value.id : ''
    expect(await passOn(ports, secretariat, last, again)).toMatchObject({
      refusal: { kind: 'no-next-organ', organ: 'GA' },
    })
    expect(await passOn(ports, secretariat, 'none', again)).toMatchObject({
      refusal: { kind: 'no-such-transmission' },
    })
  })
})
