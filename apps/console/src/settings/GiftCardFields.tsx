/** When the VAT of a gift card is due, how long it is good, and when a reward counts as near. */
import { NumberInput, Radio } from '@mantine/core'
import type { Shop } from './ShopPage.tsx'
import { useWords } from './words.ts'
import styles from './settings.module.css'

type Settings = Shop['settings']
type FieldsProps = { settings: Settings; change: (some: Partial<Settings>) => void }

const USUAL_RATE = 2000

export function GiftCardFields({ settings, change }: FieldsProps) {
  const w = useWords()
  const { gift_card_vat: vat, gift_card_months } = settings
  return (
    <section className={styles.part} aria-labelledby="gift-cards">
      <h2 id="gift-cards" className={styles.asked}>
        {w('cards_title')}
      </h2>
      <Radio.Group
        label={w('cards_vat')}
        description={w('cards_vat_hint')}
        value={vat.type}
        onChange={(type) =>
          change({
            gift_card_vat:
              type === 'single' ? { type: 'single', rate_basis_points: USUAL_RATE } : { type: 'multi' },
          })
        }
      >
        <div className={styles.answers}>
          <Radio value="multi" label={w('cards_multi')} description={w('cards_multi_for')} />
          <Radio value="single" label={w('cards_single')} description={w('cards_single_for')} />
        </div>
      </Radio.Group>
      {vat.type === 'single' && (
        <NumberInput
          label={w('cards_rate')}
          value={vat.rate_basis_points / 100}
          onChange={(value) => {
            const rate_basis_points = Math.round(Number(value) * 100)
            if (value !== '' && rate_basis_points >= 0 && rate_basis_points <= 10_000)
              change({ gift_card_vat: { type: 'single', rate_basis_points } })
          }}
          min={0}
          max={100}
          decimalScale={2}
          suffix={'\u202f%'}
          hideControls
        />
      )}
      <NumberInput
        label={w('cards_months')}
        description={w('cards_months_hint')}
        placeholder={w('no_limit')}
        value={gift_card_months ?? ''}
        onChange={(value) => {
          const months = value === '' ? null : Number(value)
          if (months === null || (months >= 1 && months <= 120)) change({ gift_card_months: months })
        }}
        suffix={` ${w('months')}`}
        min={1}
        max={120}
        allowDecimal={false}
        hideControls
      />
    </section>
  )
}

export function NearFields({ settings, change }: FieldsProps) {
  const w = useWords()
  const { reward_near: near } = settings
  return (
    <section className={styles.part} aria-labelledby="near">
      <h2 id="near" className={styles.asked}>
        {w('near_title')}
      </h2>
      <NumberInput
        label={w('near_share')}
        description={w('near_hint')}
        value={near.share_basis_points / 100}
        onChange={(value) => {
          const share_basis_points = Math.round(Number(value) * 100)
          if (share_basis_points >= 1000 && share_basis_points <= 9900)
            change({ reward_near: { ...near, share_basis_points } })
        }}
        min={10}
        max={99}
        allowDecimal={false}
        suffix={'\u202f%'}
        hideControls
      />
      <NumberInput
        label={w('near_missing')}
        placeholder={w('near_missing_none')}
        value={near.missing_units_max ?? ''}
        onChange={(value) =>
          change({ reward_near: { ...near, missing_units_max: value === '' ? null : Number(value) } })
        }
        suffix={` ${w('units')}`}
        min={0}
        max={1_000_000}
        allowDecimal={false}
        hideControls
      />
    </section>
  )
}
