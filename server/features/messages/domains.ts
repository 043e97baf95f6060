/** The domains that mail is sent from: a key made here, records to publish, and whether they stand where everybody reads. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { resolveMx, resolveTxt } from 'node:dns/promises'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../../platform/database.ts'
import type { DkimKey } from './dkim.ts'
import {
  addDomain,
  deleteDomain,
  findDomain,
  listDomains,
  writeChecks,
  type DomainRow,
} from './domain-queries.ts'
import { judgeRecords, recordsFor, type Found } from './domain-rules.ts'
import { refuse } from './refusals.ts'
import { readWarmUpDays } from './warm-up.ts'

export type DomainWish = { domain: string; stream: 'marketing' | 'service'; mailbox_name: string }
export type Home = { home: string }

const SELECTOR = 'comptoir1'
const DOMAIN = /^(?!-)([a-z0-9-]{1,63}\.)+[a-z]{2,63}$/

const pathOf = ({ home }: Home, tenant_id: string, domain: string) =>
  join(home, 'secrets', `dkim-${tenant_id}-${domain}`)

/** Its private half is a file that this account alone reads; the database has the public one. */
export async function writeDomain(ctx: Context, home: Home, wish: DomainWish): Promise<DomainRow> {
  const domain = wish.domain.trim().toLowerCase()
  if (!DOMAIN.test(domain)) throw refuse('not_a_domain')
  const path = pathOf(home, ctx.tenant_id, domain)
  if (!existsSync(path)) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    mkdirSync(join(home.home, 'secrets'), { recursive: true, mode: 0o700 })
    writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  }
  const key = createPublicKey(readFileSync(path, 'utf8'))
  const public_key = key.export({ type: 'spki', format: 'der' }).toString('base64')
  await addDomain(ctx, { ...wish, domain, selector: SELECTOR, public_key })
  return (await findDomain(ctx, domain))!
}

export const removeDomain = (ctx: Context, domain: string) => deleteDomain(ctx, domain)

export type Names = {
  txt: (name: string) => Promise<string[][]>
  mx: (name: string) => Promise<{ exchange: string }[]>
}
const DNS: Names = { txt: resolveTxt, mx: resolveMx }

export async function readDomain(ctx: Context, domain: string): Promise<DomainRow> {
  const row = await findDomain(ctx, domain)
  if (!row) throw refuse('domain_not_found')
  return row
}

/** Asks the name servers what stands there, outside any transaction; a name that is not there is a record that is missing. */
export async function lookUpRecords(
  { domain, selector }: Pick<DomainRow, 'domain' | 'selector'>,
  names: Names = DNS,
): Promise<Found> {
  const text = async (name: string) =>
    (await names.txt(name).catch(() => [])).map((pieces) => pieces.join(''))
  const [dkim, spf, own, mx] = await Promise.all([
    text(`${selector}._domainkey.${domain}`),
    text(domain),
    text(`_dmarc.${domain}`),
    names.mx(domain).catch(() => []),
  ])
  // What a subdomain does not say, the domain above it says (RFC 7489, 6.6.3).
  const dmarc = own.length > 0 ? own : await text(`_dmarc.${domain.split('.').slice(-2).join('.')}`)
  return { dkim, spf, dmarc, mx: mx.map(({ exchange }) => exchange) }
}

export async function noteRecords(ctx: Context, domain: string, found: Found): Promise<DomainRow> {
  const row = await readDomain(ctx, domain)
  await writeChecks(ctx, domain, judgeRecords(row.public_key, found))
  return readDomain(ctx, domain)
}

export const withRecords = (row: DomainRow) => ({ ...row, records: recordsFor(row) })

export const readDomains = async (ctx: Context) => ({
  items: (await listDomains(ctx)).map(withRecords),
  warm_up: await readWarmUpDays(ctx),
})

const keys = new Map<string, KeyObject>()

/** null when its file is not on this machine: then nothing is signed with it. */
export function keyOf(home: Home, tenant_id: string, { domain, selector }: DomainRow): DkimKey | null {
  const path = pathOf(home, tenant_id, domain)
  const known = keys.get(path)
  if (known) return { domain, selector, key: known }
  if (!existsSync(path)) return null
  const key = createPrivateKey(readFileSync(path, 'utf8'))
  keys.set(path, key)
  return { domain, selector, key }
}
