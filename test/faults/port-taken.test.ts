import { createServer } from 'node:net'
import t from 'tap'
import { startWorld } from '../fixtures/app.ts'
import { launchServer } from '../fixtures/faults/server-process.ts'
import { listen } from '../fixtures/listen.ts'

const { databaseUrl } = (await startWorld(t, { jobs: false })).deps

t.test('a port that is taken is named in a sentence, and the process ends', async (t) => {
  const port = await listen(t, createServer())
  for (const name of ['PORT', 'METRICS_PORT']) {
    const server = await launchServer(t, databaseUrl, [], { [name]: String(port) })
    t.equal(await server.ended(), 1)
    t.equal(
      server.said(),
      `Port ${port} is taken. Stop what listens there, or set PORT (or METRICS_PORT) to another.\n`,
    )
  }
})
