/** What an SMS operator sends in: receipts of what we sent, and what people answer. Pure. */
import type { Pdu } from 'smpp'
import type { BounceClass } from './bounce-rules.ts'
import { phoneOf } from './sms-numbers.ts'

export type FromOperator =
  | {
      kind: 'receipt'
      carrier_ref: string
      delivered: boolean
      class: BounceClass
      code: string | null
      words: string
    }
  | { kind: 'text'; from: string; text: string; source_key: string }

/** SMPP 3.4, 5.2.28; those not here (ENROUTE, ACCEPTD) have not ended yet. */
const ENDS: Record<string, { delivered: boolean; class: BounceClass; words: string }> = {
  DELIVRD: { delivered: true, class: 'unknown', words: 'delivered' },
  UNDELIV: { delivered: false, class: 'soft', words: 'undeliverable' },
  EXPIRED: { delivered: false, class: 'soft', words: 'phone switched off or out of reach for too long' },
  REJECTD: { delivered: false, class: 'blocked', words: 'rejected by the operator' },
  DELETED: { delivered: false, class: 'blocked', words: 'deleted by the operator' },
  UNKNOWN: { delivered: false, class: 'unknown', words: 'no word of how it ended' },
}
/** Errors of a receipt that say the number is nobody's (GSM 09.02: unknown subscriber, unidentified, number changed). */
const NOBODY = new Set(['001', '005', '1', '5', '01', '05'])

/** null for what has not ended, or is neither. */
export function readDeliverSm(pdu: Pdu): FromOperator | null {
  const text = textOf(pdu)
  const is_receipt = ((pdu.esm_class ?? 0) & 0x3c) === 0x04
  if (!is_receipt) {
    const from = phoneOf(pdu.source_addr ?? '')
    return from ? { kind: 'text', from, text, source_key: keyOf(pdu, text) } : null
  }
  const field = (name: string) => new RegExp(`\\b${name}:([^ ]+)`, 'i').exec(text)?.[1] ?? null
  const carrier_ref = pdu.receipted_message_id?.replace(/\0$/, '') ?? field('id')
  const end = ENDS[(field('stat') ?? '').toUpperCase()]
  if (!carrier_ref || !end) return null
  const code = field('err')
  const nobody = !end.delivered && code !== null && NOBODY.has(code)
  return { kind: 'receipt', carrier_ref, ...end, code, ...(nobody && { class: 'hard' as const }) }
}

const textOf = (pdu: Pdu): string => {
  const { short_message, message_payload } = pdu
  const found = short_message?.message?.length ? short_message.message : (message_payload?.message ?? '')
  return Buffer.isBuffer(found) ? found.toString('latin1') : String(found)
}

/** The operator's own number of it where it gives one; a phone that sends the same word twice means it once. */
const keyOf = (pdu: Pdu, text: string) =>
  (pdu.receipted_message_id ?? `${pdu.sequence_number ?? 0}:${text}`).slice(0, 60)
