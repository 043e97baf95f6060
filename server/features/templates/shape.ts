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
  /**
   * The HTML again, cut so that what is done to a piece may be kept for the next reader: at odd places what is the
   * template's own, letter by letter the same for everybody; at even ones what is this reader's.
   */
  pieces?: string[]
  /** Names of what the template asks and this reader has not: a message with any is not sent. */
  missing: string[]
  /** Of a notification: where a touch leads, and its picture; both are addresses. */
  push?: { target: string; picture: string | null }
  /** Of a letter: the lines in the window, and what is written below; made into pages by `lettersPdf`. */
  letter?: LetterPage
  /** Of a call: what the caller goes through, and how it may end. */
  phone?: { steps: { title: string; text: string }[]; outcomes: { code: string; label: string }[] }
  /** Promotions that this reader was shown: told to `rememberShown` once the message has left. */
  promotion_ids?: string[]
}

export type LetterPage = {
  /** At most six, as the post reads them; null when the address is not complete enough to arrive. */
  address: string[] | null
  sender: string[]
  place_and_date: string
  subject: string | null
  paragraphs: LetterParagraph[]
  legal: string
  logo: string | null
  colour: string
  language: 'fr' | 'en'
  /** For the sort that saves postage. */
  postal_code: string | null
}
export type LetterParagraph = {
  kind: 'title' | 'text' | 'item' | 'code'
  runs: { text: string; bold?: boolean; italic?: boolean }[]
}

/** An opened template: render is pure and quick, once for each reader. */
export type Opened = {
  channel: string
  purpose: 'service' | 'loyalty' | 'marketing'
  language: 'fr' | 'en'
  /** Names of the values it reads, for `readReaders`. */
  needs: string[]
  render: (reader: Reader, values: Record<string, unknown>, links: Links) => Rendered
}
