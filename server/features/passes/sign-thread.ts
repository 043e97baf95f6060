/** What runs in the thread that signs passes: see `signer.ts`. */
import { parentPort } from 'node:worker_threads'
import { PKPass } from 'passkit-generator'
import type { Work } from './signer.ts'

parentPort!.on('message', ({ id, pass, files, certificates }: Work) => {
  try {
    const buffers = Object.fromEntries(
      Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes)]),
    )
    const made = new PKPass(
      { ...buffers, 'pass.json': Buffer.from(JSON.stringify(pass)) },
      { signerCert: certificates.signer, signerKey: certificates.key, wwdr: certificates.wwdr },
    )
    parentPort!.postMessage({ id, pkpass: made.getAsBuffer() })
  } catch (error) {
    parentPort!.postMessage({ id, error: (error as Error).message })
  }
})
