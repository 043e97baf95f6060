/** How each kind of job is asked of the server, and whose balances its answer tells. */
import { api } from '#ui/api.ts'
import type {
  Account,
  ActivityAnswer,
  ExchangeAnswer,
  Job,
  ReturnAnswer,
  SaleAnswer,
} from '../keep/shapes.ts'

export type Answer = SaleAnswer | ReturnAnswer | ExchangeAnswer | ActivityAnswer | null

export function putJob(job: Job): Promise<Answer> {
  const { kind } = job
  switch (kind) {
    case 'sale':
      return api.put('/sales/{sale_id}', { params: job.params, body: job.body })
    case 'return':
      return api.put('/sales/{sale_id}/returns/{return_id}', { params: job.params, body: job.body })
    case 'exchange':
      return api.put('/exchanges/{exchange_id}', { params: job.params, body: job.body })
    case 'cancellation':
      return api
        .put('/sales/{sale_id}/cancellation', { params: job.params, body: job.body })
        .then((cancelled) => cancelled.return)
    case 'loose_return':
      return api.put('/returns/{return_id}', { params: job.params, body: job.body })
    case 'activity':
      return api.put('/customers/{customer_id}/activities/{activity_id}', {
        params: job.params,
        body: job.body,
      })
    default:
      return putAside(job)
  }
}

/** What changes no balance. */
async function putAside(
  job: Extract<Job, { kind: 'customer' | 'consent' | 'mail' | 'club' | 'friend' | 'arrival' }>,
): Promise<null> {
  switch (job.kind) {
    case 'customer':
      await api.put('/customers/{customer_id}', { params: job.params, body: job.body })
      return null
    case 'consent':
      await api.put('/customers/{customer_id}/consents/{consent_id}', { params: job.params, body: job.body })
      return null
    case 'mail':
      await api.put('/sales/{sale_id}/receipt-mails/{message_id}', { params: job.params, body: job.body })
      return null
    case 'club':
      await api.put('/clubs/{club_id}/members/{customer_id}', { params: job.params })
      return null
    case 'arrival':
      await api.put('/campaigns/{campaign_id}/guests/{customer_id}/arrival', {
        params: job.params,
        query: job.body,
      })
      return null
    case 'friend':
      await api.put('/referrals/{referral_id}', { params: job.params, body: job.body })
      return null
  }
}

type Balances = { accounts: Pick<Account, 'unit' | 'available' | 'pending' | 'debt'>[] }

export function accountsAfter(answer: Answer): (Balances & Partial<Pick<SaleAnswer, 'vouchers'>>) | null {
  if (answer === null) return null
  if ('difference_cents' in answer) return answer.sale
  return 'accounts' in answer ? answer : null
}
