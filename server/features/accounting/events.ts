import { fact } from '../../platform/facts.ts'

export const MonthClosed = fact<{
  month: string
  content_hash: string
  owed_cents: number
  gift_cards_cents: number
}>('accounting.month_closed')

export const AccountingSettingsChanged = fact<{ version: number; reason: string | null }>(
  'accounting.settings_changed',
)
