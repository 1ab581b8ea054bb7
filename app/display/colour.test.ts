import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { delegationColour } from './colour.ts'

type Triple = readonly [number, number, number]
type Matrix = readonly [Triple, Triple, Triple]

const css = readFileSync(new URL('../styles/tokens.css', import.meta.url), 'utf8')
const dark = css.indexOf('prefers-color-scheme: dark')
const themes = { light: css.slice(0, dark), dark: css.slice(dark) }

/** The linear sRGB value of a custom property, in the first rule of the theme that sets it. */
function value(theme: keyof typeof themes, property: string): Triple {
  const hex = new RegExp(`--${property}: #([0-9a-f]{6});`).exec(themes[theme])?.[1]
  if (!hex) throw new Error(`${property} has no value in the ${theme} theme`)
  const at = (i: number) => {
    const c = parseInt(hex.slice(i, i + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }
  return [at(0), at(2), at(4)]
}
const dot = (m: Triple, v: Triple) => m[0] * v[0] + m[1] * v[1] + m[2] * v[2]
const times = (m: Matrix, v: Triple): Triple => [dot(m[0], v), dot(m[1], v), dot(m[2], v)]
const clamp = (v: Triple): Triple => v.map((c) => Math.min(1, Math.max(0, c))) as unknown as Triple

/** WCAG 2.2 contrast. */
function contrast(a: Triple, b: Triple): number {
  const [x, y] = [a, b].map((c) => dot([0.2126, 0.7152, 0.0722], c) + 0.05) as [number, number]
  return x > y ? x / y : y / x
}

/** How a colour is seen: Machado, Oliveira and Fernandes 2009, severity 1. */
const seen = {
  'full colour': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
} as const

/** OKLab (Ottosson 2020); a distance of about 0.02 is just noticeable. */
function lab(rgb: Triple): Triple {
  const cone: Matrix = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
  ]
  const opponent: Matrix = [
    [0.2104542553, 0.793617785, -0.0040720468],
    [1.9779984951, -2.428592205, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.808675766],
  ]
  return times(opponent, times(cone, rgb).map(Math.cbrt) as unknown as Triple)
}
const distance = (a: Triple, b: Triple) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])

/** `color-mix(in srgb, colour share, ground)`, from linear values to linear values. */
function tinted(colour: Triple, ground: Triple, share: number): Triple {
  const encode = (c: number) => (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055)
  const decode = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
  const mix = (a: number, b: number) => decode(encode(a) * share + encode(b) * (1 - share))
  return [mix(colour[0], ground[0]), mix(colour[1], ground[1]), mix(colour[2], ground[2])]
}

const twelve = Array.from({ length: 12 }, (_, i) => `delegation-${i + 1}`)
const words = ['ink', 'quiet', 'accent', 'bracket', 'agreed', 'warn', 'delegation-0', ...twelve]

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test.each(words)('--%s can be read on paper and on the desk', (word) => {
    expect(contrast(value(theme, word), value(theme, 'paper'))).toBeGreaterThanOrEqual(4.5)
    expect(contrast(value(theme, word), value(theme, 'desk'))).toBeGreaterThanOrEqual(4.5)
  })
  test.each(['accent', 'bracket', 'agreed', 'warn'])('--%s can be read on its soft ground', (word) => {
    expect(contrast(value(theme, word), value(theme, `${word}-soft`))).toBeGreaterThanOrEqual(4.5)
  })
  test.each(twelve)('--%s can be read on its own tint', (word) => {
    const share = Number(/--tint: (\d+)%/.exec(themes[theme])?.[1]) / 100
    const ground = tinted(value(theme, word), value(theme, 'paper'), share)
    expect(contrast(value(theme, word), ground)).toBeGreaterThanOrEqual(4.5)
  })
  test('words on the accent can be read', () => {
    expect(contrast(value(theme, 'on-accent'), value(theme, 'accent'))).toBeGreaterThanOrEqual(4.5)
  })
  test('the edge of a control can be seen on paper', () => {
    expect(contrast(value(theme, 'edge'), value(theme, 'paper'))).toBeGreaterThanOrEqual(3)
  })
  test.each([
    ['full colour', 0.09],
    ['protanopia', 0.06],
    ['deuteranopia', 0.06],
  ] as const)('the twelve colours stay apart under %s', (eye, least) => {
    const colours = twelve.map((name) => lab(clamp(times(seen[eye], value(theme, name)))))
    const pairs = colours.flatMap((a, i) => colours.slice(0, i).map((b) => distance(a, b)))
    expect(Math.min(...pairs)).toBeGreaterThanOrEqual(least)
  })
})

describe('delegationColour', () => {
  test('gives the delegations of one table different colours', () => {
    const table = ['MEX', 'CAN', 'BRA', 'JAM', 'USA', 'CHL', 'COL', 'ARG']
    expect(new Set(table.map(delegationColour)).size).toBe(table.length)
  })
  test('gives the chair ink', () => expect(delegationColour('CHAIR')).toBe(0))
  test('gives a newcomer the same colour every time', () => {
    expect(delegationColour('XYZ')).toBe(delegationColour('XYZ'))
    expect(delegationColour('XYZ')).toBeGreaterThanOrEqual(1)
    expect(delegationColour('XYZ')).toBeLessThanOrEqual(12)
  })
})
