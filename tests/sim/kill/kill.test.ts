import { describe, expect, test } from 'vitest'
import { postgresPrograms, startPostgres } from '#tests/servers/postgres.ts'
import { places } from '#tests/servers/databases.ts'
import { killDuringAppends, killDuringBeginning } from './kill.ts'

// `npx tsx tests/sim/kill/kill.ts` does this as often as you like.
describe('a server that is killed', { timeout: 120_000 }, () => {
  test('loses nothing acknowledged on the embedded database', async () => {
    const place = await places[0]!.make()
    const outcomes = await killDuringAppends(place.where, [12, 60])
    expect(outcomes.at(-1)!.acknowledged).toBeGreaterThan(10)
    await place.remove()
  })

  test('leaves no folder that does not open when it was making one', async () => {
    await killDuringBeginning(2_500)
  })

  test.skipIf(postgresPrograms() === null)('loses nothing on PostgreSQL that is killed too', async () => {
    const postgres = await startPostgres()
    const url = await postgres.database()
    const outcomes = await killDuringAppends({ url }, [12, 60], () => postgres.crash())
    expect(outcomes.at(-1)!.acknowledged).toBeGreaterThan(10)
    await postgres.stop()
  })
})
