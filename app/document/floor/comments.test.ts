import { describe, expect, test } from 'vitest'
import { charAt } from '#app/domain/basics/character.ts'
import { COMMENT_LIMITS, type AboutAsked } from '#app/domain/floor/comment.ts'
import { commentedRanges } from '#app/domain/floor/commented-words.ts'
import type { Statement } from '#app/domain/floor/statement.ts'
import { joinRuns } from '#app/domain/text/view.ts'
import { MemoryRooms, aHeader, actor, canada, chair, mexico } from '#tests/builders/memory-rooms.ts'
import { placeOf } from './place.ts'

const translator = actor('translator')

async function aTable() {
  const table = new MemoryRooms()
  await table.draft(aHeader(), 'OP: To urge all states', 'OP: To invite')
  table.type('d1', mexico, 0, 7, 7, ' strongly')
  const { paragraphs } = await table.read('d1')
  const [first, second] = paragraphs.map(({ id }) => id) as [string, string]
  const proposal = paragraphs[0]!.runs.flatMap(({ insertions }) => insertions)[0]!.id
  const say = (by: typeof mexico, said: Statement) => table.makeStatement('d1', by, said)
  /** The rolling text reads "To urge strongly all states". */
  const words = (from: number, to: number): AboutAsked => ({
    kind: 'words',
    paragraph: first,
    from: charAt(paragraphs[0]!.runs, from)!,
    to: charAt(paragraphs[0]!.runs, to - 1)!,
  })
  const on = (about: AboutAsked, text = 'Why?'): Statement => ({
    kind: 'comment',
    about,
    text,
    mentions: [],
  })
  const threads = async () => (await table.readFloor('d1')).threads
  const thread = async () => (await threads())[0]!
  const place = async () => {
    const { paragraph, isGone } = placeOf(table.layers('d1'), (await thread()).about)
    return `${paragraph === first ? '1' : paragraph === second ? '2' : paragraph === null ? 'nowhere' : 'elsewhere'}${isGone ? ', gone' : ''}`
  }
  const asked = {
    paragraph: { kind: 'paragraph', paragraph: first } as const,
    proposal: { kind: 'proposal', paragraph: first, proposals: [proposal] } as const,
    base: words(17, 20),
    inserted: words(8, 16),
  }
  /** The words that wear the thread's mark now. */
  const marked = async () => {
    const { about } = await thread()
    const { paragraphs } = await table.read('d1')
    return placeOf(table.layers('d1'), about).passages.map(({ paragraph, characters }) => {
      const runs = paragraphs.find(({ id }) => id === paragraph)?.runs ?? []
      const [range] = commentedRanges(runs, [{ thread: 'it', characters }])
      return range && joinRuns(runs).slice(range.from, range.to)
    })
  }
  return { table, first, second, proposal, say, words, on, threads, thread, place, marked, asked }
}
type At = Awaited<ReturnType<typeof aTable>>
type Asked = keyof At['asked']

describe('a comment', () => {
  test.each<[Asked, string]>([
    ['paragraph', 'To urge strongly all states'],
    ['proposal', 'strongly'],
    ['base', 'all'],
    ['inserted', 'strongly'],
  ])('on a place (%s) keeps its words, also in the record', async (kind, words) => {
    const { say, on, asked, thread } = await aTable()
    const said = await say(canada, on(asked[kind], ' Why this? '))
    expect(await thread()).toMatchObject({
      words,
      comments: [{ delegation: 'CAN', role: 'delegate', name: null, text: 'Why this?' }],
      resolved: null,
    })
    expect(said).toMatchObject({
      value: {
        what: 'comment',
        detail: { words, text: 'Why this?', labels: { [asked[kind].paragraph]: 'OP 1' } },
      },
    })
  })

  test('across an insertion knows each stretch of characters', async () => {
    const { say, on, words, thread } = await aTable()
    await say(canada, on(words(3, 20)))
    const { about, words: said } = await thread()
    expect(said).toBe('urge strongly all')
    expect(about.kind === 'words' && about.characters.map(([, length]) => length)).toEqual([4, 9, 4])
  })

  test.each<[string, Asked, (at: At) => unknown, string]>([
    ['stays where it is', 'base', () => null, '1'],
    [
      'knows that its words were struck out of the text',
      'base',
      ({ table }) => strikeAll(table, 17, 20),
      '1, gone',
    ],
    ['stays with what is left of its words', 'base', ({ table }) => strikeAll(table, 18, 20), '1'],
    [
      'goes with a proposal’s words into the text',
      'inserted',
      ({ table, proposal }) => table.decide('d1', chair, { kind: 'accept', proposals: [proposal] }),
      '1',
    ],
    [
      'knows that a proposal’s words were not retained',
      'inserted',
      ({ table, proposal }) => table.decide('d1', chair, { kind: 'decline', proposals: [proposal] }),
      '1, gone',
    ],
    [
      'knows that the proposal it is about is decided',
      'proposal',
      ({ table, proposal }) => table.decide('d1', chair, { kind: 'accept', proposals: [proposal] }),
      '1, gone',
    ],
    [
      'knows that the proposal it is about is withdrawn',
      'proposal',
      ({ table, proposal }) => table.edit('d1', mexico, (edit) => edit.withdraw(proposal)),
      '1, gone',
    ],
    [
      'outlives its paragraph',
      'paragraph',
      ({ table, first }) => table.decide('d1', chair, { kind: 'remove-paragraph', paragraph: first }),
      'nowhere, gone',
    ],
    [
      'on words outlives their paragraph',
      'base',
      ({ table, first }) => table.decide('d1', chair, { kind: 'remove-paragraph', paragraph: first }),
      'nowhere, gone',
    ],
    [
      'goes with its words where paragraphs are joined',
      'base',
      async ({ table, first, second }) => {
        await table.decide('d1', chair, { kind: 'move-paragraph', paragraph: first, after: second })
        await table.decide('d1', chair, { kind: 'join-paragraph', paragraph: first })
      },
      '2',
    ],
  ])('%s (%s)', async (_, kind, change, becomes) => {
    const at = await aTable()
    await at.say(canada, at.on(at.asked[kind]))
    await change(at)
    expect(await at.place()).toBe(becomes)
    expect(await at.threads()).toHaveLength(1)
  })

  test.each<[string, (at: At) => unknown, string[]]>([
    ['as they stand', () => null, ['urge strongly all']],
    [
      'when they were accepted',
      ({ table, proposal }) => table.decide('d1', chair, { kind: 'accept', proposals: [proposal] }),
      ['urge strongly all'],
    ],
    ['while they are struck', ({ table }) => table.type('d1', canada, 0, 3, 20, ''), ['urge strongly all']],
    ['as far as they are left', ({ table }) => strikeAll(table, 3, 17), ['all']],
    [
      'no more where only the space between them is left',
      async ({ table }) => {
        await strikeAll(table, 17, 20)
        await strikeAll(table, 3, 16)
      },
      [],
    ],
    ['no more once they are gone', ({ table }) => strikeAll(table, 3, 20), []],
    [
      'on both sides of a split',
      ({ table, first, words }) => {
        const after = (words(6, 7) as Extract<AboutAsked, { kind: 'words' }>).from
        return table.decide('d1', chair, { kind: 'split-paragraph', paragraph: first, after })
      },
      ['urge strongly', ' all'],
    ],
  ])('marks its words %s', async (_, change, expected) => {
    const at = await aTable()
    await at.say(canada, at.on(at.words(3, 20)))
    await change(at)
    expect(await at.marked()).toEqual(expected)
  })

  /** Canada strikes `[from, to)` of the rolling text and the chair accepts it. */
  async function strikeAll(table: MemoryRooms, from: number, to: number) {
    table.type('d1', canada, 0, from, to, '')
    const { paragraphs } = await table.read('d1')
    const strikes = paragraphs[0]!.runs.flatMap(({ strikes }) => strikes.map(({ id }) => id))
    await table.decide('d1', chair, { kind: 'accept', proposals: [...new Set(strikes)] })
  }

  test('calls upon delegations, never upon persons, and only upon those its words name', async () => {
    const { say, asked, thread } = await aTable()
    const mexicoCalled = { kind: 'delegation', code: 'MEX', name: 'Mexico' } as const
    await say(canada, {
      kind: 'comment',
      about: asked.base,
      text: '@Mexico, is this yours?',
      mentions: [
        mexicoCalled,
        { kind: 'delegation', code: 'BRA', name: 'Brazil' },
        { kind: 'person', user: 'u9', name: 'Mexico' },
      ],
    })
    expect((await thread()).comments[0]!.mentions).toEqual([mexicoCalled])
  })
})

describe('a thread', () => {
  test('takes replies in their order, is resolved and opened again', async () => {
    const { say, on, asked, thread } = await aTable()
    await say(canada, on(asked.base))
    const { id } = await thread()
    await say(mexico, { kind: 'reply', thread: id, text: 'Because.', mentions: [] })
    await say(translator, { kind: 'reply', thread: id, text: 'In French too?', mentions: [] })
    const resolved = await say(canada, { kind: 'resolve-thread', thread: id })
    expect((await thread()).comments.map(({ delegation, role }) => delegation ?? role)).toEqual([
      'CAN',
      'MEX',
      'translator',
    ])
    expect((await thread()).resolved).toMatchObject({ delegation: 'CAN' })
    expect(resolved).toMatchObject({ value: { what: 'resolve-thread', detail: { words: 'all' } } })
    await say(chair, { kind: 'reopen-thread', thread: id })
    expect((await thread()).resolved).toBeNull()
  })

  test.each<[string, typeof mexico, (id: string, at: At) => Statement, string]>([
    ['settled by somebody else', mexico, (thread) => ({ kind: 'resolve-thread', thread }), 'not-your-thread'],
    ['settled where it is not', canada, () => ({ kind: 'resolve-thread', thread: 'none' }), 'no-such-thread'],
    [
      'replied to where it is not',
      canada,
      () => ({ kind: 'reply', thread: 'none', text: 'Yes', mentions: [] }),
      'no-such-thread',
    ],
    [
      'replied to without words',
      canada,
      (thread) => ({ kind: 'reply', thread, text: ' \u0000 ', mentions: [] }),
      'nothing-said',
    ],
    [
      'replied to with a speech',
      canada,
      (thread) => ({ kind: 'reply', thread, text: 'x'.repeat(COMMENT_LIMITS.text + 1), mentions: [] }),
      'comment-too-long',
    ],
    [
      'begun about words that are not there',
      canada,
      (_, { on, first }) => on({ kind: 'words', paragraph: first, from: '9:9', to: '9:9' }),
      'nothing-to-comment-on',
    ],
    [
      'begun about a proposal that is not there',
      canada,
      (_, { on, first }) => on({ kind: 'proposal', paragraph: first, proposals: ['CAN:9'] }),
      'nothing-to-comment-on',
    ],
    [
      'begun about a paragraph that is not there',
      canada,
      (_, { on }) => on({ kind: 'paragraph', paragraph: 'p9' }),
      'nothing-to-comment-on',
    ],
    [
      'begun by a delegate without a delegation',
      { ...canada, delegation: null },
      (_, { on, asked }) => on(asked.base),
      'not-allowed',
    ],
  ])('is not %s', async (_, by, said, kind) => {
    const at = await aTable()
    await at.say(canada, at.on(at.asked.base))
    expect(await at.say(by, said((await at.thread()).id, at))).toMatchObject({ ok: false, refusal: { kind } })
  })

  test('has so many replies at most', async () => {
    const { say, on, asked, thread } = await aTable()
    await say(canada, on(asked.base))
    const { id } = await thread()
    const reply = () => say(canada, { kind: 'reply', thread: id, text: 'And', mentions: [] })
    for (let n = 1; n < COMMENT_LIMITS.comments; n++) await reply()
    expect(await reply()).toMatchObject({ refusal: { kind: 'too-many-comments' } })
  })
})
