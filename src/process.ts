/** How our processes start, refuse to start, and stop. */
import type { FastifyInstance } from 'fastify'
import { ConfigError } from './config/config.ts'

type Close = () => Promise<unknown>

const graceMs = 10_000

/** Ends what is being answered. A client that has stopped reading or sending is cut off after ten seconds. */
export async function closeServer(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), graceMs)
  await app.close()
  clearTimeout(cut)
}

/** `start` pushes a function that closes each part it has opened. A signal calls them in reverse order. */
export async function runProcess(start: (closing: Close[]) => Promise<void>): Promise<void> {
  const closing: Close[] = []
  closeOnSignal(closing)
  try {
    await start(closing)
  } catch (error) {
    process.stderr.write(`${explain(error as Error)}\n`)
    await closeAll(closing)
    process.exit(1)
  }
}

/** A sentence for what the operator can mend; the whole error for a bug. */
function explain(error: NodeJS.ErrnoException & { port?: number }): string {
  if (error instanceof ConfigError) return error.message
  if (error.code === 'EADDRINUSE')
    return `Port ${error.port} is taken. Stop what listens there, or set PORT (or METRICS_PORT) to another.`
  return String(error.stack ?? error)
}

/** The first signal closes the parts in order. A second signal, or 20 seconds, ends the process at once. */
function closeOnSignal(closing: Close[]): void {
  let stopping = false
  const stop = async () => {
    if (stopping) process.exit(1)
    stopping = true
    setTimeout(() => process.exit(1), 20_000).unref()
    await closeAll(closing)
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

async function closeAll(closing: Close[]): Promise<void> {
  for (const close of closing.splice(0).reverse()) {
    await close().catch((error) => process.stderr.write(`closing: ${error}\n`))
  }
}
