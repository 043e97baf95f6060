/** A complaint that is open holds offers back until it is closed. */
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { refuse as refuseCustomer } from '../customers/refusals.ts'
import { ComplaintClosed, ComplaintOpened } from './events.ts'
import { addComplaint, endComplaint, findComplaint, listOpenComplaints } from './queries.ts'
import { refuse } from './refusals.ts'
import { listPeople } from './state-queries.ts'

type Named = { customer_id: string; complaint_id: string }

/** Asked again it stays as it is, closed when it was closed. */
export async function openComplaint(ctx: Context, { customer_id, complaint_id }: Named) {
  if ((await listPeople(ctx, [customer_id])).length === 0) throw refuseCustomer('customer_not_found')
  const earlier = await findComplaint(ctx, complaint_id)
  if (earlier && earlier.customer_id !== customer_id) throw refuse('complaint_id_reused')
  if (!earlier && (await addComplaint(ctx, customer_id, complaint_id)))
    await publish(ctx, ComplaintOpened, { complaint_id }, { customer_id, subject_id: complaint_id })
  return { open_complaints: await listOpenComplaints(ctx, customer_id) }
}

export async function closeComplaint(ctx: Context, { customer_id, complaint_id }: Named) {
  const known = await findComplaint(ctx, complaint_id)
  if (!known || known.customer_id !== customer_id) throw refuse('complaint_not_found')
  if (await endComplaint(ctx, customer_id, complaint_id))
    await publish(ctx, ComplaintClosed, { complaint_id }, { customer_id, subject_id: complaint_id })
  return { open_complaints: await listOpenComplaints(ctx, customer_id) }
}
