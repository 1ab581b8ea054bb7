import { describe, expect, it } from 'vitest'
import type { DraftHeader, LocalName, Organ, Transmission } from '../basics/draft.ts'
import { agreedLine, transmissionFrom } from './transmission.ts'

const organ = (code: string, name: LocalName): Organ => ({
  code,
  name,
  formula: name,
  series: `OEA/Ser.${code}`,
  symbolStem: `${code}/doc.`,
  next: null,
  zone: 'America/New_York',
})
const committee = organ('CAM', {
  en: 'Committee on Migration Issues',
  es: 'Comisión de Asuntos Migratorios',
  fr: 'Commission des questions migratoires',
  pt: 'Comissão de Assuntos Migratórios',
})
const council = organ('CIDI', {
  en: 'Inter-American Council for Integral Development',
  es: 'Consejo Interamericano para el Desarrollo Integral',
  fr: 'Conseil interaméricain pour le développement intégré',
  pt: 'Conselho Interamericano de Desenvolvimento Integral',
})
const assembly = organ('GA', {
  en: 'General Assembly',
  es: 'Asamblea General',
  fr: 'Assemblée générale',
  pt: 'Assembleia Geral',
})

describe('agreedLine', () => {
  it.each([
    [committee, 'en', '(Text agreed upon by the Committee on Migration Issues)'],
    [committee, 'es', '(Texto acordado por la Comisión de Asuntos Migratorios)'],
    [committee, 'fr', '(Texte convenu par la Commission des questions migratoires)'],
    [committee, 'pt', '(Texto acordado pela Comissão de Assuntos Migratórios)'],
    [council, 'es', '(Texto acordado por el Consejo Interamericano para el Desarrollo Integral)'],
    [council, 'fr', '(Texte convenu par le Conseil interaméricain pour le développement intégré)'],
    [council, 'pt', '(Texto acordado pelo Conselho Interamericano de Desenvolvimento Integral)'],
    [assembly, 'es', '(Texto acordado por la Asamblea General)'],
    [assembly, 'fr', "(Texte convenu par l'Assemblée générale)"],
    [assembly, 'pt', '(Texto acordado pela Assembleia Geral)'],
  ] as const)('of $0.code in %s', (given, language, line) => expect(agreedLine(given, language)).toBe(line))
})

describe('transmissionFrom', () => {
  const step = {
    id: 't2',
    header: { id: 'd1', originalLanguage: 'en' } as DraftHeader,
    revision: 3,
    symbol: 'AG/doc.5/24',
    date: '2024-06-01',
    at: 9,
    by: 'u1',
  }
  it("takes the next organ's series and keeps where the text came from", () => {
    const previous = { id: 't1' } as Transmission
    expect(transmissionFrom({ ...step, from: council, to: assembly, previous })).toEqual({
      id: 't2',
      draft: 'd1',
      revision: 3,
      from: 'CIDI',
      to: 'GA',
      symbol: 'AG/doc.5/24',
      series: 'OEA/Ser.GA',
      statusLine: '(Text agreed upon by the Inter-American Council for Integral Development)',
      date: '2024-06-01',
      at: 9,
      by: 'u1',
      previous: 't1',
    })
  })
  it('has nothing before the first step', () =>
    expect(transmissionFrom({ ...step, from: committee, to: council, previous: null }).previous).toBeNull())
})
