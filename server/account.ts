import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { parseArgs } from 'node:util'
import { nanoid } from 'nanoid'
import { z } from 'zod'
import type { SignInEvent, User } from '#app/usecases/ports.ts'
import { runProgram, say } from './command-line.ts'
import { passwords } from './http/sessions/passwords.ts'
import { openLog } from './logging.ts'
import { openStores } from './open.ts'
import { StartError } from './persistence/start-error.ts'
import type { Stores } from './persistence/stores/stores.ts'
import { Taken } from './persistence/stores/taken.ts'
import { readSettings } from './settings.ts'

const HELP = `Accounts from the command line.

  node scripts/account.mjs add --email ana@example.org --name "Ana Pérez" --role delegate --delegation MEX
  node scripts/account.mjs password --email ana@example.org
  node scripts/account.mjs role --email ana@example.org --role observer
  node scripts/account.mjs list
  node scripts/account.mjs erase ana@example.org --yes
  node scripts/account.mjs events --email ana@example.org --limit 50

  add       adds an account. --role is delegate, chair, secretariat, translator, observer or administrator;
            --delegation is the three-letter code of a member state, for a delegate only.
  password  gives an account another password and ends all its sessions.
  role      gives an account another role, and --delegation with it for a delegate; open tables follow at once.
  events    prints what happened at the door, the latest first: sign-ins, failures, sessions ended, roles changed.
            --email for one account; --limit for how many, 100 unless it is said.
  list      prints every account: e-mail, role, delegation, name.
  erase     ends an account and takes the person's name away wherever that can be done: the record, attendance, comments
            within the delegation. Nobody can bring it back. The record stays whole and says "a delegate of Mexico".
            Without --yes it only tells what it would do.

A password is asked for, or read from standard input; with --generate one is made and printed.

The database is the server's own: DATABASE_URL, or the embedded one in DATA_DIR. An embedded database serves one
program at a time, so stop the server first.
`

const place = z
  .object({
    role: z.enum(
      ['delegate', 'chair', 'secretariat', 'translator', 'observer', 'administrator'],
      '--role must be delegate, chair, secretariat, translator, observer or administrator',
    ),
    delegation: z.string().toUpperCase().nullable(),
  })
  .refine(({ role, delegation }) => (role === 'delegate') === (delegation !== null), {
    error: '--delegation is needed for a delegate, and for nobody else',
  })
const account = z
  .object({
    email: z.email('--email must be an e-mail address'),
    name: z.string('--name is needed').trim().min(1, '--name is needed'),
  })
  .and(place)

type Options = {
  email?: string
  name?: string
  role?: string
  delegation?: string
  limit?: string
  generate?: boolean
  yes?: boolean
}

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      email: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
      delegation: { type: 'string' },
      limit: { type: 'string' },
      generate: { type: 'boolean' },
      yes: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const [command, email] = positionals
  if (values.help || !command) return say(HELP)
  const carryOut = commands[command]
  if (!carryOut) throw new StartError(`There is no command "${command}". See --help.`)
  const log = openLog('warn')
  const lost = (reason: Error) => log.fatal({ err: reason }, 'the database is gone')
  const { database, stores } = await openStores(readSettings(process.env), log, lost, { alone: false })
  try {
    await carryOut(stores, { email, ...values })
  } finally {
    await database.close()
  }
}

const commands: Record<string, (stores: Stores, options: Options) => Promise<void>> = {
  async add(stores, options) {
    const { users } = stores
    const user: User = { ...(await givenIn(stores, account, options)), id: nanoid(), demo: false }
    if (await users.byEmail(user.email)) throw new StartError(taken(user.email))
    try {
      await users.add({ ...user, passwordHash: await passwords.hash(await newPassword(options)) })
    } catch (error) {
      if (error instanceof Taken) throw new StartError(taken(user.email))
      throw error
    }
    await note(stores, 'account-added', user)
    say(`${user.email} can sign in.\n`)
  },

  async password(stores, options) {
    const { users, sessions } = stores
    const user = await accountOf(stores, options)
    if (user.demo) throw new StartError('A demo account has no password.')
    await users.setPassword(user.id, await passwords.hash(await newPassword(options)))
    await sessions.revokeAllOf(user.id)
    await note(stores, 'password-set', user)
    say(`${user.email} has a new password; its sessions have ended.\n`)
  },

  async erase({ users, names }, { email = '', yes }) {
    const user = await users.byEmail(email)
    if (!user) throw new StartError(`There is no account for "${email}".`)
    const chained = await names.chained(user.id)
    if (chained > 0) say(stays(chained))
    if (!yes) throw new StartError(`Nothing is erased yet. Add --yes to erase ${user.name} for good.`)
    const { entries, stays: sat, comments } = await names.erase(user.id)
    say(
      `${user.email} is erased: ${entries} names in the record, ${sat} stays, ${comments} comments. ` +
        'What somebody has written into texts or comments is theirs to change, and backups still have the name.\n',
    )
  },

  async role(stores, options) {
    const user = await accountOf(stores, options)
    const to = await givenIn(stores, place, options)
    await stores.users.setRole(user.id, to)
    await note(stores, 'role-changed', user)
    say(`${user.email} is ${to.role}${to.delegation ? ` of ${to.delegation}` : ''} now.\n`)
  },

  async events({ signIns }, { email, limit = '100' }) {
    const most = Number(limit)
    if (!Number.isInteger(most) || most < 1 || most > 10_000)
      throw new StartError('--limit must be a whole number from 1 to 10000.')
    for (const { at, what, account, address, device } of await signIns.latest(
      most,
      email?.trim().toLowerCase(),
    ))
      say([new Date(at).toISOString(), what, account, address || '-', device || '-'].join('\t') + '\n')
  },

  async list({ users }) {
    for (const { email, role, delegation, name, demo } of await users.all())
      say([email, role, delegation ?? '-', name, ...(demo ? ['(demo)'] : [])].join('\t') + '\n')
  },
}

const stays = (entries: number): string =>
  `${entries} entries of the record are from before names stood beside it: in those the name stays, or the record ` +
  'would not be whole.\n'

async function accountOf({ users }: Stores, { email = '' }: Options) {
  const user = await users.byEmail(email)
  if (!user) throw new StartError(`There is no account for "${email}".`)
  return user
}

/** The options as a command wants them; a delegation must be one. */
async function givenIn<T extends { delegation: string | null }>(
  { delegations }: Stores,
  schema: z.ZodType<T>,
  options: Options,
): Promise<T> {
  const parsed = schema.safeParse({ ...options, delegation: options.delegation ?? null })
  if (!parsed.success) throw new StartError(parsed.error.issues.map(({ message }) => message).join('; '))
  const { delegation } = parsed.data
  if (delegation && !(await delegations.all()).some(({ code }) => code === delegation))
    throw new StartError(`There is no delegation "${delegation}". Codes are as in MEX, CAN, BRA, JAM.`)
  return parsed.data
}

/** Keeps what was done, by whoever runs this machine. */
const note = ({ signIns }: Stores, what: SignInEvent['what'], { id, email }: Pick<User, 'id' | 'email'>) =>
  signIns.add({
    at: Date.now(),
    what,
    user: id,
    account: email.toLowerCase(),
    address: '',
    device: 'account.mjs',
  })

const taken = (email: string): string => `There is an account for ${email} already.`

async function newPassword({ generate }: Options): Promise<string> {
  if (generate) {
    const made = randomBytes(15).toString('base64url')
    say(`Password: ${made}\n`)
    return made
  }
  const password = await readPassword()
  if (password.length < 12) throw new StartError('The password must have at least 12 characters.')
  return password
}

/** One line of standard input; at a terminal what is typed is not shown. */
async function readPassword(): Promise<string> {
  const terminal = process.stdin.isTTY
  if (terminal) say('Password (at least 12 characters): ')
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal })
  try {
    for await (const line of lines) return line
    return ''
  } finally {
    lines.close()
    if (terminal) say('\n')
  }
}

runProgram(main)
