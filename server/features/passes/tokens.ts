/** Who may open a pass: a token of its own stands in it, and a link of ten minutes downloads it. Both are made, not kept. */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { readSecret } from '../../platform/secrets.ts'

const LINK_MS = 10 * 60_000

export type PassTokens = {
  of: (tenant_id: string, pass_id: string) => string
  isOf: (tenant_id: string, pass_id: string, given: string) => boolean
  link: (tenant_id: string, pass_id: string, now: Date) => { until: number; mark: string }
  opens: (tenant_id: string, pass_id: string, link: { until: number; mark: string }, now: Date) => boolean
}

export function openPassTokens(home: string): PassTokens {
  const secret = readSecret(home, 'passes')
  const key = (use: string) => Buffer.from(hkdfSync('sha256', secret, '', use, 32))
  const [tokenKey, linkKey] = [key('pass token'), key('pass link')]
  const made = (by: Buffer, text: string) => createHmac('sha256', by).update(text).digest('base64url')
  const of = (tenant_id: string, pass_id: string) => made(tokenKey, `${tenant_id}/${pass_id}`)
  const mark = (tenant_id: string, pass_id: string, until: number) =>
    made(linkKey, `${tenant_id}/${pass_id}/${until}`)
  return {
    of,
    isOf: (tenant_id, pass_id, given) => isSame(of(tenant_id, pass_id), given),
    link(tenant_id, pass_id, now) {
      const until = now.getTime() + LINK_MS
      return { until, mark: mark(tenant_id, pass_id, until) }
    },
    opens: (tenant_id, pass_id, link, now) =>
      isSame(mark(tenant_id, pass_id, link.until), link.mark) && link.until > now.getTime(),
  }
}

/** In the same time wherever they first differ; only the length shows, and it is the same for all. */
function isSame(made: string, given: string): boolean {
  const [a, b] = [Buffer.from(made), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}
