/** The voucher that comes with the message: one for each person. */
import { NumberInput, Select, TextInput } from '@mantine/core'
import { DateField } from '#ui/components/DateField.tsx'
import { MoneyInput } from '../shell/MoneyInput.tsx'
import type { Offer } from './queries.ts'
import { useWords } from './words.ts'
import styles from './campaigns.module.css'

const KINDS: Offer['kind'][] = [
  'discount_percent',
  'discount_amount',
  'gift_card',
  'free_product',
  'service',
  'private_sale',
]

export function OfferFields({ offer, onChange }: { offer: Offer; onChange: (offer: Offer) => void }) {
  const w = useWords()
  const change = (changes: Partial<Offer>) => onChange({ ...offer, ...changes })
  return (
    <div className={styles.fields}>
      <Select
        label={w('offer_kind')}
        allowDeselect={false}
        data={KINDS.map((kind) => ({ value: kind, label: w(`offer_${kind}`) }))}
        value={offer.kind}
        onChange={(kind) => kind && change({ kind: kind as Offer['kind'] })}
      />
      <TextInput
        label={w('offer_name')}
        placeholder={w('offer_name_example')}
        maxLength={120}
        value={offer.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      {offer.kind === 'discount_percent' && (
        <NumberInput
          label={w('offer_percent')}
          suffix={'\u202f%'}
          min={1}
          max={100}
          value={(offer.basis_points ?? 1_000) / 100}
          onChange={(value) => change({ basis_points: Math.round(Number(value) * 100) })}
        />
      )}
      {(offer.kind === 'discount_amount' || offer.kind === 'gift_card') && (
        <MoneyInput
          label={w('offer_value')}
          cents={offer.value_cents ?? null}
          onCents={(cents) => change({ value_cents: cents ?? 0 })}
        />
      )}
      {(offer.kind === 'discount_amount' || offer.kind === 'discount_percent') && (
        <MoneyInput
          label={w('offer_minimum')}
          cents={offer.minimum_cents ?? null}
          onCents={(cents) => change({ minimum_cents: cents ?? 0 })}
        />
      )}
      <NumberInput
        label={w('offer_days')}
        min={1}
        max={730}
        allowDecimal={false}
        value={offer.valid_days}
        onChange={(value) => change({ valid_days: Math.max(1, Number(value)) })}
      />
      <DateField
        label={w('offer_from')}
        value={offer.valid_from}
        onValue={(valid_from) => change({ valid_from })}
        onClear={() => change({ valid_from: null })}
      />
    </div>
  )
}
