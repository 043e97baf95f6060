/** Who did it, as people say it: the name behind 'staff:…', 'key:…', 'device:…'. */
import type { Context } from '../../platform/database.ts'

export async function listActorNames(ctx: Context, actors: Iterable<string>): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  const ids = (kind: string) =>
    [...new Set(actors)].filter((one) => one.startsWith(`${kind}:`)).map((one) => one.slice(kind.length + 1))
  const keep = (kind: string, rows: { id: string; name: string }[]) =>
    rows.forEach(({ id, name }) => names.set(`${kind}:${id}`, name))
  const { tx, tenant_id } = ctx
  const [staff, keys, devices] = [ids('staff'), ids('key'), ids('device')]
  if (staff.length > 0)
    keep(
      'staff',
      await tx
        .selectFrom('staff')
        .select(['staff_id as id', 'name'])
        .where('tenant_id', '=', tenant_id)
        .where('staff_id', 'in', staff)
        .execute(),
    )
  if (keys.length > 0)
    keep(
      'key',
      await tx
        .selectFrom('api_key')
        .select(['api_key_id as id', 'name'])
        .where('tenant_id', '=', tenant_id)
        .where('api_key_id', 'in', keys)
        .execute(),
    )
  if (devices.length > 0)
    keep(
      'device',
      await tx
        .selectFrom('device')
        .select(['device_id as id', 'name'])
        .where('tenant_id', '=', tenant_id)
        .where('device_id', 'in', devices)
        .execute(),
    )
  return names
}

export const nameOfActor = async (ctx: Context, actor: string) =>
  (await listActorNames(ctx, [actor])).get(actor) ?? actor.split(':')[0]!
