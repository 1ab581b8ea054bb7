import type { Visit } from '#app/domain/record/visit.ts'
import type { DraftHeader } from '#app/domain/basics/draft.ts'
import type { SignedHead } from '#app/domain/record/evidence/signed-head.ts'
import { partsOfRoom } from '#app/domain/floor/working-copy.ts'
import type { RecordEntry } from '#app/domain/record/entry.ts'
import { storedOf } from '#app/domain/record/read.ts'
import { isMet, tabledOn, type RecordFilter } from '#app/domain/record/filter.ts'
import type { Ports, User } from '#app/usecases/ports.ts'
import type {
  HeadStore,
  HistoryStore,
  MailSettings,
  MailStore,
  Moment,
  NoticeMark,
  NoticeStore,
  RecordCheck,
  RecordStore,
} from '#app/usecases/ports/record.ts'

/** What the memory keeps for others too. */
type Kept = {
  record: RecordEntry[]
  logs: ReadonlyMap<string, { updates: readonly Uint8Array[]; times: readonly number[] }>
  users: ReadonlyMap<string, User>
  drafts: ReadonlyMap<string, DraftHeader>
}

const kept = <T>(value: T): T => structuredClone(value)

/** The stores around the record, in memory. */
export const recordInMemory = (
  memory: Kept,
): Pick<Ports, 'record' | 'heads' | 'history' | 'visits' | 'follows' | 'notices' | 'mail'> => ({
  record: recordStore(memory),
  heads: headStore(memory),
  history: historyStore(memory),
  ...personal(),
  notices: noticeStore(memory),
  mail: mailStore(memory),
})

function recordStore(memory: Kept): RecordStore {
  const checks = new Map<string, RecordCheck>()
  const of = (draft: string) =>
    memory.record.filter((one) => one.draft === draft).sort((a, b) => a.number - b.number)
  const meeting = (draft: string, filter: RecordFilter) => {
    const all = of(draft)
    const tabled = filter.paragraph === undefined ? new Set<string>() : tabledOn(all, filter.paragraph)
    return all.filter((entry) => isMet(entry, filter, tabled))
  }
  const sorted = (values: readonly (string | null)[]) =>
    [...new Set(values)].filter((value) => value !== null).sort()
  return {
    of: async (draft) => kept(of(draft)),
    async page(draft, filter, { after = 0, before = Infinity, from = 0, order, limit }) {
      const found = meeting(draft, filter).filter(
        ({ number, at }) => number > after && number < before && at >= from,
      )
      return kept((order === 'newest' ? found.reverse() : found).slice(0, limit))
    },
    count: async (draft, filter) => meeting(draft, filter).length,
    last: async (draft) => kept(of(draft).at(-1) ?? null),
    kinds: async (draft) => ({
      whats: sorted(of(draft).map((entry) => storedOf(entry).what)),
      delegations: sorted(of(draft).map(({ by }) => by.delegation)),
    }),
    check: async (draft) => kept(checks.get(draft) ?? null),
    async noteCheck(draft, check) {
      const known = checks.get(draft)
      if (known && known.number > check.number) return
      checks.set(draft, { ...check, fromStart: check.fromStart ?? known?.fromStart ?? null })
    },
  }
}

function headStore({ record, drafts }: Kept): HeadStore {
  const heads: SignedHead[] = []
  const of = (room: string) => heads.filter(({ draft }) => draft === room).sort((a, b) => a.number - b.number)
  const named = (entry: RecordEntry) => ({
    entry,
    symbol: drafts.get(partsOfRoom(entry.draft).draft)!.symbol,
  })
  const isSigned = ({ draft, number }: RecordEntry) => of(draft).some((head) => head.number === number)
  const inOrder = () =>
    [...record].sort((a, b) => (a.draft < b.draft ? -1 : a.draft > b.draft ? 1 : a.number - b.number))
  return {
    async add(head) {
      if (!of(head.draft).some(({ number }) => number === head.number)) heads.push(kept(head))
    },
    of: async (room) => kept(of(room)),
    at: async (room, number) => kept(of(room).find((head) => head.number === number) ?? null),
    unsigned: async (kinds) =>
      kept(
        inOrder()
          .filter((entry) => kinds.includes(storedOf(entry).what) && !isSigned(entry))
          .map(named),
      ),
    grown: async (before) => {
      const last = new Map(inOrder().map((entry) => [entry.draft, entry]))
      const isGrown = (entry: RecordEntry) => {
        const head = of(entry.draft).at(-1)
        return !head || (head.number < entry.number && head.at <= before)
      }
      return kept([...last.values()].filter(isGrown).map(named))
    },
  }
}

function historyStore({ logs, record }: Kept): HistoryStore {
  const moments = (draft: string): Moment[] =>
    (logs.get(draft)?.times ?? []).map((at, place) => ({ update: place + 1, at }))
  const momentIn = (draft: string, is: (moment: Moment) => boolean) => moments(draft).findLast(is)
  const near = (draft: string) =>
    record
      .filter((one) => one.draft === draft)
      .sort((a, b) => a.number - b.number)
      .map((entry) => ({ entry: kept(entry), at: entry.at }))
  return {
    async span(draft) {
      const all = moments(draft)
      const [first, last] = [all[0], all.at(-1)]
      return first && last ? { first, last, updates: all.length } : null
    },
    updates: async (draft, { after, upTo, limit }) =>
      (logs.get(draft)?.updates ?? [])
        .map((data, place) => ({ number: place + 1, data }))
        .filter(({ number }) => number > after && number <= upTo)
        .slice(0, limit),
    at: async (draft, time) => momentIn(draft, ({ at }) => at <= time) ?? { update: 0, at: time },
    moment: async (draft, update) =>
      momentIn(draft, (moment) => moment.update <= update) ?? { update: 0, at: 0 },
    beside: async (draft, update) => ({
      previous: momentIn(draft, (moment) => moment.update < update)?.update ?? null,
      next: moments(draft).find((moment) => moment.update > update)?.update ?? null,
    }),
    async activity(draft, stretches) {
      const all = moments(draft)
      const [first, last] = [all[0]?.at ?? 0, all.at(-1)?.at ?? 0]
      const groups = new Map<number, Moment[]>()
      for (const moment of all) {
        const share = last > first ? (moment.at - first) / (last - first) : 0
        const stretch = Math.min(Math.floor(share * stretches), stretches - 1)
        groups.set(stretch, [...(groups.get(stretch) ?? []), moment])
      }
      return [...groups.values()].map((group) => ({
        from: group[0]!.at,
        to: group.at(-1)!.at,
        update: group.at(-1)!.update,
        updates: group.length,
      }))
    },
    async spread(draft, points) {
      const all = moments(draft)
      const step = 2 ** Math.ceil(Math.log2(Math.max(1, all.length / points)))
      return all.filter((_, place) => (place + 1) % step === 0 || place === all.length - 1)
    },
    around: async (draft, { at }, { ms, limit }) =>
      near(draft)
        .filter((one) => Math.abs(one.at - at) <= ms)
        .sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))
        .slice(0, limit)
        .sort((a, b) => a.entry.number - b.entry.number),
    async steps(draft, { after, upTo, whats, limit }) {
      const isIn = (at: number) => at > after.at && at <= upTo.at
      const storedAt = (time: number) =>
        moments(draft).filter(
          ({ at, update }) => at === time && update > after.update && update <= upTo.update,
        )
      return near(draft)
        .filter(({ entry, at }) => isIn(at) && whats.includes(storedOf(entry).what))
        .slice(0, limit)
        .map(({ entry, at }) => {
          const [first, last] = [storedAt(at)[0]?.update, storedAt(at).at(-1)?.update]
          return { entry, at, updates: first && last ? { first, last } : null }
        })
    },
    async decisionsBeside(draft, { at }, whats) {
      const decisions = near(draft).filter(({ entry }) => whats.includes(entry.what))
      return {
        previous: decisions.findLast((one) => one.at < at)?.at ?? null,
        next: decisions.find((one) => one.at > at)?.at ?? null,
      }
    },
  }
}

function personal(): Pick<Ports, 'visits' | 'follows'> {
  const visits = new Map<string, Visit>()
  const follows = new Map<string, { user: string; draft: string; paragraph: string }>()
  return {
    visits: {
      of: async (user, draft) => kept(visits.get(`${user} ${draft}`) ?? null),
      keep: async (user, draft, visit) => void visits.set(`${user} ${draft}`, kept(visit)),
    },
    follows: {
      of: async (user) =>
        [...follows.values()]
          .filter((one) => one.user === user)
          .map(({ draft, paragraph }) => ({ draft, paragraph }))
          .sort((a, b) => (`${a.draft} ${a.paragraph}` < `${b.draft} ${b.paragraph}` ? -1 : 1)),
      async set(user, draft, paragraph, isFollowed) {
        const key = `${user} ${draft} ${paragraph}`
        if (isFollowed) follows.set(key, { user, draft, paragraph })
        else follows.delete(key)
      },
    },
  }
}

function noticeStore({ record }: Kept): NoticeStore {
  const marks = new Map<string, NoticeMark & { user: string }>()
  return {
    marks: async (user) =>
      [...marks.values()]
        .filter((one) => one.user === user)
        .map(({ draft, read, mailed }) => ({ draft, read, mailed }))
        .sort((a, b) => (a.draft < b.draft ? -1 : 1)),
    async mark(user, { draft, read = 0, mailed = 0 }) {
      const known = marks.get(`${user} ${draft}`)
      marks.set(`${user} ${draft}`, {
        user,
        draft,
        read: Math.max(read, known?.read ?? 0),
        mailed: Math.max(mailed, known?.mailed ?? 0),
      })
    },
    heads: async (drafts) =>
      new Map(
        drafts.flatMap((draft) => {
          const numbers = record.filter((one) => one.draft === draft).map(({ number }) => number)
          return numbers.length > 0 ? [[draft, Math.max(...numbers)] as const] : []
        }),
      ),
    these: async (asked) =>
      kept(
        record
          .filter((entry) => asked.some((one) => one.draft === entry.draft && one.number === entry.number))
          .sort((a, b) => b.at - a.at || b.number - a.number),
      ),
    async entries(asked, { from, pattern, limit }) {
      const bounds = new Map(asked.map((one) => [one.draft, one]))
      return kept(
        record
          .filter((entry) => {
            const { draft, number, at, what } = storedOf(entry)
            const one = bounds.get(draft)
            if (!one || number <= one.after || number >= (one.before ?? Infinity)) return false
            return at >= from && new RegExp(pattern).test(what)
          })
          .sort((a, b) => b.at - a.at || b.number - a.number)
          .slice(0, limit),
      )
    },
  }
}

function mailStore({ users }: Kept): MailStore {
  const settings = new Map<string, MailSettings>()
  return {
    of: async (user) => kept(settings.get(user) ?? null),
    byToken: async (token) => kept([...settings.values()].find((one) => one.token === token) ?? null),
    async begin(now, token) {
      for (const { id, demo } of users.values())
        if (!demo && !settings.has(id))
          settings.set(id, {
            user: id,
            off: [],
            token: token(),
            since: now,
            nextAt: now,
            failures: 0,
            fault: null,
          })
    },
    async change(user, change) {
      const known = settings.get(user)
      if (known) settings.set(user, kept({ ...known, ...change }))
    },
    async claim(now, until, limit) {
      const due = [...settings.values()]
        .filter(({ nextAt }) => nextAt <= now)
        .sort((a, b) => a.nextAt - b.nextAt)
        .slice(0, limit)
      for (const one of due) settings.set(one.user, { ...one, nextAt: until })
      return kept(due.map((one) => ({ ...one, nextAt: until })))
    },
  }
}
