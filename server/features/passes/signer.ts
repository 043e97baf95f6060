/**
 * Passes are signed in a thread of their own: one takes a thirtieth of a second of nothing but reckoning, in which no till
 * would be answered. The thread begins with the first pass and holds up no end of the program.
 */
import { Worker } from 'node:worker_threads'

type Certificates = { signer: string; key: string; wwdr: string }
type Unsigned = { pass: object; files: Record<string, Uint8Array> }
export type Work = Unsigned & { id: number; certificates: Certificates }
type Answer = { id: number; pkpass?: Uint8Array; error?: string }
type Waiting = { done: (pkpass: Buffer) => void; failed: (error: Error) => void }

export type Signer = (unsigned: Unsigned, certificates: Certificates) => Promise<Buffer>

export function openSigner(): Signer {
  const waiting = new Map<number, Waiting>()
  let thread: Worker | undefined
  let last = 0
  const start = () => {
    const begun = new Worker(new URL('./sign-thread.ts', import.meta.url))
    begun.on('message', ({ id, pkpass, error }: Answer) => {
      const one = waiting.get(id)
      waiting.delete(id)
      if (waiting.size === 0) begun.unref()
      if (pkpass) one?.done(Buffer.from(pkpass))
      else one?.failed(new Error(`a pass could not be signed: ${error}`))
    })
    const lost = (error: Error) => {
      if (thread === begun) thread = undefined
      for (const { failed } of waiting.values()) failed(error)
      waiting.clear()
    }
    begun.on('error', lost)
    begun.on('exit', () => lost(new Error('the thread that signs passes has ended')))
    return begun
  }
  return ({ pass, files }, certificates) =>
    new Promise((done, failed) => {
      thread ??= start()
      thread.ref()
      const id = ++last
      waiting.set(id, { done, failed })
      thread.postMessage({ id, pass, files, certificates } satisfies Work)
    })
}
