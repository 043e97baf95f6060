/** How near sold gift cards are to what is to be declared. */
import { Alert } from '@mantine/core'
import { useFormats } from '#ui/words.ts'
import type { Statement } from './queries.ts'
import { useWords } from './words.ts'

export function Thresholds({ figures }: { figures: Statement['figures'] }) {
  const w = useWords()
  const f = useFormats()
  return figures.thresholds
    .filter(({ alert }) => alert)
    .map((one) => (
      <Alert
        key={one.entity}
        color="yellow"
        title={w('limit_title', { share: f.percent(one.share_bp / 10_000) })}
      >
        {w('limit_text', {
          name: one.merchant_ids
            .map((id) => figures.merchants.find(({ merchant_id }) => merchant_id === id)?.name)
            .join(', '),
          amount: f.moneyRound(one.outstanding_cents),
          used: f.moneyRound(one.used_12_months_cents),
          limit: f.moneyRound(one.limit_cents),
        })}
      </Alert>
    ))
}
