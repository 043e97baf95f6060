/**
 * `npm run audit`: every invariant of the ledger and of the accounts, on every shop of this database. Exit code 1 when one
 * is broken.
 */
import { INVARIANTS as OF_ACCOUNTS } from '../accounting/audit.ts'
import { auditTenant, INVARIANTS as OF_THE_LEDGER, type Finding } from './audit.ts'
import type { Opened, Say } from '../../start.ts'

const INVARIANTS = [...OF_THE_LEDGER, ...OF_ACCOUNTS]

export async function run({ parts }: Opened, _args: string[], say: Say): Promise<number> {
  const tenants = await parts.db.selectFrom('tenant').select(['tenant_id', 'name']).orderBy('name').execute()
  const findings: Finding[] = []
  for (const { tenant_id, name } of tenants) {
    const client = await parts.pool.connect()
    try {
      const found = await auditTenant(client, tenant_id, INVARIANTS)
      findings.push(...found)
      say(
        `${name} : ${found.length === 0 ? 'tout est juste' : `${found.length} règle(s) enfreinte(s)`}.`,
        `${name}: ${found.length === 0 ? 'all is right' : `${found.length} rule(s) broken`}.`,
      )
    } finally {
      client.release()
    }
  }
  for (const { no, says, broken, examples } of findings)
    say(
      `✗ ${no}. ${says} (${broken}) ${JSON.stringify(examples)}`,
      `✗ ${no}. ${says} (${broken}) ${JSON.stringify(examples)}`,
    )
  say(
    `${INVARIANTS.length} règles vérifiées sur ${tenants.length} enseigne(s).`,
    `${INVARIANTS.length} rules checked on ${tenants.length} shop(s).`,
  )
  return findings.length === 0 ? 0 : 1
}
