import type { Paper } from '#app/exchange/paper.ts'
import type { Actor, DelegationCode } from '#app/domain/basics/actor.ts'
import { attributionsIn } from '#app/domain/text/attributions.ts'
import type { DraftId, Language, Transmission } from '#app/domain/basics/draft.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import { findDraft, permit } from '../permit.ts'
import type { Ports } from '../ports.ts'
import { readText, type DraftText, type Version } from '../draft/read-text.ts'
import { recordOfRevision, recordOfTransmission } from '../record/read-heads.ts'
import { readReceived } from './road.ts'

export type PaperPorts = Pick<
  Ports,
  'drafts' | 'organs' | 'delegations' | 'revisions' | 'rooms' | 'record' | 'clock'
>

/**
 * A revision, or the text as it stands, with all that a writer needs for a file. A revision gives the same
 * paper whenever it is asked for.
 */
export async function readPaper(
  ports: PaperPorts,
  actor: Actor,
  draft: DraftId,
  { version, view }: { version: Version; view: Paper['view'] },
): Promise<Result<Paper, PageRefusal>> {
  const found = await findDraft(ports, actor, draft, 'export')
  if (!found.ok) return found
  const read = await readText(ports, found.value, version)
  if (!read.ok) return read
  const { symbol } = read.value
  const record = version === 'now' ? null : await recordOfRevision(ports, draft, { number: version, symbol })
  return paperOf(ports, read.value, { view, record })
}

/** A text as an organ has received it: clean, under its new head. */
export async function readReceivedPaper(
  ports: PaperPorts & Pick<Ports, 'transmissions' | 'users'>,
  actor: Actor,
  id: Transmission['id'],
): Promise<Result<Paper, PageRefusal>> {
  const permitted = permit(actor, 'export')
  if (!permitted.ok) return permitted
  const received = await readReceived(ports, actor, id)
  if (!received.ok) return received
  const { text, transmission } = received.value
  const record = await recordOfTransmission(ports, transmission.draft, transmission)
  return paperOf(ports, text, { view: 'clean', record })
}

async function paperOf(
  ports: Pick<Ports, 'organs' | 'delegations' | 'clock'>,
  { header, symbol, date, frozenAt, text, labels }: DraftText,
  { view, record }: Pick<Paper, 'view' | 'record'>,
): Promise<Result<Paper, PageRefusal>> {
  const [organ, names] = await Promise.all([
    ports.organs.byCode(header.organ),
    namesIn(ports, text, header.originalLanguage),
  ])
  if (!organ) return refuse({ kind: 'no-such-organ', organ: header.organ })
  const generatedAt = frozenAt ?? ports.clock.now()
  return accept({
    // The symbol block has the date of this paper, not the one on which the draft was opened.
    header: { ...header, date },
    organ,
    symbol,
    text,
    labels,
    view,
    record,
    delegations: names,
    generatedAt,
  })
}

/** Names of the member states that propose or support anything in a text. */
async function namesIn(
  { delegations }: Pick<Ports, 'delegations'>,
  { paragraphs }: RollingText,
  language: Language,
): Promise<Record<DelegationCode, string>> {
  const codes = new Set(
    paragraphs.flatMap((paragraph) => [
      ...attributionsIn(paragraph).map(({ delegation }) => delegation),
      ...Object.values(paragraph.supports).flat(),
    ]),
  )
  const known = new Map((await delegations.all()).map(({ code, name }) => [code, name[language]]))
  return Object.fromEntries(
    [...codes].sort().flatMap((code) => {
      const name = known.get(code)
      return name === undefined ? [] : [[code, name]]
    }),
  )
}
