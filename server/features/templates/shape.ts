/** What a template gives and needs: the words other features may use. */

/** A version never changes; `values` are what its cause adds for this reader: a voucher's code, a sale's lines. */
export type ContentRef = {
  template_id: string
  version: number
  language: 'fr' | 'en'
  values: Record<string, unknown>
}

/** One person as templates may show them; read for many at once, and nothing is read that no template names. */
export type Reader = { customer_id: string | null; language: 'fr' | 'en'; values: Record<string, unknown> }

/** Addresses that only the outbox can make, because they are signed for one message. */
export type Links = {
  unsubscribe: string
  preferences: string
  /** The page that shows this e-mail in a browser. */
  view: string
  /** First-party address that records the click and goes on to `url`; `place` is the link's number in the template. */
  follow: (url: string, place: number) => string
  /** Empty without a consent to tracking. */
  pixel: string
}

export type Rendered = {
  subject: string | null
  text: string
  html: string | null
  /** Names of what the template asks and this reader has not: a message with any is not sent. */
  missing: string[]
}
