import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as Y from 'yjs'
import * as decoding from 'lib0/decoding'
import { editing } from '#app/document/gesture.ts'
import type { Edit } from '#app/document/edit.ts'
import { Layers } from '#app/document/layers.ts'
import { MESSAGE, SYNC, encodeUpdate, readStored } from '#app/document/wire.ts'
import { readPlainText } from '#app/exchange/text/read-plain-text.ts'
import type { Actor } from '#app/domain/actor.ts'
import { labelsOf } from '#app/domain/numbering.ts'
import type { NewParagraph } from '#app/domain/decision.ts'
import type { DraftHeader } from '#app/domain/draft.ts'
import { runsOf } from '#app/domain/view.ts'
import type { Ports } from '#app/usecases/ports.ts'
import type { DemoProposal, DemoSeats } from './proposal.ts'

const TITLE = 'Draft paragraphs on migration'

/**
 * The demo's draft: imported, issued once, and with proposals that four delegations type through the room,
 * as they would from their browsers. Safe to run again after a start that was killed half way.
 * `folder` holds `draft.en.txt` and `proposals.json`.
 */
export async function seedDemo(ports: Ports, seats: DemoSeats, folder: string): Promise<void> {
  const text = await readFile(join(folder, 'draft.en.txt'), 'utf8')
  const proposals = JSON.parse(await readFile(join(folder, 'proposals.json'), 'utf8')) as DemoProposal[]
  const header: DraftHeader = {
    id: 'demo',
    title: TITLE,
    organ: 'CAM',
    symbol: 'CIDI/CAM/doc.8/24',
    series: 'OEA/Ser.W',
    date: '2024-04-09',
    originalLanguage: 'en',
    statusLine: '(Presented by the Chair and considered at the meetings held on March 12 and April 9, 2024)',
    phase: 'negotiation',
  }
  if (!(await ports.drafts.byId(header.id))) await ports.drafts.add(header)
  const secretariat = actorOf(await ports.users.byId('demo-secretariat'))
  if ((await ports.rooms.read(header.id)).paragraphs.length === 0) {
    const imported = readPlainText(text)
    if (!imported.ok) throw new Error(`the demo's text: ${imported.refusal.kind}`)
    await decide(ports, header.id, secretariat, {
      kind: 'fill',
      paragraphs: imported.value.paragraphs.map(plain),
    })
  }
  if ((await ports.revisions.of(header.id)).length === 0)
    await decide(ports, header.id, secretariat, {
      kind: 'issue-revision',
      symbol: header.symbol,
      date: header.date,
      renumber: false,
    })
  const isFresh = (await ports.rooms.read(header.id)).paragraphs.every(
    ({ proposed, runs }) =>
      !proposed && runs.every(({ insertions, strikes }) => insertions.length + strikes.length === 0),
  )
  if (!isFresh) return
  for (const proposal of proposals) {
    const user = await ports.users.byId(`demo-${proposal.delegation.toLowerCase()}`)
    await new DemoDelegate(actorOf(user), header.id, seats, ports).propose(proposal)
  }
}

/** Of what the importer has understood, what a draft is filled with. */
const plain = ({ kind, level, number, text, status, statusDate }: NewParagraph): NewParagraph => ({
  kind,
  level,
  number,
  text,
  status,
  statusDate,
})

function actorOf(user: Awaited<ReturnType<Ports['users']['byId']>>): Actor {
  if (!user) throw new Error('the demo accounts are missing')
  return { user: user.id, name: user.name, role: user.role, delegation: user.delegation }
}

async function decide(
  ports: Ports,
  draft: string,
  by: Actor,
  decision: Parameters<Ports['rooms']['decide']>[2],
) {
  const result = await ports.rooms.decide(draft, by, decision)
  if (!result.ok) throw new Error(`the demo's ${decision.kind}: ${result.refusal.kind}`)
}

/** A delegation's browser without a browser: the same layers, the same words on the same line. */
class DemoDelegate {
  private readonly doc = new Y.Doc()
  private sent = 0

  constructor(
    private readonly actor: Actor,
    private readonly draft: string,
    private readonly seats: DemoSeats,
    private readonly ports: Ports,
  ) {}

  async propose(proposal: DemoProposal): Promise<void> {
    const stored = new Promise<void>((resolve, reject) => {
      const seat = this.seats.seat(
        {
          send: (message) => this.receive(message, resolve),
          close: (code, reason) => reject(new Error(`the room closed: ${code} ${reason}`)),
        },
        { actor: this.actor, session: 'demo' },
        this.draft,
      )
      seat.receive(encodeUpdate(Y.encodeStateVector(this.doc), SYNC.step1))
      this.type = () => {
        const before = Y.encodeStateVector(this.doc)
        this.write(proposal)
        this.sent = 1
        seat.receive(encodeUpdate(Y.encodeStateAsUpdate(this.doc, before)))
      }
      this.leave = () => seat.leave()
    })
    await stored
    this.leave()
  }

  private type = () => {}
  private leave = () => {}

  private receive(message: Uint8Array, done: () => void) {
    const decoder = decoding.createDecoder(message)
    const type = decoding.readVarUint(decoder)
    if (type === MESSAGE.stored && this.sent > 0 && readStored(decoder) >= this.sent) done()
    if (type !== MESSAGE.sync) return
    const kind = decoding.readVarUint(decoder)
    const bytes = decoding.readVarUint8Array(decoder)
    if (kind === SYNC.step1) return
    Y.applyUpdate(this.doc, bytes)
    if (kind === SYNC.step2 && this.sent === 0) this.type()
  }

  private write({ paragraph: label, strike, insert, after, newParagraphAfter, support }: DemoProposal) {
    const layers = new Layers(this.doc)
    const author = {
      delegation: this.actor.delegation!,
      user: this.actor.user,
      now: this.ports.clock.now(),
      id: this.ports.id,
    }
    const { paragraphs } = layers.rolling()
    const labels = labelsOf(paragraphs)
    const find = (wanted: string | undefined) => paragraphs.find(({ id }) => labels[id] === wanted)
    editing(layers, author, 'demo', (edit: Edit) => {
      const target = find(newParagraphAfter ?? label)
      if (!target) throw new Error(`the demo has no paragraph ${newParagraphAfter ?? label}`)
      const words = runsOf(target, { kind: 'rolling' })
        .map(({ text }) => text)
        .join('')
      if (support) return supportFirst(edit, layers, target.id, support)
      if (newParagraphAfter) {
        const next = paragraphs[paragraphs.indexOf(target) + 1]
        edit.addParagraph({ after: target.id, before: next?.id ?? null }, target, insert ?? '')
        return
      }
      const place = strike ?? after ?? ''
      const from = words.indexOf(place)
      if (from < 0) throw new Error(`${label} does not say "${place}"`)
      const to = from + place.length
      if (strike) edit.strike(target.id, from, to)
      if (insert) edit.insert({ paragraph: target.id, offset: to }, insert, strike ? from : to)
    })
    layers.destroy()
  }
}

/** Supports what a delegation proposes on a paragraph. */
function supportFirst(edit: Edit, layers: Layers, paragraph: string, delegation: string) {
  const ids = layers
    .paragraph(paragraph)!
    .pieces.flatMap((piece) => [...piece.insertions, ...piece.strikes])
    .filter((by) => by.delegation === delegation)
    .map(({ id }) => id)
  for (const id of new Set(ids)) edit.support(id)
}
