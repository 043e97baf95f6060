/** A version, opened: read from the database and understood once per process, then filled in for thousands. */
import type { Context } from '../../platform/database.ts'
import type { Compiled } from './compile.ts'
import { findVersion } from './queries.ts'
import { refuse } from './refusals.ts'
import { ready } from './render.ts'
import type { ContentRef, Opened } from './shape.ts'

const KEPT_MAX = 200
/** A version never changes, so what is kept is never wrong; the oldest makes room. */
const kept = new Map<string, Opened>()

/**
 * In the language asked for, or in the one there is. Throws `template_version_not_found`.
 */
export async function openTemplate(
  ctx: Context,
  { template_id, version, language }: Omit<ContentRef, 'values'>,
): Promise<Opened> {
  const key = `${ctx.tenant_id} ${template_id} ${version} ${language}`
  const known = kept.get(key)
  if (known) return known
  const row = await findVersion(ctx, template_id, version)
  if (!row) throw refuse('template_version_not_found')
  const compiled = row.compiled as Partial<Record<'fr' | 'en', Compiled>>
  const opened = ready((compiled[language] ?? compiled.fr ?? compiled.en)!)
  if (kept.size >= KEPT_MAX) kept.delete(kept.keys().next().value!)
  kept.set(key, opened)
  return opened
}
