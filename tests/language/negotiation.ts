import { headFiles } from '#app/routes/drafts.$draft.revisions.$revision.$file/head-file.ts'
import organs from '#server/persistence/reference/organs.json' with { type: 'json' }
import states from '#server/persistence/reference/delegations.json' with { type: 'json' }
import type { Actor, Role } from '#app/domain/basics/actor.ts'
import type { Language } from '#app/domain/basics/draft.ts'
import type { Decision, NewParagraph } from '#app/domain/decisions/decision.ts'
import type { Statement } from '#app/domain/floor/statement.ts'
import { chain } from '#app/domain/record/chain.ts'
import type { StoredEntry } from '#app/domain/record/entry.ts'
import { veil } from '#app/domain/record/evidence/person.ts'
import { logBegin } from '#app/domain/record/log-position.ts'
import { readEntry, storedOf } from '#app/domain/record/read.ts'
import { actorOf } from '#app/http/context.ts'
import { sha256 } from '#tests/builders/memory.ts'
import { aHeader, lines, MemoryRooms } from '#tests/builders/memory-rooms.ts'

/** Who looks at each page; `null` is not signed in. */
export const seats: Record<string, { role: Role; delegation: string | null } | null> = {
  nobody: null,
  chair: { role: 'chair', delegation: null },
  secretariat: { role: 'secretariat', delegation: null },
  mexico: { role: 'delegate', delegation: 'MEX' },
  canada: { role: 'delegate', delegation: 'CAN' },
  translator: { role: 'translator', delegation: null },
  observer: { role: 'observer', delegation: null },
  administrator: { role: 'administrator', delegation: null },
}

/** The paper's own language: another than that of the page. */
const paper: Language = 'es'

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Patterns of all that is shown in other letters than Greek and is no sentence: codes, and names from tables. */
export function dataIn(page: Language): string[] {
  const named = [...states, ...organs]
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')]
  const given = [
    ...named.flatMap(({ code, name }) => [code, name[page], name[page].toUpperCase()]),
    ...states.flatMap(({ iso2, name }) => [iso2.toUpperCase(), name[paper].toUpperCase()]),
    ...organs.flatMap(({ name, formula, series }) => [name[paper], formula[paper], series]),
    ...zones.flatMap((zone) => [
      zone,
      zone.replaceAll('_', ' '),
      zone.split('/').at(-1)!.replaceAll('_', ' '),
    ]),
    ...Object.keys(seats).map((seat) => `${seat}@example.org`),
    ...['CARICOM', 'Corchete', ...organs.map(({ symbolStem }) => symbolStem), ...papers],
  ]
  return [
    ...given.sort((a, b) => b.length - a.length).map(literally),
    // Numbers of paragraphs, marks of subparagraphs, hashes.
    ...[
      '(?:OP|PP)(?: \\d+)?(?: bis)?(?: [a-z])?',
      '[a-z](?=[.)])',
      '[\\da-f]{12,64}',
      '(?:[\\dA-F]{4}-){4}[\\dA-F]{4}',
    ],
    // Files, keys and commands of the signed record.
    ...[...headFiles].reverse().map(literally),
    'ssh-ed25519 [A-Z]+',
    'ssh-keygen -Y verify(?: -\\w [a-z_.-]+)+',
  ]
}

/** What the papers below say of themselves, in their own language. */
const papers = ['Texto acordado por la Comisión de Asuntos Migratorios', 'RESOLUCIÓN', 'RESUELVE']

type Ids = Record<'draft' | 'revision' | 'paragraph' | 'transmission' | 'file', readonly string[]>

/**
 * Drafts at each stage: one in the middle of its negotiation with something of everything that can be proposed, said
 * and arranged; one that is ready to be handed on; one that was, twice; one that is empty.
 */
export async function negotiation(): Promise<{ table: MemoryRooms; ids: Ids }> {
  const table = new MemoryRooms(true)
  const { ports } = table
  for (const [seat, who] of Object.entries(seats))
    if (who)
      await ports.users.add({
        ...{ id: seat, name: 'Άννα Νικολάου', email: `${seat}@example.org`, passwordHash: '' },
        ...who,
        demo: seat === 'chair',
      })
  const by = async (seat: string) => actorOf((await ports.users.byId(seat))!)
  const [chair, secretariat, mexico, canada] = (await Promise.all(
    ['chair', 'secretariat', 'mexico', 'canada'].map(by),
  )) as [Actor, Actor, Actor, Actor]
  const header = (id: string, number: number) =>
    aHeader({
      ...{ id, title: 'Μετανάστευση στην Αμερική', symbol: `ΕΔΜ/${number}`, series: 'ΟΑΚ/Σ' },
      ...{ originalLanguage: paper, statusLine: '(Από την προεδρία)' },
    })
  const done = async (what: Promise<{ ok: boolean }>) => {
    const answer = await what
    if (!answer.ok) throw new Error(JSON.stringify(answer))
  }
  const fill = async (draft: ReturnType<typeof header>, ...paragraphs: NewParagraph[]) => {
    await table.draft(draft)
    await decide(draft.id, secretariat, { kind: 'fill', paragraphs })
  }
  const decide = (draft: string, actor: Actor, decision: Decision) =>
    done(table.decide(draft, actor, decision))
  const say = (actor: Actor, said: Statement) => done(table.makeStatement('busy', actor, said))

  await table.draft(header('empty', 1))

  await fill(header('agreed', 2), ...lines('F: ΑΠΟΦΑΣΙΖΕΙ:', 'OP: Να καλέσει τα κράτη (agreed)'))
  await decide('agreed', secretariat, {
    kind: 'issue-revision',
    symbol: 'ΕΔΜ/2',
    date: '2024-04-09',
    renumber: false,
  })

  await fill(header('handed', 3), ...lines('F: ΑΠΟΦΑΣΙΖΕΙ:', 'OP: Να καλέσει τα κράτη (agreed)'))
  await decide('handed', secretariat, {
    kind: 'issue-revision',
    symbol: 'ΕΔΜ/3',
    date: '2024-04-09',
    renumber: false,
  })
  await decide('handed', secretariat, {
    kind: 'transmit',
    revision: 0,
    to: 'CIDI',
    symbol: 'ΔΣ/1',
    date: '2024-04-10',
  })
  const [handed] = await ports.transmissions.of('handed')

  await fill(
    header('busy', 4),
    ...lines(
      'H: Πρώτο μέρος',
      'F: Η ΓΕΝΙΚΗ ΣΥΝΕΛΕΥΣΗ,',
      'PP: ΕΧΟΝΤΑΣ ΥΠΟΨΗ [τα κράτη];',
      'OP: Να καλέσει [όλα/μερικά] τα κράτη να εργαστούν μαζί',
      'a: για τα παιδιά',
      'OP: Να ζητήσει από τη γραμματεία',
      'OP: Να παρακαλέσει [MEX, CAN: τα μέλη] [CAN: τα κράτη]',
      'OP: Να ευχαριστήσει (agreed)',
      'OP: Να αποσυρθεί',
      'OP: Να μείνει σιωπηλό',
    ),
  )
  await decide('busy', secretariat, {
    kind: 'issue-revision',
    symbol: 'ΕΔΜ/4',
    date: '2024-04-09',
    renumber: false,
  })
  const issued = (await ports.record.last('busy'))!
  await ports.heads.add({
    ...{ draft: 'busy', symbol: 'ΕΔΜ/4', number: issued.number, hash: issued.hash, at: issued.at },
    ...{ publicKey: 'ssh-ed25519 AAAA', signature: 'Υ' },
  })
  const paragraphs = (await table.read('busy')).paragraphs.map(({ id }) => id)
  const p = (at: number) => paragraphs[at]!
  const proposals = async () =>
    (await table.read('busy')).paragraphs.flatMap(({ runs }) => runs.flatMap(({ insertions }) => insertions))

  table.type('busy', mexico, 3, 3, 10, 'να προσκαλέσει')
  table.type('busy', canada, 3, 3, 10, 'να παροτρύνει')
  table.type('busy', canada, 5, 3, 3, 'επειγόντως ')
  table.edit('busy', mexico, (edit) => edit.removeParagraph(p(8)))
  table.edit('busy', mexico, (edit) => edit.move(p(5), p(7)))
  table.edit('busy', canada, (edit) => edit.merge(p(4)))
  table.edit('busy', mexico, (edit) =>
    edit.addParagraph({ after: p(6), before: null }, { kind: 'operative', level: 0 }, 'Να προστεθεί'),
  )
  await decide('busy', chair, {
    kind: 'set-status',
    paragraph: p(9),
    status: 'ad-referendum',
    date: '2024-04-10',
  })
  await decide('busy', chair, { kind: 'undo' })
  const first = (await proposals()).find(({ delegation }) => delegation === 'MEX')
  await say(chair, {
    kind: 'open-reading',
    meeting: 'Τρίτη συνεδρίαση',
    date: '2024-04-10',
    paragraphs: [p(3), p(5), p(6)],
  })
  await say(chair, { kind: 'take-up', paragraph: p(3) })
  await say(secretariat, {
    kind: 'set-group',
    code: 'CARICOM',
    name: 'Καραϊβική',
    members: ['JAM', 'CAN'],
    speaker: 'CAN',
  })
  await say(canada, {
    kind: 'take-position',
    subjects: [p(3)],
    stance: 'opposes',
    note: 'Όχι ακόμη',
    group: 'CARICOM',
  } as Statement)
  await say(canada, {
    kind: 'take-position',
    subjects: [first!.id],
    stance: 'supports',
    note: 'Ναι',
  } as Statement)
  await say(mexico, { kind: 'set-rationale', subjects: [first!.id], text: 'Γιατί είναι σωστό' })
  await say(canada, {
    kind: 'comment',
    about: { kind: 'paragraph', paragraph: p(3) },
    text: 'Τι σημαίνει;',
    mentions: [],
  })
  const thread = [...(await table.readFloor('busy')).threads][0]!
  await say(mexico, { kind: 'reply', thread: thread.id, text: 'Αυτό', mentions: [] })
  await say(chair, {
    kind: 'comment',
    about: { kind: 'paragraph', paragraph: p(5) },
    text: 'Λύθηκε',
    mentions: [],
  })
  await say(chair, {
    kind: 'resolve-thread',
    thread: [...(await table.readFloor('busy')).threads].at(-1)!.id,
  })
  await say(chair, {
    kind: 'start-silence',
    subjects: [p(9)],
    deadline: { day: '2030-03-04', time: '18:00', zone: 'America/New_York', offset: -300 },
  })
  await say(mexico, { kind: 'ask-floor' })
  await say(canada, { kind: 'ask-floor' })
  await say(chair, { kind: 'limit-speaking', minutes: 3 })
  await say(chair, { kind: 'give-floor', delegation: 'MEX' })
  await decide('busy', chair, { kind: 'decline', proposals: [first!.id], reason: 'Δεν ταιριάζει' })
  await ports.bridging.keep({
    id: 'b1',
    draft: 'busy',
    paragraph: p(3),
    text: 'Να καλέσει τα κράτη',
    user: 'chair',
    at: 1,
  })
  await ports.bridging.send('busy', 'b1', ['MEX', 'CAN'], 2)
  await say(chair, { kind: 'send-bridging', paragraph: p(3), to: ['MEX', 'CAN'] })
  const erased = veil(
    {
      ...{ draft: 'busy', at: ports.clock.now(), what: 'leave-floor', detail: {} },
      by: { user: 'gone', name: 'Άννα Νικολάου', role: 'delegate', delegation: 'CAN' },
    },
    ports,
  )
  const chained = chain<Parameters<typeof chain>[1]>(
    await ports.record.last('busy'),
    erased,
    logBegin,
    sha256,
  )
  table.memory.record.push(readEntry({ ...storedOf(chained as StoredEntry), persons: [] }))
  await ports.workingCopies.open('busy', 'MEX')
  return {
    table,
    ids: {
      draft: ['empty', 'agreed', 'handed', 'busy', 'nowhere'],
      revision: ['0', 'now', '9'],
      paragraph: [p(3), p(6), 'gone'],
      transmission: [handed!.id, 'nowhere'],
      file: ['clean.docx', 'rolling.docx', 'clean.txt', 'none.none'],
    },
  }
}
