/** The pure half of a card, so that a till makes one and reads one without network. */
export { groupCardNumber, isEan13, makeCardNumber, readCardScan } from './card-number.ts'
export { boundOf, RECENCY_BANDS, type RecencyBand } from './recency.ts'
