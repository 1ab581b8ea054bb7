import type { Logger } from 'pino'
import {
  HEAD_EVERY,
  messageOf,
  signedKinds,
  symbolIn,
  type DatedHead,
} from '#app/domain/record/evidence/signed-head.ts'
import type { Clock, HeadStore, Rooms, Unsigned } from '#app/usecases/ports.ts'
import type { Signer } from './record-key.ts'

/** ms between two looks for heads that are to be signed. */
const EVERY = 15_000

type Deps = {
  heads: HeadStore
  clock: Clock
  log: Logger
  signer: Pick<Signer, 'publicKey' | 'sign'>
  every?: number
}

export type Signing = {
  /** Looks at once: a paper has gone out. */
  soon(): void
  /** Resolves when no head is being signed any more. */
  stop(): Promise<void>
}

/**
 * Signs heads beside everything else: what is to be signed is read off the record, so that nothing is forgotten when a
 * process ends, and what failed is tried again at the next look. Nobody waits for it, and it fails nobody's deed. In
 * as many processes as there are: an entry is signed once.
 */
export function startSigning({ every = EVERY, ...deps }: Deps): Signing {
  let look: Promise<void> | null = null
  let again = false
  const begin = () => {
    look ??= lookOnce(deps).finally(() => {
      look = null
      if (again) begin()
      again = false
    })
  }
  const timer = setInterval(begin, every)
  timer.unref()
  begin()
  return {
    soon() {
      again = look !== null
      begin()
    },
    async stop() {
      clearInterval(timer)
      again = false
      await look
    },
  }
}

async function lookOnce(deps: Deps): Promise<void> {
  const { heads, clock, log } = deps
  try {
    const issued = await heads.unsigned(signedKinds)
    for (const each of issued) await signOne(deps, each)
    for (const each of await heads.grown(clock.now() - HEAD_EVERY)) await signOne(deps, each)
  } catch (err) {
    log.error({ err }, 'heads of the record could not be read; they are signed at the next look')
  }
}

/** One that fails does not stop the others. */
async function signOne({ heads, clock, log, signer }: Deps, { entry, symbol }: Unsigned): Promise<void> {
  const { draft, number, hash } = entry
  const head: DatedHead = { draft, symbol: symbolIn(entry) ?? symbol, number, hash, at: clock.now() }
  try {
    const signature = signer.sign(messageOf(head))
    await heads.add({ ...head, publicKey: signer.publicKey, signature })
    log.info({ draft, entry: number }, 'a head of the record is signed')
  } catch (err) {
    log.error({ err, draft, entry: number }, 'a head of the record could not be signed; it is tried again')
  }
}

/** The rooms, with a look for heads after each deed that sends a paper out. */
export const signingAfter = (rooms: Rooms, { soon }: Pick<Signing, 'soon'>): Rooms => ({
  read: (room) => rooms.read(room),
  readFloor: (room) => rooms.readFloor(room),
  dismiss: (who) => rooms.dismiss(who),
  makeStatement: (room, by, said) => rooms.makeStatement(room, by, said),
  async decide(room, by, decision) {
    const decided = await rooms.decide(room, by, decision)
    if (decided.ok && signedKinds.includes(decision.kind)) soon()
    return decided
  },
})
