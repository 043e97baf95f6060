/** What the till keeps on the device, by the names of the API. */
import type {
  BeginShift,
  BootstrapTill,
  BringFriend,
  CancelSale,
  CreateCustomer,
  ExchangeGoods,
  ListPrivateSaleGuests,
  ListPrivateSales,
  ListTillCustomers,
  ListTillProducts,
  Pair,
  RecordActivity,
  RecordConsent,
  RecordSale,
  ReturnSale,
  ReturnWithoutSale,
} from '#client/types.ts'

export type Bootstrap = BootstrapTill['answer']
export type Seller = Bootstrap['staff'][number]
export type Paired = Pair['answer']
export type Shift = { staff_id: string; name: string; token: string | null; expires_at: string | null }
export type ShiftAnswer = BeginShift['answer']
export type Product = ListTillProducts['answer']['items'][number]
export type Person = ListTillCustomers['answer']['items'][number]
export type Account = Person['accounts'][number]
export type Voucher = Person['vouchers'][number]
export type SaleBody = RecordSale['body']
export type SaleAnswer = RecordSale['answer']
export type ReturnBody = ReturnSale['body']
export type ReturnAnswer = ReturnSale['answer']
export type ExchangeBody = ExchangeGoods['body']
export type ExchangeAnswer = ExchangeGoods['answer']
export type LooseBody = ReturnWithoutSale['body']
export type ActivityBody = RecordActivity['body']
export type ActivityAnswer = RecordActivity['answer']
export type CustomerBody = CreateCustomer['body']
export type ConsentBody = RecordConsent['body']

type Guest = ListPrivateSaleGuests['answer']['items'][number]
/** A private sale that is on, with whoever said that they come: known without a network. */
export type KeptPrivateSale = Pick<
  ListPrivateSales['answer']['items'][number],
  'campaign_id' | 'title' | 'starts_at' | 'ends_at'
> & { guests: Record<string, Pick<Guest, 'people' | 'arrived_at'>> }

export type KeptLine = {
  line_no: number
  label: string
  quantity_milli: number
  unit_price_cents: number
  gross_cents: number
  total_cents: number
  promotions?: { name: string; discount_cents: number }[]
}

/** A sale of this till, for the day's count, its receipt and its return, also without network. */
export type KeptSale = {
  sale_id: string
  occurred_at: string
  receipt_number: string
  customer_id: string | null
  lines: KeptLine[]
  payments: { means: string; amount_cents: number }[]
  vouchers: { voucher_id: string; name: string; last4: string; kind: string }[]
  /** Ours until the server has answered, then its own. */
  answer: SaleAnswer
  state: 'waiting' | 'recorded' | 'refused'
  returned: { line_no: number; quantity_milli: number }[]
  /** What came back in the same ticket, in cents; and what was left to pay, below zero to give back. */
  exchange?: { back_cents: number; difference_cents: number }
}

type JobOf<Kind extends string, Body, Params> = {
  kind: Kind
  params: Params
  body: Body
}
/** One PUT that must reach the server, with the ids it was given here; sent again and again until it is acknowledged. */
export type Job = {
  /** Given by the store: the order in which things happened. */
  seq?: number
  /** Jobs about the same person or sale leave in their order. */
  key: string
  made_at: string
  tries: number
  state: 'waiting' | 'refused'
  /** Said in the list of what waits. */
  about: { name: string | null; amount_cents: number | null; earned: { unit: string; units: number }[] }
  problem?: { status: number; code: string; title: string; detail?: string; candidates?: Candidate[] }
} & (
  | JobOf<'customer', CustomerBody, { customer_id: string }>
  | JobOf<'consent', ConsentBody, { customer_id: string; consent_id: string }>
  | JobOf<'sale', SaleBody, { sale_id: string }>
  | JobOf<'return', ReturnBody, { sale_id: string; return_id: string }>
  | JobOf<'exchange', ExchangeBody, { exchange_id: string }>
  | JobOf<'cancellation', CancelSale['body'], { sale_id: string }>
  | JobOf<'loose_return', LooseBody, { return_id: string }>
  | JobOf<'activity', ActivityBody, { customer_id: string; activity_id: string }>
  | JobOf<'club', Record<never, never>, { customer_id: string; club_id: string }>
  | JobOf<'arrival', { seen_at: string }, { customer_id: string; campaign_id: string }>
  | JobOf<'friend', BringFriend['body'], { referral_id: string }>
  | JobOf<'mail', { email?: string }, { sale_id: string; message_id: string }>
)
export type Candidate = {
  customer_id: string
  first_name: string | null
  last_initial: string | null
  reason: string
}
