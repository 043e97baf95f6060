/** Where a page of a list by time ended: the last row's instant and id, as one word for the caller to send back. */
import { isId } from '../lib/id.ts'
import { refuse } from './refusal.ts'

export const writeCursor = (at: Date, id: string): string =>
  Buffer.from(`${at.toISOString()} ${id}`).toString('base64url')

/** What no page of ours ended with is the caller's mistake, and is not answered with the first page. */
export function readCursor(cursor: string): { at: Date; id: string } {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ')
  if (Number.isNaN(Date.parse(at)) || !isId(id)) throw refuse('invalid_request', { detail: 'cursor' })
  return { at: new Date(at), id }
}
