/** How a till asks: over lines that stay open, again and again until it is answered, whatever is killed meanwhile. */
import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Product } from './product.ts'
import type { Chance } from './random.ts'

type Answer = { status: number; body: any }
export type Ask = (method: string, path: string, body?: object) => Promise<Answer>

const ASKING_MS_MAX = 240_000
const ANSWERING_MS_MAX = 60_000
const agent = new http.Agent({ keepAlive: true, maxSockets: 256 })

/** `count` hears of every line that broke and of every answer that was none. */
export function asking(
  product: () => Product,
  key: string,
  chance: Chance,
  count: (what: string) => void,
): Ask {
  return async (method, path, body) => {
    const text = body && JSON.stringify(body)
    for (const until = performance.now() + ASKING_MS_MAX; ;) {
      // A line that breaks while the answer is on its way: the till knows nothing and asks again.
      const hasty = text !== undefined && chance.happens(0.01)
      const patience_ms = hasty ? chance.whole(1, text.length > 10_000 ? 300 : 6) : ANSWERING_MS_MAX
      const answered = await askOnce({ address: product().address, method, path, text, key, patience_ms })
      if (answered && answered.status < 500 && answered.status !== 429) return answered
      count(answered ? `answered ${answered.status}` : 'lines broken')
      if (performance.now() > until) throw new Error(`${path}: not answered: ${JSON.stringify(answered)}`)
      if (!hasty) await sleep(30)
    }
  }
}

type Asked = {
  address: string
  method: string
  path: string
  text: string | undefined
  key: string
  patience_ms: number
}

/** null when the line broke, or patience ended. */
function askOnce({ address, method, path, text, key, patience_ms }: Asked): Promise<Answer | null> {
  return new Promise((resolve) => {
    const headers = {
      authorization: `Bearer ${key}`,
      ...(text !== undefined && {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
      }),
    }
    const request = http.request(`${address}/api${path}`, { method, agent, headers })
    const timer = setTimeout(() => request.destroy(new Error('impatient')), patience_ms)
    const end = (answer: Answer | null) => {
      clearTimeout(timer)
      resolve(answer)
    }
    request.on('error', () => end(null))
    request.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', () => end(null))
      response.on('close', () => end(null))
      response.on('end', () => {
        if (!response.complete) return end(null)
        const said = Buffer.concat(chunks).toString()
        try {
          end({ status: response.statusCode!, body: said === '' ? null : JSON.parse(said) })
        } catch {
          end({ status: response.statusCode!, body: null })
        }
      })
    })
    request.end(text)
  })
}
