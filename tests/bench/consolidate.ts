// How long it takes to work out a consolidation: one paragraph with 20 proposals, half of which collide.
//
//     npx tsx tests/bench/consolidate.ts
import { collisionsOf } from '#app/domain/consolidation/collisions.ts'
import { consolidate, proposedChoices } from '#app/domain/consolidation/consolidation.ts'
import { provenanceOf } from '#app/domain/consolidation/provenance.ts'
import { paragraph } from '#tests/builders/rolling.ts'
import { print, timed, type Figure } from './figures.ts'

const RUNS = 200
const WORDS =
  'to strengthen cooperation among states of origin transit destination and return with due regard for '

const pieces = Array.from({ length: 10 }, (_, at) =>
  at % 2 === 0
    ? `${WORDS}{-MEX,CAN#s${at}:their shared responsibility-}{+MEX#m${at}:joint duties+}{+CAN#c${at}:common tasks+} and `
    : `${WORDS}{+JAM#j${at}:in solidarity +}and {-BRA#b${at}:swiftly -}with others `,
)
const given = paragraph(pieces.join(''))
const nameOf = (code: string) => code

async function figureOf(what: string, work: () => unknown, goal?: number): Promise<Figure> {
  const samples = await timed(RUNS, work)
  return { what, unit: 'ms', samples, ...(goal !== undefined && { goal }) }
}

const choices = proposedChoices(given)
const { proposals, contests } = collisionsOf(given)
const whole = () => {
  const worked = consolidate(given, proposedChoices(given), nameOf)
  if (!worked.ok) throw new Error(worked.refusal.kind)
  return provenanceOf(given, worked.value, choices)
}

print(`Consolidating a paragraph (${proposals.length} proposals, ${contests.length} contests)`, [
  await figureOf('which proposals collide', () => collisionsOf(given)),
  await figureOf('text, alternatives and provenance, from nothing', whole, 50),
])
