/** The sentence under the bar, from what the next reward gives. */
import type { Benefit } from '../rewards/benefit.ts'
import type { Formats } from '#ui/format.ts'
import type { Card } from '../keep/kept.ts'
import type { useWords } from './words.ts'

type Next = NonNullable<Card['next_reward']>

export function sentenceOf(card: Card, next: Next, w: ReturnType<typeof useWords>, f: Formats): string {
  const { name, missing_words: missing } = next
  if (next.missing === 0) return w('reached', { name })
  const benefit = card.rewards.find(({ reward_id }) => reward_id === next.reward_id)?.benefit as
    | Benefit
    | undefined
  if (benefit?.kind === 'gift_card')
    return w('before_gift_card', { missing, value: f.moneyShort(benefit.value_cents) })
  if (benefit?.kind === 'discount_amount')
    return w('before_discount', { missing, value: f.moneyShort(benefit.value_cents) })
  if (benefit?.kind === 'discount_percent')
    return w('before_discount', { missing, value: f.percent(benefit.basis_points / 10_000) })
  return w('before_named', { missing, name })
}

/** '240 points' → ['240', 'points']; what has no number in front stays whole. */
export function splitUnits(words: string): [amount: string, unit: string] {
  const [, amount, unit] = /^([\d\s.,\u202f\u00a0]*\d(?:[\s\u202f\u00a0]?€)?)\s*(.*)$/u.exec(words) ?? []
  return amount === undefined ? [words, ''] : [amount, unit ?? '']
}
