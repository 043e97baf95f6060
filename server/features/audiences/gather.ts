/** Audiences that follow no rule: frozen as of now, or named by a file; and copies of those that do. */
import type { Context } from '../../platform/database.ts'
import { countDay } from './judge.ts'
import { loadWorld } from './load-world.ts'
import { addMembersOf, matchIdentifiers, replaceMembers } from './queries-gather.ts'
import { findAudience, lockAudience, saveAudience, type Audience, type Unmatched } from './queries.ts'
import { readPeopleFile } from './read-file.ts'
import { refuse } from './refusals.ts'
import { writeAudience } from './actions.ts'

type Wish = { audience_id: string; name: string; description?: string }

/** Who is in now, for ever. Asking again with the same id changes nothing. */
export async function freezeAudience(
  ctx: Context,
  { audience_id, source_id, name, description = '' }: Wish & { source_id: string },
) {
  if (await isThere(ctx, audience_id, 'frozen', source_id)) return
  const source = await findAudience(ctx, source_id)
  if (!source) throw refuse('audience_not_found')
  await saveAudience(ctx, {
    audience_id,
    name,
    description,
    kind: 'frozen',
    rule: null,
    source_id,
    file: null,
    judged_at: ctx.now,
  })
  const came = await addMembersOf(ctx, audience_id, source_id)
  await countDay(ctx, await loadWorld(ctx), { [audience_id]: came }, {})
}

/** The same rule, to be changed; or the same people where there is no rule. */
export async function copyAudience(
  ctx: Context,
  { audience_id, source_id, name, description = '' }: Wish & { source_id: string },
) {
  const source = await findAudience(ctx, source_id)
  if (!source) throw refuse('audience_not_found')
  if (!source.rule) return freezeAudience(ctx, { audience_id, source_id, name, description })
  const earlier = await findAudience(ctx, audience_id)
  if (earlier) return
  await writeAudience(ctx, { audience_id, name, description, rule: source.rule })
}

async function isThere(ctx: Context, audience_id: string, kind: Audience['kind'], source_id: string | null) {
  const earlier = await lockAudience(ctx, audience_id)
  if (!earlier) return false
  if (earlier.kind !== kind || earlier.source_id !== source_id) throw refuse('audience_id_taken')
  return true
}

const UNMATCHED_KEPT = 1000

/** The people a file names by e-mail, phone or card; the same id with another file replaces who is in. */
export async function readAudienceFile(
  ctx: Context,
  {
    audience_id,
    name,
    description = '',
    file_name,
    content,
  }: Wish & { file_name: string; content: Uint8Array },
) {
  const earlier = await lockAudience(ctx, audience_id)
  if (earlier?.archived_at) throw refuse('audience_archived')
  if (earlier && earlier.kind !== 'file') throw refuse('audience_id_taken')
  const file = await readPeopleFile(file_name, content)
  const found = await matchIdentifiers(ctx, file.rows)
  const unmatched: Unmatched[] = file.rows
    .filter((_, at) => !found.has(at))
    .map(({ line, text }) => ({ line, text }))
  const customer_ids = [...new Set([...found.values()].flat())]
  await saveAudience(ctx, {
    audience_id,
    name,
    description,
    kind: 'file',
    rule: null,
    source_id: null,
    file: {
      name: file_name,
      column: file.columns.join(', '),
      lines: file.rows.length,
      matched: file.rows.length - unmatched.length,
      unmatched: unmatched.slice(0, UNMATCHED_KEPT),
    },
    judged_at: ctx.now,
  })
  const { came, went } = await replaceMembers(ctx, audience_id, customer_ids)
  await countDay(ctx, await loadWorld(ctx), { [audience_id]: came }, { [audience_id]: went })
}
