import type { Logger } from 'pino'
import type { RoomId } from '#app/domain/basics/draft.ts'
import type { LeaseStore, ServerProcess } from '#app/usecases/ports.ts'

/** ms for which a process promises to live on; after that its rooms may be claimed. */
const LEASE = 3_000
/** ms between two such promises. */
const BEAT = 700

export type MembershipDeps = {
  leases: LeaseStore
  self: ServerProcess
  log: Logger
  /** Others may claim the rooms of this process: without a promise renewed in time they count as lost. */
  shared: boolean
  /** Another process has died or left. */
  died(peer: string): void
  /** This process could not renew its promise in time. */
  expired(): void
}

/** This process among the others: says that it lives, and learns who else does. */
export class Membership {
  private living = new Map<string, ServerProcess>()
  /** When the last promise that was kept began, by a clock of this process that only goes forward. */
  private promisedAt = -Infinity
  private hasExpired = false
  private beating: Promise<void> | null = null
  private timer: NodeJS.Timeout | null = null
  private left = false
  private self: ServerProcess

  constructor(private readonly deps: MembershipDeps) {
    this.self = deps.self
  }

  /** Throws when the first promise cannot be given. */
  async start(): Promise<void> {
    await this.renew()
    this.timer = setInterval(() => this.tick(), BEAT)
    this.timer.unref()
  }

  get id(): string {
    return this.self.id
  }

  get claims(): boolean {
    return this.self.claims
  }

  isAlive(peer: string): boolean {
    return this.living.has(peer)
  }

  /** The process that takes a room nobody holds when this one takes none: all of its kind choose the same. */
  takerOf(room: RoomId): string | null {
    const takers = [...this.living.values()].filter(({ id, claims }) => claims && id !== this.id)
    const weight = (id: string) =>
      [...`${id}${room}`].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7)
    return takers.sort((a, b) => weight(a.id) - weight(b.id))[0]?.id ?? null
  }

  private tick(): void {
    if (this.deps.shared && !this.hasExpired && performance.now() - this.promisedAt > LEASE - BEAT) {
      this.hasExpired = true
      this.deps.log.error('could not tell the database in time that this process lives')
      this.deps.expired()
    }
    this.beating ??= this.renew()
      .catch((err: unknown) => this.deps.log.debug({ err }, 'could not say that this process lives'))
      .finally(() => (this.beating = null))
  }

  private async renew(): Promise<void> {
    const begun = performance.now()
    const living = await this.deps.leases.renew(this.self, LEASE)
    if (this.left) return
    this.promisedAt = begun
    this.hasExpired = false
    const before = this.living
    this.living = new Map(living.map((each) => [each.id, each]))
    for (const id of before.keys()) if (!this.living.has(id)) this.deps.died(id)
  }

  /** Takes no room from now on, and says so. */
  async drain(): Promise<void> {
    this.self = { ...this.self, claims: false }
    await this.deps.leases.renew(this.self, LEASE).catch(() => undefined)
  }

  async leave(): Promise<void> {
    this.left = true
    if (this.timer) clearInterval(this.timer)
    await this.beating
    await this.deps.leases.leave(this.id).catch(() => undefined)
  }
}
