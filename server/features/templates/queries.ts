import { sql, type Selectable } from 'kysely'
import type { Tables } from '../../../database/tables.ts'
import type { Context } from '../../platform/database.ts'
import type { Brand, Content, OwnBlock, TemplateChannel, TemplatePurpose } from './schemas.ts'

export type TemplateRow = Selectable<Tables['template']>
export type VersionRow = Selectable<Tables['template_version']>

export function findTemplate({ tx, tenant_id }: Context, template_id: string) {
  return tx
    .selectFrom('template')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('template_id', '=', template_id)
    .executeTakeFirst()
}

/** The row is ours until the transaction ends: two who put a version in service wait for each other. */
export function lockTemplate({ tx, tenant_id }: Context, template_id: string) {
  return tx
    .selectFrom('template')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('template_id', '=', template_id)
    .forUpdate()
    .executeTakeFirst()
}

type NewTemplate = {
  template_id: string
  channel: TemplateChannel
  purpose: TemplatePurpose
  name: string
  draft: Content
}

export async function saveTemplate({ tx, tenant_id, actor, now }: Context, row: NewTemplate) {
  const draft = JSON.stringify(row.draft)
  await tx
    .insertInto('template')
    .values({ ...row, draft, tenant_id, draft_by: actor, draft_at: now, created_by: actor, created_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'template_id'])
        .doUpdateSet({ purpose: row.purpose, name: row.name, draft, draft_by: actor, draft_at: now }),
    )
    .execute()
}

export async function setArchived(
  { tx, tenant_id, actor, now }: Context,
  template_id: string,
  archived: boolean,
) {
  await tx
    .updateTable('template')
    .set(archived ? { archived_by: actor, archived_at: now } : { archived_by: null, archived_at: null })
    .where('tenant_id', '=', tenant_id)
    .where('template_id', '=', template_id)
    .execute()
}

type Page = { channel: TemplateChannel | null; archived: boolean; before: { at: Date; id: string } | null }

export async function listTemplates(
  { tx, tenant_id }: Context,
  { channel, archived, before }: Page,
  limit: number,
) {
  const { rows } = await sql<Omit<TemplateRow, 'draft'> & { languages: string[] }>`
    select template_id, channel, purpose, name, draft_by, draft_at, last_version, created_by, created_at, archived_at,
      (select coalesce(array_agg(key order by key desc), '{}') from jsonb_each(draft) where value <> 'null') as languages
    from template
    where tenant_id = ${tenant_id} and (archived_at is not null) = ${archived}
      and (${channel}::text is null or channel = ${channel})
      and (${before?.at ?? null}::timestamptz is null or (draft_at, template_id) < (${before?.at ?? null}, ${before?.id ?? null}::uuid))
    order by draft_at desc, template_id desc limit ${limit}
  `.execute(tx)
  return rows
}

export function findVersion({ tx, tenant_id }: Context, template_id: string, version: number) {
  return tx
    .selectFrom('template_version')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('template_id', '=', template_id)
    .where('version', '=', version)
    .executeTakeFirst()
}

export function listVersions({ tx, tenant_id }: Context, template_id: string, before: number, limit: number) {
  return tx
    .selectFrom('template_version')
    .select(['version', 'written_by', 'written_at'])
    .where('tenant_id', '=', tenant_id)
    .where('template_id', '=', template_id)
    .where('version', '<', before)
    .orderBy('version', 'desc')
    .limit(limit)
    .execute()
}

type NewVersion = {
  template_id: string
  version: number
  content: Content
  compiled: object
  content_hash: Buffer
}

export async function addVersion({ tx, tenant_id, actor, now }: Context, row: NewVersion) {
  await tx
    .insertInto('template_version')
    .values({
      ...row,
      content: JSON.stringify(row.content),
      compiled: JSON.stringify(row.compiled),
      tenant_id,
      written_by: actor,
      written_at: now,
    })
    .execute()
}

export async function setLastVersion({ tx, tenant_id }: Context, template_id: string, version: number) {
  await tx
    .updateTable('template')
    .set({ last_version: version })
    .where('tenant_id', '=', tenant_id)
    .where('template_id', '=', template_id)
    .execute()
}

export function findShop({ tx, tenant_id }: Context) {
  return tx
    .selectFrom('tenant')
    .select(['slug', 'name', 'language', 'currency', 'country', 'time_zone', 'theme', 'settings'])
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirstOrThrow()
}

/** The first company of the shop and its first store: who sends, until the shop says otherwise. */
export function findSender({ tx, tenant_id }: Context) {
  return tx
    .selectFrom('merchant as m')
    .leftJoin('store as s', (join) =>
      join
        .onRef('s.tenant_id', '=', 'm.tenant_id')
        .onRef('s.merchant_id', '=', 'm.merchant_id')
        .on('s.closed_at', 'is', null),
    )
    .select(['m.name', 'm.legal_name', 's.address_line1', 's.postal_code', 's.city', 's.phone'])
    .where('m.tenant_id', '=', tenant_id)
    .orderBy('m.created_at')
    .orderBy('s.created_at')
    .limit(1)
    .executeTakeFirst()
}

export async function findBrand({ tx, tenant_id }: Context): Promise<Partial<Brand>> {
  const row = await tx
    .selectFrom('brand')
    .select('brand')
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirst()
  return (row?.brand ?? {}) as Partial<Brand>
}

export async function saveBrand({ tx, tenant_id, actor, now }: Context, brand: Partial<Brand>) {
  const written = { brand: JSON.stringify(brand), written_by: actor, written_at: now }
  await tx
    .insertInto('brand')
    .values({ tenant_id, ...written })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(written))
    .execute()
}

export type SharedRow = {
  shared_block_id: string
  name: string
  blocks: OwnBlock[]
  written_at: Date
  used_by: { template_id: string; name: string }[]
}

/** With the templates whose draft holds it. */
export async function listSharedBlocks({ tx, tenant_id }: Context): Promise<SharedRow[]> {
  const { rows } = await sql<SharedRow>`
    select b.shared_block_id, b.name, b.blocks, b.written_at,
      (select coalesce(jsonb_agg(jsonb_build_object('template_id', t.template_id, 'name', t.name) order by t.name), '[]')
       from template t where t.tenant_id = ${tenant_id} and t.archived_at is null
         and jsonb_path_exists(t.draft, '$.*.blocks[*] ? (@.shared_block_id == $id)',
           jsonb_build_object('id', b.shared_block_id))) as used_by
    from shared_block b where b.tenant_id = ${tenant_id} order by b.name, b.shared_block_id limit 200
  `.execute(tx)
  return rows
}

export async function saveSharedBlock(
  { tx, tenant_id, actor, now }: Context,
  shared_block_id: string,
  { name, blocks }: { name: string; blocks: OwnBlock[] },
) {
  const written = { name, blocks: JSON.stringify(blocks), written_by: actor, written_at: now }
  await tx
    .insertInto('shared_block')
    .values({ tenant_id, shared_block_id, ...written })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'shared_block_id']).doUpdateSet(written))
    .execute()
}

export async function removeSharedBlock({ tx, tenant_id }: Context, shared_block_id: string) {
  await tx
    .deleteFrom('shared_block')
    .where('tenant_id', '=', tenant_id)
    .where('shared_block_id', '=', shared_block_id)
    .execute()
}
