/** What the guests of a private sale are shown in their card: when, where, words and photos; and who may see it besides. */
import { MultiSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { DateField } from '#ui/components/DateField.tsx'
import { PictureField } from '#ui/components/PictureField.tsx'
import { versionsQuery } from '../loyalty/programme-queries.ts'
import { statesOf } from '../loyalty/queries.ts'
import type { SaleDraft } from './sale.ts'
import { useWords } from './words.ts'
import styles from './campaigns.module.css'

const PHOTOS_MAX = 12

export function SaleFields({ sale, onChange }: { sale: SaleDraft; onChange: (sale: SaleDraft) => void }) {
  const w = useWords()
  const change = (changes: Partial<SaleDraft>) => onChange({ ...sale, ...changes })
  const tiers = useTiers()
  return (
    <div className={styles.fields}>
      <TextInput
        label={w('sale_title')}
        placeholder={w('sale_title_example')}
        maxLength={120}
        className={styles.whole}
        value={sale.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <DateField
        label={w('sale_day')}
        value={sale.day}
        onValue={(day) => change({ day })}
        onClear={() => change({ day: null })}
      />
      <TextInput
        label={w('sale_from')}
        type="time"
        value={sale.from}
        onChange={(event) => change({ from: event.currentTarget.value })}
      />
      <TextInput
        label={w('sale_to')}
        type="time"
        value={sale.to}
        error={sale.from >= sale.to ? w('sale_backwards') : undefined}
        onChange={(event) => change({ to: event.currentTarget.value })}
      />
      <TextInput
        label={w('sale_place')}
        placeholder={w('sale_place_example')}
        maxLength={200}
        className={styles.whole}
        value={sale.place}
        onChange={(event) => change({ place: event.currentTarget.value })}
      />
      <Textarea
        label={w('sale_words')}
        placeholder={w('sale_words_example')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2_000}
        className={styles.whole}
        value={sale.words}
        onChange={(event) => change({ words: event.currentTarget.value })}
      />
      <div className={`${styles.whole} ${styles.photos}`}>
        {[...sale.picture_ids, ...(sale.picture_ids.length < PHOTOS_MAX ? [null] : [])].map(
          (picture_id, at) => (
            <PictureField
              key={picture_id ?? 'next'}
              label={w('sale_photo', { count: at + 1 })}
              alt={w('sale_photo_alt', { count: at + 1 })}
              picture_id={picture_id}
              onPicture={(next) =>
                change({
                  picture_ids: next
                    ? [...sale.picture_ids.slice(0, at), next, ...sale.picture_ids.slice(at + 1)]
                    : sale.picture_ids.filter((one) => one !== picture_id),
                })
              }
            />
          ),
        )}
      </div>
      {tiers.length > 0 && (
        <MultiSelect
          label={w('sale_tiers')}
          description={w('sale_tiers_hint')}
          className={styles.whole}
          data={tiers}
          value={sale.tier_ids}
          onChange={(tier_ids) => change({ tier_ids })}
        />
      )}
      <NumberInput
        label={w('sale_guests')}
        min={1}
        max={20}
        allowDecimal={false}
        value={sale.guests_max}
        onChange={(value) => change({ guests_max: Math.max(1, Number(value)) })}
      />
      <NumberInput
        label={w('sale_seats')}
        placeholder={w('no_limit')}
        min={1}
        allowDecimal={false}
        value={sale.seats_max ?? ''}
        onChange={(value) => change({ seats_max: value === '' ? null : Number(value) })}
      />
    </div>
  )
}

/** Of the programme in force. */
function useTiers() {
  const versions = useQuery(versionsQuery).data ?? []
  const states = statesOf(versions, Date.now())
  const now = versions.find(({ version }) => states.get(version) === 'in_force')
  return (now?.programme.ladders ?? []).flatMap(({ tiers }) =>
    tiers.map(({ tier_id, name }) => ({ value: tier_id, label: name })),
  )
}
