import { describe, expect, it } from 'vitest'
import { rollingText } from '#tests/builders/rolling.ts'
import type { DraftHeader } from '../basics/draft.ts'
import { labelsOf } from '../numbering/numbering.ts'
import { isAsIssued, revisionFrom } from '../papers/revision.ts'
import { plotOf, summarize } from './summary.ts'

const text = rollingText(`
  F: THE GENERAL ASSEMBLY,
  PP (agreed 2024-04-09): RECALLING [AG/RES. 102 (III-O/73)];
  OP: To [urge [all]] {-CAN:member -}{+CAN:Member +}states{+MEX: and others+}
  OP (ad-referendum 2024-04-09): To thank]
  +MEX OP: To add [something]
  -CAN OP (under-discussion): ${'To invite the General Secretariat to prepare a report '.repeat(3)}
`)
const labels = labelsOf(text.paragraphs)

describe('summarize', () => {
  const summary = summarize(text, labels)
  it('has a line for each paragraph', () => {
    expect(
      summary.paragraphs.map(
        ({ label, status, brackets, strays, proposals }) =>
          `${label} ${status} [${brackets}] ${strays} stray, ${proposals} proposed`,
      ),
    ).toEqual([
      ' open [0] 0 stray, 0 proposed',
      'PP 1 agreed [0] 0 stray, 0 proposed',
      'OP 1 open [2] 0 stray, 2 proposed',
      'OP 2 ad-referendum [0] 1 stray, 0 proposed',
      'OP 2 bis open [0] 0 stray, 1 proposed',
      'OP 3 under-discussion [0] 0 stray, 1 proposed',
    ])
  })

  it('counts the paragraphs that are negotiated and accepted', () => {
    expect(summary).toMatchObject({
      byStatus: { open: 1, 'under-discussion': 1, 'ad-referendum': 1, agreed: 1, withdrawn: 0 },
      openParagraphs: 2,
      brackets: 2,
      strays: 1,
      proposals: 4,
      byDelegation: [
        { delegation: 'CAN', proposals: 2 },
        { delegation: 'MEX', proposals: 2 },
      ],
    })
  })

  it('gives the first words as they would read', () => {
    expect(summary.paragraphs.map(({ excerpt }) => excerpt)).toEqual([
      'THE GENERAL ASSEMBLY,',
      'RECALLING [AG/RES. 102 (III-O/73)];',
      'To [urge [all]] Member states and others',
      'To thank]',
      'To add [something]',
      'To invite the General Secretariat to prepare a report To invite the General…',
    ])
  })
})

const header: DraftHeader = {
  id: 'd1',
  title: 'Migration',
  organ: 'CAM',
  symbol: 'CIDI/CAM/doc.8/24',
  series: 'OEA/Ser.W',
  date: '2024-03-12',
  originalLanguage: 'es',
  statusLine: '',
  phase: 'negotiation',
}

describe('revisionFrom', () => {
  const revision = revisionFrom({
    header,
    number: 1,
    symbol: 'CIDI/CAM/doc.8/24 rev. 1',
    date: '2024-04-09',
    at: 5,
    by: 'u1',
    text,
  })

  it('has the labels and the counts of its day', () => {
    expect(revision.labels).toEqual(labels)
    expect(revision).toMatchObject({ draft: 'd1', number: 1, brackets: 2, openParagraphs: 2, proposals: 4 })
  })

  it('reads the same from storage', () => expect(JSON.parse(JSON.stringify(revision))).toEqual(revision))
})

describe('isAsIssued', () => {
  const issued = { text: rollingText('OP 1: To {+MEX#1:urge +}[all]\nOP 2: To thank') }
  it.each([
    ['the same text', 'OP 1: To {+MEX#1:urge +}[all]\nOP 2: To thank', true],
    ['other words', 'OP 1: To {+MEX#1:urge +}[all]\nOP 2: To thanks', false],
    ['a proposal less', 'OP 1: To [all]\nOP 2: To thank', false],
    ['a strike more', 'OP 1: To {+MEX#1:urge +}[all]\nOP 2: To {-CAN:thank-}', false],
    ['a status', 'OP 1: To {+MEX#1:urge +}[all]\nOP 2 (agreed): To thank', false],
    ['a number', 'OP 1: To {+MEX#1:urge +}[all]\nOP 1 bis: To thank', false],
    ['a paragraph less', 'OP 1: To {+MEX#1:urge +}[all]', false],
    ['a removal', 'OP 1: To {+MEX#1:urge +}[all]\n-CAN OP 2: To thank', false],
  ])('of %s is told', (_, now, expected) => expect(isAsIssued(issued, rollingText(now))).toBe(expected))

  it('does not mind supporters', () => {
    const [first, ...rest] = issued.text.paragraphs
    const now = { ...issued.text, paragraphs: [{ ...first!, supports: { 'MEX:1': ['USA'] } }, ...rest] }
    expect(isAsIssued(issued, now)).toBe(true)
  })

  it('minds a bracket marked as literal', () =>
    expect(isAsIssued(issued, { ...issued.text, literalBrackets: ['1:8'] })).toBe(false))
})

describe('plotOf', () => {
  it('ends with the text of now', () => {
    const counts = { brackets: 3, openParagraphs: 2, proposals: 1 }
    expect(plotOf([{ number: 0, ...counts }], { ...counts, brackets: 1 })).toEqual([
      { revision: 0, ...counts },
      { revision: null, ...counts, brackets: 1 },
    ])
  })
})
