/** Reads whom a file names: by e-mails, phone numbers or card numbers, whatever their columns are called. */
import { readEmail } from '../../lib/email.ts'
import { readPhone } from '../../lib/phone.ts'
import { readCardNumber } from '../customers/card-number.ts'
import { readRows, sniff } from '../imports/reading/reading.ts'
import { fileInMemory } from '../imports/reading/source.ts'
import { Unreadable } from '../imports/reading/unreadable.ts'
import { refuse } from './refusals.ts'

export type Named = { line: number; text: string; keys: Key[] }
export type Key = { kind: 'email' | 'phone' | 'card'; value: string }

/** A column counts when at least half of what stands in it can be read so. */
const SHARE_MIN = 0.5
const CARD_DIGITS_MIN = 6

function keyOf(text: string): Key | null {
  const email = text.includes('@') ? readEmail(text) : null
  if (email) return email.ok ? { kind: 'email', value: email.email.toLowerCase() } : null
  const digits = text.replaceAll(/\D/g, '')
  if (digits.length < CARD_DIGITS_MIN || /[A-Za-zÀ-ÿ]{3}/.test(text)) return null
  const phone = readPhone(text, 'FR')
  if (phone) return { kind: 'phone', value: phone.e164 }
  const card = readCardNumber(text)
  return card && /^\d+$/.test(card) ? { kind: 'card', value: card } : null
}

/** Throws audience_file_needs_a_column. */
export async function readPeopleFile(
  name: string,
  content: Uint8Array,
): Promise<{ columns: string[]; rows: Named[] }> {
  const file = fileInMemory(name, content)
  try {
    const sniffed = await sniff(file)
    const columns = sniffed.columns.filter(({ index }) =>
      isNaming(sniffed.sample.map(({ cells }) => cells[index] ?? '')),
    )
    if (columns.length === 0) throw refuse('audience_file_needs_a_column')
    const rows: Named[] = []
    for await (const batch of readRows(file, { sniffed }))
      for (const { line, cells } of batch.rows) {
        const texts = columns.map(({ index }) => (cells[index] ?? '').trim())
        const keys = texts.map(keyOf).filter((key) => key !== null)
        rows.push({ line, text: texts.filter(Boolean).join(' ').slice(0, 200), keys })
      }
    return { columns: columns.map((column) => column.name), rows }
  } catch (error) {
    if (error instanceof Unreadable) throw refuse('audience_file_needs_a_column')
    throw error
  }
}

function isNaming(cells: string[]): boolean {
  const full = cells.filter((cell) => cell.trim() !== '')
  return full.length > 0 && full.filter((cell) => keyOf(cell)).length >= full.length * SHARE_MIN
}
