import type { RequestHandler } from 'express'
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { Result } from '#app/domain/basics/result.ts'
import type { Rooms } from '#app/usecases/ports.ts'
import type { Meter } from './collab/sockets/meter.ts'
import type { SocketRooms } from './http/sockets/sockets.ts'

/** The process in figures, as Prometheus reads them. No label holds a name, a title or anything anybody wrote. */
export type Metrics = {
  /** For the rooms to tell about their work. */
  meter: Meter
  /** The same table; every socket that sits down at it is counted until it closes. */
  counting(table: SocketRooms): SocketRooms
  /** The same rooms; what is decided through them is counted by its kind and outcome. */
  deciding(rooms: Rooms): Rooms
  /** Times every request that is answered. */
  timing: RequestHandler
  /** Work beside a decision could not be done for now. */
  sideWorkFailed(kind: string): void
  /** Prometheus' text format, version 0.0.4. `now` tells how many rooms are open at the moment, and what is undone. */
  text(now: () => { rooms: number; undone: number }): Promise<string>
  contentType: string
}

const MS = 1_000
/** Seconds. The goals of a commit, of showing and of opening lie in the middle, so that quantiles tell there. */
const COMMIT = [0.0005, 0.001, 0.002, 0.003, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5]
const SHOW = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5]
const OPEN = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10]
const ANSWER = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
const BATCH = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000]

/** Kinds come from the product's own closed lists; this only makes sure that a fault there never becomes a leak. */
const word = (kind: string): string => (/^[a-z][a-z0-9-]{0,39}$/.test(kind) ? kind : 'other')

export function openMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const counter = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Counter({ name: `corchete_${name}_total`, help, labelNames, registers })
  const histogram = <L extends string>(name: string, help: string, buckets: number[], ...labelNames: L[]) =>
    new Histogram({ name: `corchete_${name}`, help, buckets, labelNames, registers })
  const gauge = (name: string, help: string) => new Gauge({ name: `corchete_${name}`, help, registers })

  const rooms = gauge('rooms', 'Rooms open in this process.')
  const connections = gauge('connections', 'Sockets at the tables of this process.')
  const sessions = gauge('sessions', 'Different sessions among these sockets.')
  const decisions = counter('decisions', 'Decisions by kind and outcome.', 'kind', 'outcome')
  const closed = counter('sockets_closed', 'Sockets that had sat at a table, by close code.', 'code')
  const undone = gauge('side_work', 'Work beside decisions that is not done yet.')
  const sideWork = counter('side_work_failures', 'Attempts at work beside decisions that failed.', 'kind')
  const answered = histogram('http_seconds', 'Answers over HTTP.', ANSWER, 'method', 'status')
  const seated = new Map<string, number>()

  return {
    meter: openMeter(counter, histogram),
    counting: (table) => counted(table, seated, { connections, closed }),
    deciding(through) {
      const counted = async <T extends Result<unknown, { kind: string }>>(kind: string, work: Promise<T>) => {
        const outcome = await work.catch((error: unknown) => {
          decisions.inc({ kind: word(kind), outcome: 'failed' })
          throw error
        })
        decisions.inc({ kind: word(kind), outcome: outcome.ok ? 'done' : word(outcome.refusal.kind) })
        return outcome
      }
      return {
        read: (draft) => through.read(draft),
        readFloor: (draft) => through.readFloor(draft),
        dismiss: (who) => through.dismiss(who),
        decide: (draft, by, decision) => counted(decision.kind, through.decide(draft, by, decision)),
        makeStatement: (draft, by, said) => counted(said.kind, through.makeStatement(draft, by, said)),
      }
    },
    timing(request, response, next) {
      const end = answered.startTimer({ method: methodOf(request.method) })
      response.once('finish', () => end({ status: `${Math.floor(response.statusCode / 100)}xx` }))
      next()
    },
    sideWorkFailed: (kind) => sideWork.inc({ kind: word(kind) }),
    async text(now) {
      const open = now()
      rooms.set(open.rooms)
      undone.set(open.undone)
      sessions.set(seated.size)
      return registry.metrics()
    },
    contentType: registry.contentType,
  }
}

type NewCounter = <L extends string>(name: string, help: string, ...labels: L[]) => Counter<L>
type NewHistogram = <L extends string>(
  name: string,
  help: string,
  buckets: number[],
  ...labels: L[]
) => Histogram<L>

function openMeter(counter: NewCounter, histogram: NewHistogram): Meter {
  const updates = counter('updates', 'Updates of delegations taken in.')
  const refusals = counter('refusals', 'Updates and connections refused, by reason.', 'kind')
  const entries = counter('record_entries', 'Entries that the record has got.')
  const commit = histogram('commit_seconds', 'From a batch to its commit.', COMMIT)
  const batch = histogram('commit_updates', 'Updates in a batch.', BATCH)
  const show = histogram('show_seconds', 'From the first message of a batch to everyone having it.', SHOW)
  const open = histogram('open_seconds', 'To open a room from its log.', OPEN)
  const lagged = counter('lagged', 'Times a slow reader was left out, to be brought up to date at once.')
  return {
    taken: (count) => updates.inc(count),
    refused: (kind) => refusals.inc({ kind: word(kind) }),
    committed(held, ms) {
      commit.observe(ms / MS)
      batch.observe(held.updates)
      entries.inc(held.entries)
    },
    shown: (ms) => show.observe(ms / MS),
    opened: (ms) => open.observe(ms / MS),
    lagged: () => lagged.inc(),
  }
}

function counted(
  table: SocketRooms,
  seated: Map<string, number>,
  { connections, closed }: { connections: Gauge; closed: Counter<'code'> },
): SocketRooms {
  const connect: SocketRooms['connect'] = (socket, who, ...where) => {
    connections.inc()
    seated.set(who.session, (seated.get(who.session) ?? 0) + 1)
    socket.once('close', (code) => {
      connections.dec()
      closed.inc({ code: String(code) })
      const left = seated.get(who.session)! - 1
      if (left > 0) seated.set(who.session, left)
      else seated.delete(who.session)
    })
    table.connect(socket, who, ...where)
  }
  return { connect, dismiss: (who) => table.dismiss(who) }
}

/** What a client may make up is no label. */
const methodOf = (method: string): string =>
  ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'].includes(method) ? method : 'other'
