import * as Y from 'yjs'
import { Layers } from '#app/document/model/layers.ts'
import { charId, visibleSpans } from '#app/document/model/characters.ts'
import { layerName, startOf, type Anchor } from '#app/document/model/schema.ts'

/** A text of a given size that is hard to derive something from. */
export type Shape = {
  name: string
  /** Size to begin with: characters, entries or paragraphs, whatever the shape doubles. */
  size: number
  make(size: number): Y.Doc
}

const WORDS = 'To urge member states to strengthen cooperation among states of origin, transit and return.'
/** Delegations that take turns: entries of one are one wish, those of two compete. */
const TURNS = ['MEX', 'CAN', 'BRA', 'JAM'] as const

/** A draft in which the shapes put entries, without asking any guard. */
class Sheet {
  readonly doc = new Y.Doc()
  private made = 0

  constructor(paragraphs: readonly string[]) {
    this.doc.clientID = 1
    const base = this.doc.getMap<Y.Map<unknown>>('base')
    this.doc.transact(() =>
      paragraphs.forEach((text, at) => {
        const fields = { kind: 'operative', level: 0, status: 'open', statusDate: null, number: null }
        const position = String(at).padStart(7, '0')
        base.set(this.id(at), new Y.Map(Object.entries({ ...fields, position, text: new Y.Text(text) })))
      }),
    )
  }

  id = (at: number): string => `p${String(at).padStart(7, '0')}`

  /** The identity of a character of a paragraph. */
  anchor(at: number, offset: number): Anchor {
    const text = this.doc.getMap<Y.Map<Y.Text>>('base').get(this.id(at))!.get('text')!
    const [span] = visibleSpans(text, offset, 1)
    return [this.id(at), span!.client, span!.clock]
  }

  private add(delegation: string, fields: Record<string, unknown>): string {
    const id = `${delegation}:${this.made++}`
    const entry = { ...fields, user: delegation.toLowerCase(), at: this.made }
    this.doc.getMap(layerName(delegation)).set(id, new Y.Map(Object.entries(entry)))
    return id
  }

  insert(text: string, { by = 'MEX', at = 0, after = startOf(this.id(at)) as Anchor, order = 0 } = {}) {
    const words = new Y.Text(text)
    const paragraph = this.id(at)
    const id = this.add(by, {
      kind: 'insertion',
      paragraph,
      after,
      fallback: startOf(paragraph),
      order,
      text: words,
    })
    const [span] = visibleSpans(words, 0, 1)
    return { id, last: [id, span!.client, span!.clock + text.length - 1] as Anchor }
  }

  kind(at: number, kind: string) {
    this.doc.getMap<Y.Map<unknown>>('base').get(this.id(at))!.set('kind', kind)
  }

  /** Proposes that a paragraph stand behind another one. */
  move(at: number, after: number, by = 'MEX') {
    this.add(by, { kind: 'move', paragraph: this.id(at), after: this.id(after) })
  }

  support(proposal: string, by: string) {
    this.add(by, { kind: 'support', proposal })
  }

  strike(from: number, length: number, { by = 'MEX', at = 0 } = {}) {
    const [, client, clock] = this.anchor(at, from)
    const ranges = new Y.Map<number>([[charId({ client, clock }), length]])
    this.add(by, { kind: 'deletion', paragraph: this.id(at), ranges })
  }
}

const turn = (at: number): string => TURNS[at % TURNS.length]!

/** One delegation’s insertion into a paragraph of the text. */
const inserted = (text: string): Y.Doc => {
  const sheet = new Sheet([WORDS, WORDS])
  sheet.insert(text)
  return sheet.doc
}

/** Words of the text itself. */
const standing = (text: string): Y.Doc => new Sheet([text, WORDS]).doc

const filled = (paragraphs: readonly string[], put: (sheet: Sheet) => void): Y.Doc => {
  const sheet = new Sheet(paragraphs)
  sheet.doc.transact(() => put(sheet))
  return sheet.doc
}

const times = (count: number, work: (at: number) => void): void => {
  for (let at = 0; at < count; at++) work(at)
}

const nestedPairs = (pairs: number): string => `${'['.repeat(pairs)}${']'.repeat(pairs)}`

export const shapes: readonly Shape[] = [
  { name: 'opens, proposed', size: 4_000, make: (size) => inserted('['.repeat(size)) },
  { name: 'opens', size: 4_000, make: (size) => standing('['.repeat(size)) },
  { name: 'closes', size: 4_000, make: (size) => standing(']'.repeat(size)) },
  { name: 'pairs, proposed', size: 2_000, make: (size) => inserted('[a] b '.repeat(size)) },
  { name: 'pairs', size: 2_000, make: (size) => standing('[a] b '.repeat(size)) },
  { name: 'nested pairs, proposed', size: 2_000, make: (size) => inserted(nestedPairs(size)) },
  { name: 'nested pairs', size: 2_000, make: (size) => standing(nestedPairs(size)) },
  { name: 'alternatives, proposed', size: 2_000, make: (size) => inserted('[aa][bb]'.repeat(size)) },
  { name: 'alternatives', size: 2_000, make: (size) => standing('[aa][bb]'.repeat(size)) },
  { name: 'slashes', size: 4_000, make: (size) => inserted(`[${'a/'.repeat(size)}a]`) },
  { name: 'choices, proposed', size: 1_000, make: (size) => inserted('[aa/bb/cc] '.repeat(size)) },
  { name: 'names', size: 1_000, make: (size) => standing('[MEXICO, CANADA: safe] '.repeat(size)) },
  { name: 'blanks', size: 4_000, make: (size) => standing(`a${' '.repeat(size)}a`) },
  { name: 'capitals', size: 4_000, make: (size) => standing('ABCD '.repeat(size) + '!') },
  { name: 'breaks', size: 2_000, make: (size) => inserted('word\u2029'.repeat(size)) },
  {
    name: 'insertions at one place',
    size: 250,
    make: (size) =>
      filled([WORDS], (sheet) => {
        const after = sheet.anchor(0, 6)
        times(size, (at) => sheet.insert(`word${at} `, { by: turn(at), after, order: at }))
      }),
  },
  {
    name: 'insertions side by side',
    size: 250,
    make: (size) =>
      filled(['word '.repeat(size + 1)], (sheet) =>
        times(size, (at) => sheet.insert(`new${at} `, { by: turn(at), after: sheet.anchor(0, 5 * at + 4) })),
      ),
  },
  {
    name: 'strikes of the same words',
    size: 250,
    make: (size) => filled([WORDS], (sheet) => times(size, (at) => sheet.strike(3, 20, { by: turn(at) }))),
  },
  {
    name: 'strikes side by side',
    size: 250,
    make: (size) =>
      filled(['word '.repeat(size + 1)], (sheet) =>
        times(size, (at) => sheet.strike(5 * at, 4, { by: turn(at) })),
      ),
  },
  {
    name: 'contests side by side',
    size: 250,
    make: (size) =>
      filled(['word '.repeat(size + 1)], (sheet) =>
        times(size, (at) => {
          const after = sheet.anchor(0, 5 * at + 4)
          sheet.insert(`one${at} `, { by: turn(at), after })
          sheet.insert(`other${at} `, { by: turn(at + 1), after })
        }),
      ),
  },
  {
    name: 'letters put into one word',
    size: 250,
    make: (size) =>
      filled(['w'.repeat(40 * size)], (sheet) =>
        times(size, (at) => sheet.insert('x', { by: turn(at), after: sheet.anchor(0, 40 * at + 1) })),
      ),
  },
  {
    name: 'one delegation’s insertions at one place',
    size: 250,
    make: (size) =>
      filled([WORDS], (sheet) => {
        const after = sheet.anchor(0, 6)
        times(size, (at) => sheet.insert(`word${at} `, { after, order: at }))
      }),
  },
  {
    name: 'insertions, each in the one before',
    size: 250,
    make: (size) =>
      filled([WORDS], (sheet) => {
        let after = sheet.anchor(0, 6)
        times(size, (at) => (after = sheet.insert('ab ', { by: turn(at), after }).last))
      }),
  },
  {
    name: 'paragraphs',
    size: 500,
    make: (size) =>
      filled(
        Array.from({ length: size }, () => WORDS),
        () => {},
      ),
  },
  {
    name: 'paragraphs to be moved',
    size: 250,
    make: (size) =>
      filled(
        Array.from({ length: size }, () => WORDS),
        (sheet) => times(size, (at) => sheet.move(at, (at * 7 + 3) % size, turn(at))),
      ),
  },
  {
    name: 'paragraphs to be moved behind one',
    size: 250,
    make: (size) =>
      filled(
        Array.from({ length: size }, () => WORDS),
        (sheet) => times(size, (at) => sheet.move(at, 0, turn(at))),
      ),
  },
  {
    name: 'footnotes',
    size: 250,
    make: (size) =>
      filled(
        Array.from({ length: 2 * size }, (_, at) => `${WORDS} again ${at % 90}/ and 99/`),
        (sheet) => times(size, (at) => sheet.kind(2 * at, 'footnote')),
      ),
  },
  {
    name: 'supported insertions side by side',
    size: 250,
    make: (size) =>
      filled(['word '.repeat(size + 1)], (sheet) =>
        times(size, (at) => {
          const { id } = sheet.insert(`new${at} `, { by: turn(at), after: sheet.anchor(0, 5 * at + 4) })
          sheet.support(id, turn(at + 1))
        }),
      ),
  },
  {
    name: 'paragraphs in one bracket',
    size: 500,
    make: (size) =>
      filled(
        Array.from({ length: size }, (_, at) =>
          at === 0 ? `[${WORDS}` : at === size - 1 ? `${WORDS}]` : WORDS,
        ),
        () => {},
      ),
  },
  {
    name: 'paragraphs with proposals',
    size: 250,
    make: (size) =>
      filled(
        Array.from({ length: size }, () => WORDS),
        (sheet) =>
          times(size, (at) => {
            sheet.insert('[safe] ', { by: turn(at), at, after: sheet.anchor(at, 6) })
            sheet.strike(8, 6, { by: turn(at + 1), at })
          }),
      ),
  },
]

export const layersOf = (doc: Y.Doc): Layers => new Layers(doc)
