import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as Y from 'yjs'
import * as decoding from 'lib0/decoding'
import { editing } from '#app/document/propose/gesture.ts'
import type { Edit } from '#app/document/propose/edit.ts'
import { Layers } from '#app/document/model/layers.ts'
import { MESSAGE, SYNC, encodeUpdate, readStored } from '#app/document/wire.ts'
import { bare } from '#app/exchange/text/imported-text.ts'
import { readPlainText } from '#app/exchange/text/read-plain-text.ts'
import type { Actor } from '#app/domain/basics/actor.ts'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import type { DraftHeader } from '#app/domain/basics/draft.ts'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import { joinRuns } from '#app/domain/text/view.ts'
import type { Ports } from '#app/usecases/ports.ts'
import type { DemoProposal, DemoRooms } from './proposal.ts'

const TITLE = 'Draft paragraphs on migration'

/**
 * The demo's draft: imported, issued once, and with proposals that four delegations type through the room,
 * as they would from their browsers. Safe to run again after a start that was killed half way.
 * `folder` holds `draft.en.txt` and `proposals.json`.
 */
export async function seedDemo(ports: Ports, rooms: DemoRooms, folder: string): Promise<void> {
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
      paragraphs: imported.value.paragraphs.map(bare),
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
  for (const proposal of proposals) await propose(ports, rooms, header.id, proposal)
}

/** One delegation proposes, then others support what it proposed. */
async function propose(ports: Ports, rooms: DemoRooms, draft: string, proposal: DemoProposal): Promise<void> {
  const delegate = async (code: string) => {
    const user = await ports.users.byId(`demo-${code.toLowerCase()}`)
    return new DemoDelegate(actorOf(user), draft, rooms, ports)
  }
  const proposer = await delegate(proposal.delegation)
  const ids = await proposer.write((layers, edit) => write(layers, edit, proposal))
  for (const code of proposal.support ?? [])
    await (await delegate(code)).write((_, edit) => ids.forEach((id) => edit.support(id)))
}

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
  private readonly layers = new Layers(this.doc)

  constructor(
    private readonly actor: Actor,
    private readonly draft: string,
    private readonly rooms: DemoRooms,
    private readonly ports: Ports,
  ) {}

  /** Makes edits once the text is here; resolves with the proposals they made when these are stored. */
  async write(edits: (layers: Layers, edit: Edit) => void): Promise<ProposalId[]> {
    let leave = () => {}
    const known = new Set<ProposalId>()
    await new Promise<void>((resolve, reject) => {
      let written = false
      const send = (message: Uint8Array) => {
        const decoder = decoding.createDecoder(message)
        const type = decoding.readVarUint(decoder)
        if (type === MESSAGE.stored && readStored(decoder) > 0) resolve()
        if (type !== MESSAGE.sync) return
        const kind = decoding.readVarUint(decoder)
        if (kind === SYNC.step1) return
        // What a newcomer gets may come in several updates; the answer to its question is the last of them.
        Y.applyUpdate(this.doc, decoding.readVarUint8Array(decoder))
        if (kind !== SYNC.step2 || written) return
        written = true
        try {
          for (const id of this.layers.entries.keys()) known.add(id)
          session.receive(encodeUpdate(this.edit(edits)))
        } catch (error) {
          reject(error as Error)
        }
      }
      const close = (code: number, reason: string) => reject(new Error(`the room closed: ${code} ${reason}`))
      const session = this.rooms.join({ send, close }, { actor: this.actor, session: 'demo' }, this.draft)
      session.receive(encodeUpdate(Y.encodeStateVector(this.doc), SYNC.step1))
      leave = () => session.leave()
    })
    leave()
    const made = [...this.layers.entries.keys()].filter((id) => !known.has(id))
    this.layers.destroy()
    return made
  }

  private edit(edits: (layers: Layers, edit: Edit) => void): Uint8Array {
    const { delegation, user } = this.actor
    const before = Y.encodeStateVector(this.doc)
    const author = { delegation: delegation!, user, now: this.ports.clock.now(), id: this.ports.id }
    editing(this.layers, author, 'demo', (edit) => edits(this.layers, edit))
    return Y.encodeStateAsUpdate(this.doc, before)
  }
}

function write(layers: Layers, edit: Edit, proposal: DemoProposal) {
  const { paragraph: label, strike, insert, after, newParagraphAfter } = proposal
  const { paragraphs } = layers.rolling()
  const labels = labelsOf(paragraphs)
  const target = paragraphs.find(({ id }) => labels[id] === (newParagraphAfter ?? label))
  if (!target) throw new Error(`the demo has no paragraph ${newParagraphAfter ?? label}`)
  if (newParagraphAfter) {
    const next = paragraphs[paragraphs.indexOf(target) + 1]
    edit.addParagraph({ after: target.id, before: next?.id ?? null }, target, insert ?? '')
    return
  }
  const words = joinRuns(target.runs)
  const place = strike ?? after ?? ''
  const from = words.indexOf(place)
  if (from < 0) throw new Error(`${label} does not say "${place}"`)
  const to = from + place.length
  if (strike) edit.strike(target.id, from, to)
  if (insert) edit.insert({ paragraph: target.id, offset: to }, insert, strike ? from : to)
}
