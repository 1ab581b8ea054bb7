import { describe, expect, test } from 'vitest'
import { bindings } from './bindings.ts'
import { askedBy, writes, type Press, type System } from './press.ts'
import { capsOf, shortcutOf } from './shown.ts'
import { en } from '#app/messages/en.ts'

const mac = { alt: true }
const command = { alt: true, ctrl: true }
const altGr = { ctrl: true, alt: true, altGraph: true }

/** What people write with a key that is bound to something when it is held with others, by layout. */
const written: [string, System, Press][] = [
  ...(
    [
      [
        'US',
        [
          ['ç', 'KeyC'],
          ['∂', 'KeyD'],
          ['ƒ', 'KeyF'],
          ['¬', 'KeyL'],
          ['µ', 'KeyM'],
          ['π', 'KeyP'],
        ],
      ],
      [
        'US',
        [
          ['®', 'KeyR'],
          ['ß', 'KeyS'],
          ['∑', 'KeyW'],
          ['˚', 'KeyK'],
          ['¡', 'Digit1'],
          ['™', 'Digit2'],
        ],
      ],
      [
        'French',
        [
          ['ë', 'Digit2'],
          ['“', 'Digit3'],
          ['Ò', 'KeyS'],
          ['|', 'KeyL'],
        ],
      ],
      [
        'Polish',
        [
          ['ł', 'KeyL'],
          ['ś', 'KeyS'],
          ['ć', 'KeyC'],
          ['∑', 'KeyW'],
        ],
      ],
      [
        'German',
        [
          ['@', 'KeyL'],
          ['¡', 'Digit1'],
          ['“', 'Digit2'],
          ['¶', 'Digit3'],
          ['ç', 'KeyC'],
        ],
      ],
      [
        'Spanish',
        [
          ['|', 'Digit1'],
          ['@', 'Digit2'],
          ['#', 'Digit3'],
          ['Dead', 'KeyK'],
        ],
      ],
    ] as [string, [string, string][]][]
  ).flatMap(([layout, keys]) =>
    keys.map(([key, code]): [string, System, Press] => [`Mac ${layout}`, 'mac', { key, code, ...mac }]),
  ),
  ['Windows Polish', 'other', { key: 'ł', code: 'KeyL', ...altGr }],
  ['Windows Polish', 'other', { key: 'ś', code: 'KeyS', ...altGr }],
  ['Windows Polish, left Ctrl and Alt', 'other', { key: 'ć', code: 'KeyC', ...command }],
  ['Windows German', 'other', { key: '²', code: 'Digit2', ...altGr }],
  ['Windows French', 'other', { key: '#', code: 'Digit3', ...altGr }],
  ['Windows US international', 'other', { key: '®', code: 'KeyR', ...altGr }],
  ['Linux Polish', 'other', { key: 'ł', code: 'KeyL', altGraph: true }],
  ['Linux German', 'other', { key: '³', code: 'Digit3', altGraph: true }],
  ['any layout', 'other', { key: 'k', code: 'KeyK' }],
  ['any layout', 'other', { key: 'L', code: 'KeyL', shift: true }],
  ['any layout', 'mac', { key: 'l', code: 'KeyL' }],
]

describe('a key that writes is left to whoever writes', () => {
  test.each(written)('%s (%s): $2.key', (_, system, press) => {
    expect(writes(press, system)).toBe(true)
    expect(askedBy(press, system)).toBeNull()
  })

  test('nor is one taken that an input method is at work with, or that writes a character by its code', () => {
    const press = { key: 'l', code: 'KeyL', alt: true }
    expect(askedBy(press, 'other')).toBe('open.agreed-language')
    expect(askedBy({ ...press, isComposing: true }, 'other')).toBeNull()
    expect(askedBy({ key: '1', code: 'Numpad1', alt: true }, 'other')).toBeNull()
    expect(askedBy({ key: 'ArrowDown', code: 'Numpad2', alt: true }, 'other')).toBeNull()
  })

  test('whatever is held, no key with a name asks for something while it writes', () => {
    for (const { key } of bindings)
      for (const system of ['mac', 'other'] as const)
        for (let held = 0; held < 32; held++) {
          const [alt, ctrl, meta, shift, altGraph] = [1, 2, 4, 8, 16].map((bit) => (held & bit) > 0)
          const press = { key: key.toLowerCase(), code: `Key${key}`, alt, ctrl, meta, shift, altGraph }
          if (writes(press, system)) expect(askedBy(press, system)).toBeNull()
        }
  })
})

describe('what is asked for', () => {
  test.each<[string, System, Press, string | null]>([
    ['Alt elsewhere', 'other', { key: 'd', code: 'KeyD', alt: true }, 'open.decisions'],
    ['⌃⌥ on a Mac', 'mac', { key: '∂', code: 'KeyD', ...command }, 'open.decisions'],
    ['⌃⌥ on a Mac, told by its letter', 'mac', { key: 'd', code: 'KeyD', ...command }, 'open.decisions'],
    ['⌘ on a Mac', 'mac', { key: 'k', code: 'KeyK', meta: true }, 'open.palette'],
    ['Ctrl elsewhere', 'other', { key: 'k', code: 'KeyK', ctrl: true }, 'open.palette'],
    ['Ctrl on a Mac cuts the line', 'mac', { key: 'k', code: 'KeyK', ctrl: true }, null],
    [
      'Option with an arrow moves the caret on a Mac',
      'mac',
      { key: 'ArrowDown', code: 'ArrowDown', ...mac },
      null,
    ],
    ['⌃⌥ with an arrow', 'mac', { key: 'ArrowDown', code: 'ArrowDown', ...command }, 'go.next'],
    ['Alt with an arrow', 'other', { key: 'ArrowUp', code: 'ArrowUp', alt: true }, 'go.previous'],
    [
      'the letter that is printed on the key (AZERTY)',
      'other',
      { key: 'w', code: 'KeyZ', alt: true },
      'follow',
    ],
    [
      'the place where others are printed (Russian)',
      'other',
      { key: 'д', code: 'KeyL', alt: true },
      'open.agreed-language',
    ],
    ['figures above the letters (AZERTY)', 'other', { key: 'é', code: 'Digit2', alt: true }, 'view.clean'],
    ['nothing with Shift too', 'other', { key: 'D', code: 'KeyD', alt: true, shift: true }, null],
    ['the browser’s own keys stay', 'other', { key: 'l', code: 'KeyL', ctrl: true }, null],
  ])('%s', (_, system, press, expected) => expect(askedBy(press, system)).toBe(expected))
})

test('keys are shown as the system writes them', () => {
  const [next] = bindings
  const palette = bindings.find(({ id }) => id === 'open.palette')!
  expect(capsOf(next!, 'mac', en.keys)).toEqual(['⌃', '⌥', '↓'])
  expect(capsOf(next!, 'other', en.keys)).toEqual(['Alt', '↓'])
  expect(capsOf(palette, 'mac', en.keys)).toEqual(['⌘', 'K'])
  expect(capsOf(palette, 'other', en.keys)).toEqual(['Ctrl', 'K'])
  expect(shortcutOf('open.behalf', 'mac')).toBe('Control+Alt+F')
  expect(shortcutOf('open.behalf', 'other')).toBe('Alt+F')
})
