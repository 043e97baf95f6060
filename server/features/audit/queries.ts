import type { Tx } from '../../platform/database.ts'

type Wish = {
  limit: number
  before?: { recorded_at: Date; audit_id: string }
  action?: string
  subject?: string
}

/** Newest first. The names of people of the shop are as they are today; of others, as they were then. */
export function listEntries(tx: Tx, tenant_id: string, { limit, before, action, subject }: Wish) {
  let entries = tx
    .selectFrom('audit_entry as a')
    .leftJoin('staff as s', (join) =>
      join
        .onRef('s.tenant_id', '=', 'a.tenant_id')
        .on((eb) =>
          eb(eb.cast<string>('s.staff_id', 'text'), '=', eb.fn<string>('substr', ['a.actor', eb.val(7)])),
        ),
    )
    .select([
      'a.audit_id',
      'a.actor',
      'a.actor_name',
      's.name as staff_name',
      'a.action',
      'a.subject',
      'a.details',
      'a.request_id',
      'a.recorded_at',
    ])
    .where('a.tenant_id', '=', tenant_id)
  if (action) entries = entries.where('a.action', '=', action)
  if (subject) entries = entries.where('a.subject', '=', subject)
  if (before)
    entries = entries.where((eb) =>
      eb(eb.refTuple('a.recorded_at', 'a.audit_id'), '<', eb.tuple(before.recorded_at, before.audit_id)),
    )
  return entries.orderBy('a.recorded_at', 'desc').orderBy('a.audit_id', 'desc').limit(limit).execute()
}
