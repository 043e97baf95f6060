/** A small HTTP/1.1 load generator: so many connections, each sends the next request when the last was answered. */
import net from 'node:net'

export type Load = {
  port: number
  connections: number
  seconds: number
  /** The next request, whole, as bytes; null ends this connection's work. */
  next: () => Buffer | null
  /** At most so many requests a second, spread evenly; as fast as it goes when missing. */
  rate?: number
}
export type Loaded = {
  requests: number
  failed: number
  seconds: number
  per_s: number
  p50_ms: number
  p99_ms: number
}

export function requestBytes(method: string, path: string, token: string | null, body: string): Buffer {
  const auth = token ? `authorization: Bearer ${token}\r\n` : ''
  return Buffer.from(
    `${method} ${path} HTTP/1.1\r\nhost: localhost\r\n${auth}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

export async function load({ port, connections, seconds, next, rate }: Load): Promise<Loaded> {
  const times: number[] = []
  let failed = 0
  const started = performance.now()
  const until = started + seconds * 1000
  const gap_ms = rate ? (connections / rate) * 1000 : 0
  const one = (index: number) =>
    new Promise<void>((resolve, reject) => {
      const socket = net.connect({ port, host: '127.0.0.1', noDelay: true })
      let sent_at = 0
      let due_at = started + (gap_ms * index) / connections
      let buffered = ''
      let needed = -1
      const send = () => {
        const request = performance.now() < until ? next() : null
        if (!request) return void socket.end(() => resolve())
        // Under a rate, waiting in line counts as waiting: latency is measured from when it was due.
        sent_at = rate ? due_at : performance.now()
        socket.write(request)
      }
      const schedule = () => {
        if (!rate) return send()
        due_at += gap_ms
        const wait = due_at - performance.now()
        if (wait <= 1) send()
        else setTimeout(send, wait)
      }
      socket.on('connect', schedule)
      socket.on('error', reject)
      socket.on('data', (chunk) => {
        buffered += chunk.toString('latin1')
        if (needed < 0) {
          const end = buffered.indexOf('\r\n\r\n')
          if (end < 0) return
          const length = /content-length: (\d+)/i.exec(buffered.slice(0, end))?.[1]
          needed = end + 4 + Number(length ?? 0)
        }
        if (buffered.length < needed) return
        times.push(performance.now() - sent_at)
        if (!buffered.startsWith('HTTP/1.1 2')) failed += 1
        buffered = buffered.slice(needed)
        needed = -1
        schedule()
      })
    })
  await Promise.all(Array.from({ length: connections }, (_, i) => one(i)))
  const taken_s = (performance.now() - started) / 1000
  times.sort((a, b) => a - b)
  const at = (share: number) =>
    Math.round((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0) * 100) / 100
  return {
    requests: times.length,
    failed,
    seconds: taken_s,
    per_s: times.length / taken_s,
    p50_ms: at(0.5),
    p99_ms: at(0.99),
  }
}
