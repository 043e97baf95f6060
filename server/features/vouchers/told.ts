/** What a message says of the voucher that comes with it. Its code stays sealed in the outbox until the words are made. */
import { groupCode, type Codes } from './codes.ts'

/** `until` is its last day in words; null for one that does not end. */
export type ToldVoucher = { name: string; code_sealed: string; until: string | null }

/** The values of a message with its voucher's code in clear, for the words and nowhere else. */
export function withCode(codes: Codes, values: Record<string, unknown>): Record<string, unknown> {
  const told = values['voucher'] as Partial<ToldVoucher> | null | undefined
  if (!told?.code_sealed) return values
  const { code_sealed, ...voucher } = told
  const code = codes.open(Buffer.from(code_sealed, 'base64'))
  return { ...values, voucher: { ...voucher, code, code_grouped: groupCode(code) } }
}
