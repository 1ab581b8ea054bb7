import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { lockFolder } from './folder-lock.ts'

let folder: string
const lost = vi.fn()
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'))
  lost.mockClear()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const path = () => join(folder, 'server.lock')
const leave = (owner: object) =>
  writeFileSync(path(), JSON.stringify({ host: hostname(), started: '1', token: 'old', ...owner }))

test('keeps a second server out and says which one has the folder', async () => {
  const lock = await lockFolder(folder, lost)
  await expect(lockFolder(folder, lost)).rejects.toThrow(
    `The data folder ${folder} is in use by another server (process ${process.pid} on ${hostname()}).`,
  )
  lock.release()
  ;(await lockFolder(folder, lost)).release()
  expect(existsSync(path())).toBe(false)
})

test('makes the folder when there is none', async () => {
  const lock = await lockFolder(join(folder, 'new', 'data'), lost)
  lock.release()
})

test('keeps out of a folder that a living process has', async () => {
  const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'])
  const started = readFileSync(`/proc/${other.pid}/stat`, 'utf8').split(') ')[1]!.split(' ')[19]
  leave({ process: other.pid, started })
  await expect(lockFolder(folder, lost)).rejects.toThrow('in use')
  other.kill()
  await once(other, 'exit')
  const lock = await lockFolder(folder, lost)
  lock.release()
})

test.each([
  ['a process that has died', { process: 2 ** 22 + 1 }],
  ['a process whose number another has now', { process: process.ppid }],
  ['an earlier process with our own number', { process: process.pid }],
])('takes over at once from %s', async (_, owner) => {
  leave(owner)
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  try {
    const lock = lockFolder(folder, lost)
    // No more than the look for a second that takes over: whoever waits for a sign of life waits for ever.
    await vi.advanceTimersByTimeAsync(50)
    ;(await lock).release()
  } finally {
    vi.useRealTimers()
  }
})

test('takes over a lock that cannot be read', async () => {
  writeFileSync(path(), 'half a l')
  ;(await lockFolder(folder, lost)).release()
})

test('keeps out of a folder whose owner on another machine gives signs of life', async () => {
  leave({ host: 'elsewhere', process: 1 })
  const beat = setInterval(() => utimesSync(path(), new Date(), new Date()), 500)
  await expect(lockFolder(folder, lost)).rejects.toThrow('process 1 on elsewhere')
  clearInterval(beat)
})

test('takes over from another machine that gives none', async () => {
  leave({ host: 'elsewhere', process: 1 })
  ;(await lockFolder(folder, lost)).release()
})

test('lets only one of many in', async () => {
  leave({ process: 2 ** 22 + 1 })
  const came = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder, lost)))
  const locks = came.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  expect(locks).toHaveLength(1)
  locks[0]!.release()
})

test('notices when somebody takes the folder in spite of it', async () => {
  const lock = await lockFolder(folder, lost)
  leave({ process: 1 })
  await vi.waitFor(() => expect(lost).toHaveBeenCalledOnce(), 5_000)
  lock.release()
  expect(JSON.parse(readFileSync(path(), 'utf8'))).toMatchObject({ token: 'old' })
})

test('puts itself back when it was tidied away', async () => {
  const lock = await lockFolder(folder, lost)
  rmSync(path())
  await vi.waitFor(() => expect(existsSync(path())).toBe(true), 5_000)
  expect(lost).not.toHaveBeenCalled()
  lock.release()
})

test.each([
  ['that lies in a file', (at: string) => join(at, 'file', 'data'), 'ENOTDIR'],
  ['where the system takes none', () => '/proc/corchete/data', 'ENOENT'],
])('says in one line that it cannot write a folder %s', async (_, where, code) => {
  writeFileSync(join(folder, 'file'), '')
  const locking = lockFolder(where(folder), lost)
  await expect(locking).rejects.toMatchObject({ name: 'StartError' })
  await expect(locking).rejects.toThrow(
    `cannot be written (${code}). Give this user the right to write there`,
  )
})
