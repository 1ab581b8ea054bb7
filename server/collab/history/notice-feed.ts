import type { DraftId } from '#app/domain/basics/draft.ts'
import { gistOf, noticeIn, noticePattern, type Listener } from '#app/domain/record/notice.ts'
import type { RecordEntry } from '#app/domain/record/entry.ts'
import type { Heard, Listening, NoticeFeed, NoticeStore } from '#app/usecases/ports/record.ts'

/** Entries read at a time. */
const PAGE = 250
/** Entries gone through before others get their turn. */
const STEP = 200
/** What is held in memory: entries of a draft, of all of them, and people. */
const MOST = { ofDraft: 20_000, entries: 60_000, people: 5_000 }

/** What happened at a draft that may concern somebody, in order, up to an entry of its record. */
type Told = { upTo: number; gists: RecordEntry[] }
/** What concerns one person, in order, up to an entry of each record. */
type Person = { key: string; heard: Map<DraftId, { upTo: number; entries: Heard[] }> }

/**
 * What concerns people, kept as it happens: each look reads what is new in the records, and goes through what is new to
 * that person. How much is held is bounded; what was let go is read again.
 */
export class MemoryFeed implements NoticeFeed {
  private readonly drafts = new Map<DraftId, Told>()
  private readonly people = new Map<string, Person>()
  private turn: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly notices: Pick<NoticeStore, 'heads' | 'entries'>,
    private readonly page = PAGE,
  ) {}

  concerning(listening: Listening, drafts: readonly DraftId[], from: number): Promise<Heard[]> {
    const done = this.turn.then(async () => {
      await this.readOn(drafts, from)
      const person = this.personOf(listening)
      for (const draft of drafts) await this.hear(person, listening.listener, draft)
      return drafts.flatMap((draft) =>
        (person.heard.get(draft)?.entries ?? []).filter(({ at }) => at >= from),
      )
    })
    this.turn = done.catch(() => undefined)
    return done
  }

  private async readOn(drafts: readonly DraftId[], from: number): Promise<void> {
    const heads = await this.notices.heads(drafts)
    for (const draft of drafts) {
      const told = this.drafts.get(draft) ?? { upTo: 0, gists: [] }
      this.drafts.delete(draft)
      this.drafts.set(draft, told)
      const head = heads.get(draft) ?? 0
      if (head > told.upTo) told.gists.push(...(await this.newIn(draft, told.upTo, head, from)))
      told.upTo = Math.max(told.upTo, head)
      const old = told.gists.findIndex(({ at }) => at >= from)
      told.gists.splice(0, Math.max(old === -1 ? told.gists.length : old, told.gists.length - MOST.ofDraft))
    }
    this.letGo()
  }

  /** Entries after one and up to another, in order. */
  private async newIn(draft: DraftId, after: number, upTo: number, from: number): Promise<RecordEntry[]> {
    const found: RecordEntry[] = []
    let before = upTo + 1
    while (found.length < MOST.ofDraft) {
      const within = { from, pattern: noticePattern, limit: this.page }
      const entries = await this.notices.entries([{ draft, after, before }], within)
      for (const entry of entries) found.push(gistOf(entry))
      if (entries.length < this.page) break
      before = Math.min(...entries.map(({ number }) => number))
    }
    return found.sort((a, b) => a.number - b.number)
  }

  /** Of another role, or following something else, somebody is told of other things. */
  private personOf({ listener, key }: Listening): Person {
    const known = this.people.get(listener.user)
    const person = known?.key === key ? known : { key, heard: new Map() }
    this.people.delete(listener.user)
    this.people.set(listener.user, person)
    for (const user of this.people.keys()) {
      if (this.people.size <= MOST.people) break
      this.people.delete(user)
    }
    return person
  }

  private async hear(person: Person, listener: Listener, draft: DraftId): Promise<void> {
    const told = this.drafts.get(draft)
    const known = person.heard.get(draft) ?? { upTo: 0, entries: [] }
    if (!told || known.upTo >= told.upTo) return
    const { gists } = told
    let passed = 0
    for (let at = gists.findIndex(({ number }) => number > known.upTo); at >= 0 && at < gists.length; at++) {
      const gist = gists[at]!
      if (noticeIn(gist, listener)) known.entries.push({ draft, number: gist.number, at: gist.at })
      if (++passed % STEP === 0) await new Promise(setImmediate)
    }
    const oldest = gists[0]?.number ?? Infinity
    known.entries = known.entries.filter(({ number }) => number >= oldest)
    known.upTo = told.upTo
    person.heard.set(draft, known)
  }

  private letGo() {
    let held = [...this.drafts.values()].reduce((sum, { gists }) => sum + gists.length, 0)
    for (const [draft, { gists }] of this.drafts) {
      if (held <= MOST.entries) break
      held -= gists.length
      this.drafts.delete(draft)
    }
  }
}
