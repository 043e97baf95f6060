/** Notes, tags and the history of values: small things a shop keeps beside a person. */
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { nameOfActor } from './actor-names.ts'
import { CustomerChanged } from './events.ts'
import { addNote, findNote, hideNote } from './note-queries.ts'
import {
  addTags,
  addValues,
  findCustomer,
  listTags,
  listValues,
  lockCustomer,
  removeTags,
} from './queries.ts'
import { refuse } from './refusals.ts'

type Note = { customer_id: string; note_id: string; text: string }

export async function writeNote(ctx: Context, note: Note) {
  if (!(await findCustomer(ctx, note.customer_id))) throw refuse('customer_not_found')
  const written_by_name = await nameOfActor(ctx, ctx.actor)
  await addNote(ctx, { ...note, written_by_name })
  const kept = (await findNote(ctx, note.customer_id, note.note_id))!
  if (kept.text !== note.text || kept.removed_at) throw refuse('note_id_reused')
  return {
    note_id: kept.note_id,
    text: kept.text,
    written_by_name: kept.written_by_name,
    written_at: kept.written_at,
  }
}

export async function removeNote(
  ctx: Context,
  { customer_id, note_id }: { customer_id: string; note_id: string },
) {
  if (!(await findNote(ctx, customer_id, note_id))) throw refuse('note_not_found')
  await hideNote(ctx, customer_id, note_id)
}

type Tagging = { customer_id: string; tag: string }

export const addTag = (ctx: Context, { customer_id, tag }: Tagging) =>
  changeTag(
    ctx,
    customer_id,
    tag,
    (known) => !known.includes(tag.trim()),
    () => addTags(ctx, customer_id, [tag.trim()]),
  )

export const removeTag = (ctx: Context, { customer_id, tag }: Tagging) =>
  changeTag(
    ctx,
    customer_id,
    tag,
    (known) => known.includes(tag.trim()),
    () => removeTags(ctx, customer_id, [tag.trim()]),
  )

async function changeTag(
  ctx: Context,
  customer_id: string,
  tag: string,
  needed: (known: string[]) => boolean,
  change: () => Promise<unknown>,
) {
  if (!(await lockCustomer(ctx, customer_id))) throw refuse('customer_not_found')
  if (tag.trim() === '' || !needed(await listTags(ctx, customer_id)))
    return { tags: await listTags(ctx, customer_id) }
  await change()
  const tags = await listTags(ctx, customer_id)
  await addValues(ctx, customer_id, { tags }, { source: 'console' })
  await publish(ctx, CustomerChanged, { customer_id, fields: ['tags'], source: 'console' }, { customer_id })
  return { tags }
}

export async function readValues(ctx: Context, customer_id: string, field: string | undefined) {
  if (!(await findCustomer(ctx, customer_id))) throw refuse('customer_not_found')
  return { items: await listValues(ctx, customer_id, field) }
}
