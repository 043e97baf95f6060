/** Templates: written as a draft, put in service as a version that never changes. */
import { createHash } from 'node:crypto'
import type { Context } from '../../platform/database.ts'
import { readShop } from './brand.ts'
import { compileVariant, type Compiled } from './compile.ts'
import { isBlocking, lint, type Finding } from './lint.ts'
import * as rows from './queries.ts'
import { refuse } from './refusals.ts'
import type {
  Content,
  OwnBlock,
  TemplateChannel,
  TemplateLanguage,
  TemplatePurpose,
  Variant,
} from './schemas.ts'
import { isOfChannel, wholeVariant } from './whole.ts'

export type TemplateWish = {
  template_id: string
  name: string
  channel: TemplateChannel
  purpose: TemplatePurpose
  draft: Content
}

/** Saves the draft; asking twice writes the same. Throws `template_channel_fixed`, `template_not_of_channel`. */
export async function writeTemplate(ctx: Context, wish: TemplateWish) {
  const before = await rows.findTemplate(ctx, wish.template_id)
  if (before && before.channel !== wish.channel) throw refuse('template_channel_fixed')
  if (before?.archived_at) throw refuse('template_archived')
  for (const variant of Object.values(wish.draft))
    if (variant !== null && !isOfChannel(wish.channel, variant)) throw refuse('template_not_of_channel')
  await rows.saveTemplate(ctx, wish)
  return readTemplateRow(ctx, wish.template_id)
}

export async function readTemplateRow(ctx: Context, template_id: string) {
  const row = await rows.findTemplate(ctx, template_id)
  if (!row) throw refuse('template_not_found')
  return row
}

export async function archiveTemplate(ctx: Context, template_id: string, archived: boolean): Promise<void> {
  await readTemplateRow(ctx, template_id)
  await rows.setArchived(ctx, template_id, archived)
}

export const LANGUAGES: TemplateLanguage[] = ['fr', 'en']

/** Compiles each language of a content. Throws `template_malformed` and `template_not_of_channel`. */
export async function compileContent(
  ctx: Context,
  public_url: string,
  template: { channel: TemplateChannel; purpose: TemplatePurpose },
  content: Content,
): Promise<{ compiled: Partial<Record<TemplateLanguage, Compiled>>; findings: Finding[] }> {
  const shop = await readShop(ctx, public_url)
  const compiled: Partial<Record<TemplateLanguage, Compiled>> = {}
  const findings: Finding[] = []
  for (const language of LANGUAGES) {
    const variant = content[language]
    if (variant === null) continue
    const whole = await wholeVariant(ctx, template.channel, variant)
    const written = { ...template, language }
    const one = await compileVariant(shop, written, whole)
    compiled[language] = one
    findings.push(
      ...lint({ ...written, brand: shop.brand, shop_name: shop.name, variant: whole, compiled: one }),
    )
  }
  return { compiled, findings }
}

/**
 * Puts the draft in service under the next number. What it lacks by law or for its readers refuses it for marketing.
 * The same version with the same content again is the same; with another, `template_version_not_next`.
 */
export async function putInService(ctx: Context, public_url: string, template_id: string, version: number) {
  const template = await rows.lockTemplate(ctx, template_id)
  if (!template) throw refuse('template_not_found')
  if (template.archived_at) throw refuse('template_archived')
  const content = template.draft as Content
  const content_hash = createHash('sha256')
    .update(JSON.stringify([template.purpose, content]))
    .digest()
  const known = await rows.findVersion(ctx, template_id, version)
  if (known?.content_hash.equals(content_hash)) return known
  if (version !== template.last_version + 1)
    throw refuse('template_version_not_next', { last: template.last_version })
  if (content.fr === null && content.en === null) throw refuse('template_empty')
  const { channel, purpose } = template as { channel: TemplateChannel; purpose: TemplatePurpose }
  const { compiled, findings } = await compileContent(ctx, public_url, { channel, purpose }, content)
  const blocking = findings.filter((one) => isBlocking(one, purpose))
  if (blocking.length > 0) throw refuse('template_not_ready', { findings: blocking })
  await rows.addVersion(ctx, { template_id, version, content, compiled, content_hash })
  await rows.setLastVersion(ctx, template_id, version)
  return (await rows.findVersion(ctx, template_id, version))!
}

export async function readVersion(ctx: Context, template_id: string, version: number) {
  const row = await rows.findVersion(ctx, template_id, version)
  if (!row) throw refuse('template_version_not_found')
  return row
}

export async function writeSharedBlock(
  ctx: Context,
  shared_block_id: string,
  wish: { name: string; blocks: OwnBlock[] },
) {
  await rows.saveSharedBlock(ctx, shared_block_id, wish)
  return (await rows.listSharedBlocks(ctx)).find((one) => one.shared_block_id === shared_block_id)!
}

export async function removeSharedBlock(ctx: Context, shared_block_id: string): Promise<void> {
  const found = (await rows.listSharedBlocks(ctx)).find((one) => one.shared_block_id === shared_block_id)
  if (!found) throw refuse('shared_block_not_found')
  if (found.used_by.length > 0) throw refuse('shared_block_in_use', { used_by: found.used_by })
  await rows.removeSharedBlock(ctx, shared_block_id)
}

export type { Variant }
