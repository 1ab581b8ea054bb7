import type { DraftHeader, Language, Organ } from '#app/domain/basics/draft.ts'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import type { Paper } from '#app/exchange/paper.ts'

const header: DraftHeader = {
  id: 'd1',
  title: 'Draft paragraphs on bridges',
  organ: 'CB',
  symbol: 'AG/CB/doc.8/24',
  series: 'OEA/Ser.P',
  date: '2024-04-18',
  originalLanguage: 'en',
  statusLine: '(Presented by the Chair)',
  phase: 'negotiation',
}

const organ: Organ = {
  code: 'CB',
  name: {
    en: 'Committee on Bridges',
    es: 'Comisión de Puentes',
    fr: 'Commission des ponts',
    pt: 'Comissão de Pontes',
  },
  formula: {
    en: 'THE GENERAL ASSEMBLY,',
    es: 'LA ASAMBLEA GENERAL,',
    fr: 'L’ASSEMBLÉE GÉNÉRALE,',
    pt: 'A ASSEMBLEIA GERAL,',
  },
  series: 'OEA/Ser.P',
  symbolStem: 'AG/CB/doc.',
  next: null,
  zone: 'America/New_York',
}

/** A paper of a committee that exists nowhere. */
export const paperOf = (
  text: RollingText,
  {
    language = 'en',
    header: changed = {},
    ...given
  }: Partial<Omit<Paper, 'header'>> & { language?: Language; header?: Partial<DraftHeader> } = {},
): Paper => ({
  header: { ...header, originalLanguage: language, ...changed },
  organ,
  text,
  labels: labelsOf(text.paragraphs),
  delegations: { MEX: 'Mexico', CAN: 'Canada', BRA: 'Brazil', JAM: 'Jamaica' },
  view: 'rolling',
  symbol: 'AG/CB/doc.8/24 rev. 2',
  record: null,
  generatedAt: Date.UTC(2024, 3, 18, 12),
  ...given,
})
