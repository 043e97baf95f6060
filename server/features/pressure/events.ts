import { fact } from '../../platform/facts.ts'

/** Offers stop, and may begin again. */
export const ComplaintOpened = fact<{ complaint_id: string }>('complaint.opened')
export const ComplaintClosed = fact<{ complaint_id: string }>('complaint.closed')
