import type { Context } from '../../platform/database.ts'
import { isVerified, type DomainChecks } from './domain-rules.ts'

type NewDomain = {
  domain: string
  stream: 'marketing' | 'service'
  mailbox_name: string
  selector: string
  public_key: string
}
export type DomainRow = NewDomain & {
  created_at: Date
  checked_at: Date | null
  verified_at: Date | null
  checks: Partial<DomainChecks>
}

const SHOWN = [
  'domain',
  'stream',
  'mailbox_name',
  'selector',
  'public_key',
  'created_at',
  'checked_at',
  'verified_at',
  'checks',
] as const

export function addDomain({ tx, tenant_id, now, actor }: Context, row: NewDomain) {
  return tx
    .insertInto('sending_domain')
    .values({ ...row, tenant_id, created_by: actor, created_at: now })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'domain']).doUpdateSet((eb) => ({
        stream: eb.ref('excluded.stream'),
        mailbox_name: eb.ref('excluded.mailbox_name'),
        public_key: eb.ref('excluded.public_key'),
      })),
    )
    .execute()
}

export const findDomain = ({ tx, tenant_id }: Context, domain: string) =>
  tx
    .selectFrom('sending_domain')
    .select([...SHOWN])
    .where('tenant_id', '=', tenant_id)
    .where('domain', '=', domain)
    .executeTakeFirst() as Promise<DomainRow | undefined>

export const listDomains = ({ tx, tenant_id }: Context) =>
  tx
    .selectFrom('sending_domain')
    .select([...SHOWN])
    .where('tenant_id', '=', tenant_id)
    .orderBy('domain')
    .limit(100)
    .execute() as Promise<DomainRow[]>

export function deleteDomain({ tx, tenant_id }: Context, domain: string) {
  return tx
    .deleteFrom('sending_domain')
    .where('tenant_id', '=', tenant_id)
    .where('domain', '=', domain)
    .execute()
}

/** What was once right and is not any more stops being sent from. */
export function writeChecks({ tx, tenant_id, now }: Context, domain: string, checks: DomainChecks) {
  return tx
    .updateTable('sending_domain')
    .set((eb) => ({
      checks: JSON.stringify(checks),
      checked_at: now,
      verified_at: isVerified(checks) ? eb.fn.coalesce('verified_at', eb.val(now)) : null,
    }))
    .where('tenant_id', '=', tenant_id)
    .where('domain', '=', domain)
    .execute()
}
