/** The end of a server: what is under way is answered, and nobody who says nothing holds it up. */
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** A stream that never ends is cut after this. */
const PATIENCE_MS = 10_000

/**
 * A browser opens connections ahead of what it will ask. On those nothing is under way, but a server that closes waits for them
 * as for the others, and while it closes no time limit ends them: they are dropped as it begins to close.
 */
export function dropSilent(app: FastifyInstance): void {
  const silent = new Set<Socket>()
  app.server.on('connection', (socket: Socket) => {
    silent.add(socket)
    socket.once('close', () => silent.delete(socket))
  })
  app.server.on('request', ({ socket }) => silent.delete(socket))
  app.addHook('preClose', async () => {
    for (const socket of silent) socket.destroy()
  })
}

/** Resolves when nothing is open any more: requests under way have been answered, or cut after ten seconds. */
export async function closeApp(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), PATIENCE_MS)
  await app.close().finally(() => clearTimeout(cut))
}
