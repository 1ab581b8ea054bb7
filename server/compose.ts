import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { nanoid } from 'nanoid'
import type { Logger } from 'pino'
import { catalogues, messagesIn } from '#app/messages/catalogue.ts'
import { languageOf } from '#app/messages/language.ts'
import type { DraftId } from '#app/domain/basics/draft.ts'
import { keepEarlierRevisions } from '#app/usecases/draft/agreed-language.ts'
import type { Ports } from '#app/usecases/ports.ts'
import { attempt } from '#app/usecases/side-work.ts'
import { authorIds } from './crypto/author-ids.ts'
import { RedisBus } from './cluster/redis-bus.ts'
import { SignedBus, signingBy } from './cluster/signed-bus.ts'
import { watchDeadlines } from './collab/hub/deadline-watch.ts'
import { Attendance } from './collab/history/attendance.ts'
import { createHub, type Hub, type HubDeps } from './collab/hub/hub.ts'
import { MemoryFeed } from './collab/history/notice-feed.ts'
import { MemoryTimeSums } from './collab/history/time-sums.ts'
import { sha256 } from './crypto/digest.ts'
import { seedDemo } from './demo/seed.ts'
import { createApp } from './http/app.ts'
import { home } from './home.ts'
import { createAuthenticator } from './http/sessions/authenticator.ts'
import { passwords } from './http/sessions/passwords.ts'
import { openDevices } from './http/sessions/devices.ts'
import { openJournal } from './http/sessions/sign-in-journal.ts'
import { signInLimits } from './http/sessions/sign-in-limits.ts'
import { openSockets } from './http/sockets/sockets.ts'
import { addressOf, close, listen, reachOf } from './listen.ts'
import { startMailing } from './mail/mailing.ts'
import { openPost } from './mail/post.ts'
import { tellFigures } from './metrics-endpoint.ts'
import { openMetrics, type Metrics } from './metrics.ts'
import { signingOf } from './signing/signing.ts'
import { signingAfter } from './signing/sign-heads.ts'
import { openStores, type OpenStores } from './open.ts'
import { openPages, type PageSource } from './page-source.ts'
import { addDemoAccounts } from './persistence/stores/demo-accounts.ts'
import { installation } from './persistence/stores/installation.ts'
import type { Stores } from './persistence/stores/stores.ts'
import { keepNamesFor } from './retention.ts'
import { isLocal, type Settings } from './settings.ts'
import { SideWorkQueue } from './side-work.ts'
import { Threads } from './threads/threads.ts'
import { warmUp } from './warm-up.ts'

export type RunningServer = {
  /** "http://localhost:3000" */
  address: string
  /** Who can reach it, in a sentence. */
  reach: string
  /** Stores everything, ends every connection and resolves when nothing is left running. */
  stop(): Promise<void>
}

const clock = { now: () => Date.now() }
/** ms that requests under way get when the server stops. */
const PATIENCE = 3_000
const HOUR = 3_600_000
/** ms for which a device is known that nobody signs in from. */
const DEVICE_LASTS = 400 * 24 * HOUR

/**
 * Puts the parts together and starts serving. `lost` is called when the database is gone for good: nothing
 * can be stored any more, and the process should end. Throws a StartError when it cannot start.
 */
export async function startServer(
  settings: Settings,
  log: Logger,
  lost: (reason: Error) => void,
): Promise<RunningServer> {
  const server = await listen(settings)
  // The pages are read while the database opens in its own thread; a fault in them is met where they are used.
  const pages = openPages()
  pages.catch(() => undefined)
  try {
    const open = await openStores(settings, log, lost)
    try {
      return await serve(settings, log, server, open, await pages)
    } catch (error) {
      await open.database.close()
      throw error
    }
  } catch (error) {
    await close(server, 0)
    throw error
  }
}

async function serve(
  settings: Settings,
  log: Logger,
  server: Server,
  { database, stores }: OpenStores,
  source: PageSource,
): Promise<RunningServer> {
  const remembered = installation(database.prisma)
  const metrics = openMetrics()
  const { meter } = metrics
  const cluster = await clusterOf(settings, remembered, log)
  const authorOf = authorIds(await remembered.remember('author-ids', newSecret))
  const { hub, attendance } = openTables(stores, { log, meter, cluster, authorOf })
  await Promise.all([hub.ready, warmUp(stores)])
  const signing = signingOf(settings, stores, log)
  const rooms = signing ? signingAfter(metrics.deciding(hub), signing) : metrics.deciding(hub)
  const sideWork = openSideWork(stores, metrics, log)
  const threads = new Threads(stores.history)
  const doing = { rooms, authorOf, threads, sideWork: sideWork.queue }
  const ports = await openPorts({ database, stores }, { ...doing, settings, remembered, hub, log })
  sideWork.begin(ports)
  const { origin, trustProxy } = settings
  const door = await openDoor(settings, { database, stores }, { ports, remembered, log })
  const { authenticator } = door
  const seats = { rooms: metrics.counting(hub), authenticator, origin, trustProxy, log }
  const { drafts, workingCopies, delegations } = stores
  const sockets = openSockets(server, { ...seats, drafts, workingCopies, delegations })
  const settleDeadlines = (draft: DraftId) => hub.settleDeadlines(draft)
  const deadlineWatch = watchDeadlines({ deadlines: stores.deadlines, clock, log, settleDeadlines })
  let stopping = false
  const [draining, ping] = [() => stopping, () => database.ping()]
  const told = await tellFigures(settings, metrics, { hub, sideWork: sideWork.queue })
  const watched = { ping, draining, timing: metrics.timing, metrics: told.handler }
  const pages = { ...source, catalogues, ports, ...door }
  server.on('request', createApp({ ...pages, log, origin, trustProxy, pace: settings.pace, ...watched }))
  const mailing = mailingOf(settings, ports, log)
  const { namesKept, role } = settings
  const erasing = namesKept && role === 'rooms' ? keepNamesFor(namesKept, { ...stores, clock, log }) : null
  const tidy = setInterval(() => void forgetOld(stores).catch(() => undefined), HOUR)

  return {
    address: addressOf(server, settings),
    reach: reachOf(settings, ports.settings.demo),
    // Still listening while the rooms are stored: whoever asks whether to send people here is told not to.
    async stop() {
      stopping = true
      clearInterval(tidy)
      const quiet = deadlineWatch.stop()
      sideWork.queue.stop()
      sockets.stop()
      await hub.close()
      await attendance.stop()
      await Promise.all([signing?.stop(), erasing?.stop()])
      await quiet
      sockets.end()
      const left = [source.close(), told.close(), mailing?.stop(), threads.stop()]
      await Promise.all([close(server, PATIENCE), ...left])
      await cluster?.bus.close()
      await database.close()
    },
  }
}

/** The secret of the installation: the one that is given, or one made at the first start. */
const secretOf = async ({ sessionSecret }: Settings, remembered: Remembered): Promise<string> =>
  sessionSecret ?? remembered.remember('session-secret', newSecret)

const newSecret = () => randomBytes(32).toString('base64url')

async function forgetOld({ sessions, devices }: Stores): Promise<void> {
  await sessions.forgetExpired(clock.now())
  await devices.forget(clock.now() - DEVICE_LASTS)
}

/** Who somebody is, by a secret that is given or was made at the first start; what is counted and kept of it. */
async function openDoor(
  settings: Settings,
  { database, stores }: OpenStores,
  { ports, remembered, log }: { ports: Ports; remembered: Remembered; log: Logger },
) {
  const { origin, longestSession: longest } = settings
  const secret = await secretOf(settings, remembered)
  const secure = origin?.protocol === 'https:'
  const { demo } = ports.settings
  const sessions = { ...stores.sessions, ...ports.sessions }
  return {
    authenticator: createAuthenticator(stores.users, sessions, clock, { secure, secret, demo, longest }),
    limits: signInLimits({}, database.pool),
    devices: openDevices(stores.devices, clock, { secure, secret }),
    journal: openJournal(stores.signIns, clock, { secret, log }),
  }
}

/** The rooms, and who sits in them. */
function openTables(stores: Stores, given: Pick<HubDeps, 'log' | 'meter' | 'cluster' | 'authorOf'>) {
  const means = { clock, id: nanoid, log: given.log }
  const attendance = new Attendance({ store: stores.attendance, ...means })
  const attend: HubDeps['attend'] = (room, actor) => attendance.come(room, actor)
  const hub = createHub({ ...stores, store: stores.room, attend, sha256, ...means, ...given })
  return { hub, attendance }
}

/** What does the work behind the ports. */
type Doing = Pick<Ports, 'rooms' | 'authorOf'> & { sideWork: SideWorkQueue; threads: Threads }

/** What the use cases may ask for, with the demo in it where it is wanted. */
async function openPorts(
  { database, stores }: OpenStores,
  opening: Doing & { settings: Settings; remembered: Remembered; hub: Hub; log: Logger },
): Promise<Ports> {
  const { settings, remembered, hub, log } = opening
  return database.inTurn(async () => {
    const demo = await demoOf(settings, remembered)
    const made = portsOf(stores, opening, demo.on, settings)
    if (demo.missing && settings.role === 'rooms') await putDemoIn(made, hub, remembered, log)
    return made
  })
}

/** What is left to do once something has happened; `begin` makes up for what was not done before this start. */
function openSideWork(stores: Stores, metrics: Metrics, log: Logger) {
  let ports: Ports | null = null
  const queue = new SideWorkQueue({
    store: stores.undone,
    attempt: (job) => (ports ? attempt(ports, job) : Promise.reject(new Error('not open yet'))),
    clock,
    id: nanoid,
    log,
    failed: metrics.sideWorkFailed,
  })
  const begin = (open: Ports): void => {
    ports = open
    queue
      .resume()
      .then(() => keepEarlierRevisions(open))
      .catch((err: unknown) => log.error({ err }, 'what was left undone could not be read'))
  }
  return { queue, begin }
}

/** Mails notices from the processes that hold rooms; null where none are mailed. */
function mailingOf({ smtpUrl, mailFrom, mailEvery, origin, role }: Settings, ports: Ports, log: Logger) {
  if (!smtpUrl || !origin || role !== 'rooms') return null
  return startMailing(ports, openPost(smtpUrl, mailFrom), {
    origin: origin.origin,
    messages: messagesIn(languageOf([], [])),
    between: mailEvery,
    log,
  })
}

/** This process among those of the installation; undefined when it is the only one. */
async function clusterOf(
  settings: Settings,
  remembered: Remembered,
  log: Logger,
): Promise<HubDeps['cluster']> {
  const { redisUrl: url, role } = settings
  if (!url) return undefined
  const self = { id: nanoid(), name: `${hostname()}:${process.pid}`, claims: role === 'rooms' }
  // Not the secret of anything: only keeps installations that share a Redis apart.
  const scope = await remembered.remember('bus', nanoid)
  const sign = signingBy(await secretOf(settings, remembered))
  return { self, bus: new SignedBus(new RedisBus({ url, self: self.id, scope, log }), sign, log) }
}

function portsOf(
  { room: _, ...stores }: Stores,
  { rooms, authorOf, sideWork, threads }: Doing,
  demo: boolean,
  { smtpUrl }: Settings,
): Ports {
  // However a session is revoked, its sockets end with it.
  const sessions: Ports['sessions'] = {
    ...stores.sessions,
    async revoke(session) {
      await stores.sessions.revoke(session)
      rooms.dismiss({ session })
    },
    async revokeAllOf(user) {
      await stores.sessions.revokeAllOf(user)
      rooms.dismiss({ user })
    },
  }
  const settings = { demo, mail: smtpUrl !== undefined }
  const reads = {
    past: threads,
    heavy: threads,
    feed: new MemoryFeed(stores.notices),
    timeSums: new MemoryTimeSums(stores.record),
  }
  const means = { clock, id: nanoid, passwords, authorOf, sha256 }
  return { ...stores, ...reads, ...means, sessions, rooms, sideWork, settings }
}

type Remembered = ReturnType<typeof installation>

/**
 * The demo is on when it is asked for, or when nothing is said, only this machine can reach the server, and it was put
 * into this database before or the database is empty. A demo half put in, by a start that was killed, is missing still.
 */
async function demoOf(
  settings: Settings,
  remembered: Remembered,
): Promise<{ on: boolean; missing: boolean }> {
  const state = await remembered.read('demo')
  const on = settings.demo ?? (isLocal(settings) && (state !== null || (await remembered.isEmpty())))
  return { on, missing: on && state !== 'there' }
}

async function putDemoIn(ports: Ports, hub: Hub, remembered: Remembered, log: Logger): Promise<void> {
  await remembered.write('demo', 'begun')
  await addDemoAccounts(ports.users)
  await seedDemo(ports, hub, join(home, 'server/demo/text'))
  await remembered.write('demo', 'there')
  log.info('the demo is put in')
}
