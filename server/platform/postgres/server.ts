/** The PostgreSQL server of this install: the one of DATABASE_URL, else the embedded one. */
import type { Log } from './cluster.ts'
import { joinEmbedded, startEmbedded } from './embedded.ts'
import { useExternal } from './external.ts'
import { StartError } from './start-error.ts'

export type Server = {
  ownerUrl: string
  appUrl: string
  stop(): Promise<void>
  /** Settles with a sentence when the server is gone for good. */
  crashed: Promise<string>
}

type Where = { home: string; database_url: string | null }

/**
 * `joins`: a command (an audit, a new shop) may work beside the program that runs on this folder, on its server;
 * the program itself may not, and is refused with folder_in_use.
 */
export async function openServer(where: Where, log: Log, how: { joins?: boolean } = {}): Promise<Server> {
  if (where.database_url !== null) {
    const external = await useExternal({ url: where.database_url })
    return { ...external, stop: async () => {}, crashed: new Promise(() => {}) }
  }
  try {
    return await startEmbedded({ home: where.home, log })
  } catch (error) {
    const inUse = error instanceof StartError && error.code === 'folder_in_use'
    if (!inUse || !how.joins) throw error
    return joinEmbedded(where.home)
  }
}
