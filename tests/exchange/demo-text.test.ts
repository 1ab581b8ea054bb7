import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import { isClosed, isNegotiated } from '#app/domain/basics/paragraph.ts'
import type { ImportedText } from '#app/exchange/text/imported-text.ts'
import { readPlainText } from '#app/exchange/text/read-plain-text.ts'

type DemoProposal = {
  delegation: string
  paragraph?: string
  strike?: string
  insert?: string
  after?: string
  within?: string
  newParagraphAfter?: string
  /** Supports what this delegation proposes there. */
  support?: string
}

const folder = new URL('../../server/demo/text/', import.meta.url)

function read(): ImportedText {
  const result = readPlainText(readFileSync(new URL('draft.en.txt', folder), 'utf8'))
  if (!result.ok) throw new Error(result.refusal.kind)
  return result.value
}

const text = read()
const labels = labelsOf(text.paragraphs.map((paragraph) => ({ ...paragraph, proposed: null })))
const paragraphs = new Map(text.paragraphs.map((paragraph) => [labels[paragraph.id] ?? '', paragraph]))
const proposals = JSON.parse(readFileSync(new URL('proposals.json', folder), 'utf8')) as DemoProposal[]
const occurrences = (words: string, within: string): number => within.split(words).length - 1

describe('the text of the demo', () => {
  it('is read without a flag', () => expect(text.flags).toEqual([]))

  it('has a symbol block', () => {
    expect(text.front).toMatchObject({
      organ: 'COMMITTEE ON MIGRATION ISSUES',
      symbol: { stem: 'CIDI/CAM/doc.8/24' },
      date: '2024-04-09',
      originalLanguages: ['en'],
      title: 'DRAFT PARAGRAPHS ON MIGRATION',
    })
  })

  it('shows what the product is: paragraphs of every status, brackets with alternatives, a nested one, a named one', () => {
    expect(text.counts).toMatchObject({
      preambular: 7,
      operative: 10,
      subparagraphs: 3,
      agreed: 3,
      adReferendum: 3,
      bracketDepth: 2,
      alternatives: 6,
      attributions: 1,
    })
    const dates = text.paragraphs.flatMap(({ statusDate }) => statusDate ?? [])
    expect(dates.every((date) => /^2024-0[34]-/.test(date))).toBe(true)
  })

  it('punctuates preamble and operative part as resolutions do', () => {
    const ends = (kind: string) => text.paragraphs.filter((p) => p.kind === kind).map((p) => p.text)
    const preamble = ends('preambular')
    expect(preamble.slice(0, -2).every((words) => words.endsWith(';'))).toBe(true)
    expect(preamble.at(-2)).toMatch(/; and$/)
    expect(preamble.at(-1)).toMatch(/,$/)
    expect(ends('operative').filter((words) => !/[.:]$/.test(words))).toEqual([])
  })
})

describe('the proposals of the demo', () => {
  it.each(
    proposals.map(
      (proposal) => [proposal.paragraph ?? `after ${proposal.newParagraphAfter}`, proposal] as const,
    ),
  )(
    'on %s fits the words it stands at',
    (_name, { delegation, paragraph, strike, after, insert, within, newParagraphAfter, support }) => {
      expect(['MEX', 'CAN', 'BRA', 'JAM']).toContain(delegation)
      expect(support ?? []).not.toContain(delegation)
      const owner = paragraphs.get(paragraph ?? newParagraphAfter ?? '')
      expect(owner && isNegotiated(owner.kind) && !isClosed(owner.status)).toBe(true)
      const outer = proposals.find((other) => other.delegation === within && other.paragraph === paragraph)
      const words = within ? (outer?.insert ?? '') : (owner?.text ?? '')
      for (const anchor of [strike, after]) if (anchor) expect(occurrences(anchor, words)).toBe(1)
      expect(Boolean(strike ?? after ?? newParagraphAfter)).toBe(true)
      if (after ?? newParagraphAfter) expect(insert).toBeTruthy()
    },
  )

  it('have two delegations on the same words, one within another’s, and a new paragraph', () => {
    const strikes = proposals.filter(({ strike }) => strike === 'contributed by member states')
    expect(strikes.map(({ delegation }) => delegation)).toEqual(['BRA', 'CAN'])
    expect(proposals.filter(({ within }) => within)).toHaveLength(1)
    expect(proposals.filter(({ newParagraphAfter }) => newParagraphAfter)).toHaveLength(1)
  })
})
