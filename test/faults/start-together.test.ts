/** Five web processes of a new installation start at once. */
import t from 'tap'
import { createEmptyDatabase } from '../fixtures/database.ts'
import { times } from '../fixtures/faults/race.ts'
import { launchServer, waitUntilReady } from '../fixtures/faults/server-process.ts'

t.setTimeout(180_000)

t.test('all five become ready on an empty database, and end with 0 (F17)', async (t) => {
  const url = await createEmptyDatabase(t)
  const servers = await Promise.all(times(5).map(() => launchServer(t, url)))
  await Promise.all(servers.map(waitUntilReady))
  t.strictSame(await Promise.all(servers.map((server) => server.stop())), [0, 0, 0, 0, 0])
})
