/** The fields of one condition. */
import { Chip, MultiSelect, NumberInput, TagsInput, TextInput } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { DateField } from '#ui/components/DateField.tsx'
import { ProductPicker } from '../products/ProductPicker.tsx'
import { storesQuery } from '../session.ts'
import { MoneyInput } from '../shell/MoneyInput.tsx'
import { CategoryPicker } from './CategoryPicker.tsx'
import { minuteOf, timeOf } from './conditions.ts'
import type { Asked } from './conditions.ts'
import type { Conditions, Programme } from './draft.ts'
import { tiersOf } from './draft-tiers.ts'
import { useEditorWords } from './editor-words.ts'
import { MonthDay } from './MonthDay.tsx'
import { audienceNamesQuery, clubsQuery, merchantsQuery } from './programme-queries.ts'
import { useWords } from './words.ts'
import styles from './loyalty.module.css'

type PanelProps = {
  asked: Asked
  draft: Programme
  when: Conditions
  onWhen: (when: Conditions) => void
  problemAt: (field: string) => string | undefined
}

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const
const MEANS = ['card', 'cash', 'cheque', 'gift_card', 'other'] as const
const CHANNELS = ['till', 'web', 'phone'] as const

export function ConditionPanel(props: PanelProps) {
  const { asked, when, onWhen } = props
  const w = useWords()
  const e = useEditorWords()
  const names = (field: 'brands' | 'suppliers' | 'tags', description?: string) => (
    <TagsInput
      label={e(field)}
      placeholder={when[field]?.length ? undefined : e('type_enter')}
      description={description}
      value={when[field] ?? []}
      onChange={(chosen) => onWhen({ ...when, [field]: chosen })}
      maxTags={1000}
    />
  )
  switch (asked) {
    case 'weekdays':
      return (
        <Chip.Group
          multiple
          value={(when.weekdays ?? []).map(String)}
          onChange={(days) => onWhen({ ...when, weekdays: days.map(Number).toSorted((a, b) => a - b) })}
        >
          <div className={styles.days} role="group" aria-label={e('days')}>
            {WEEK.map((day) => (
              <Chip key={day} value={String(day)} radius="md" variant="outline">
                {e(`day_${day}`)}
              </Chip>
            ))}
          </div>
        </Chip.Group>
      )
    case 'categories':
      return (
        <CategoryPicker
          label={w('categories')}
          placeholder={w('categories_all')}
          categories={when.categories ?? []}
          onCategories={(categories) => onWhen({ ...when, categories })}
        />
      )
    case 'product_ids':
      return (
        <ProductPicker
          label={w('products')}
          placeholder={w('products_all')}
          product_ids={when.product_ids ?? []}
          onProducts={(product_ids) => onWhen({ ...when, product_ids })}
        />
      )
    case 'brands':
    case 'suppliers':
      return names(asked)
    case 'tags':
      return names('tags', e('tags_private'))
    case 'hours':
    case 'dates':
    case 'season':
      return <TimeFields {...props} />
    case 'birthday':
    case 'basket':
      return <RangeFields {...props} />
    case 'first_purchase':
      return null
    default:
      return <ChoiceFields {...props} />
  }
}

function TimeFields({ asked, when, onWhen, problemAt }: PanelProps) {
  const e = useEditorWords()
  const { hours, dates, season } = when
  if (asked === 'hours' && hours) {
    const clock = (field: 'from_minute' | 'to_minute', label: string) => (
      <TextInput
        type="time"
        className={styles.narrow}
        label={label}
        value={timeOf(hours[field])}
        onChange={(event) => {
          const minute = minuteOf(event.currentTarget.value, field === 'to_minute')
          if (!Number.isNaN(minute)) onWhen({ ...when, hours: { ...hours, [field]: minute } })
        }}
        error={problemAt(`hours.${field}`) ?? (field === 'to_minute' ? problemAt('hours') : undefined)}
      />
    )
    return (
      <div className={styles.line}>
        {clock('from_minute', e('from_hour'))}
        {clock('to_minute', e('to_hour'))}
      </div>
    )
  }
  if (asked === 'dates' && dates)
    return (
      <DateRange dates={dates} onDates={(next) => onWhen({ ...when, dates: next })} problemAt={problemAt} />
    )
  if (asked === 'season' && season)
    return (
      <div className={styles.line}>
        <MonthDay
          label={e('from_day')}
          value={season.from}
          onValue={(from) => onWhen({ ...when, season: { ...season, from } })}
          error={problemAt('season.from')}
        />
        <MonthDay
          label={e('to_day')}
          value={season.to}
          onValue={(to) => onWhen({ ...when, season: { ...season, to } })}
          error={problemAt('season.to')}
        />
      </div>
    )
  return null
}

type Dates = { from: string | null; to: string | null }
type DateRangeProps = {
  dates: Dates
  onDates: (dates: Dates) => void
  problemAt: (field: string) => string | undefined
}

/** Either end may be left open. */
export function DateRange({ dates, onDates, problemAt }: DateRangeProps) {
  const e = useEditorWords()
  const end = (field: 'from' | 'to', label: string) => (
    <DateField
      className={styles.medium}
      label={label}
      value={dates[field]}
      onValue={(day) => onDates({ ...dates, [field]: day })}
      onClear={() => onDates({ ...dates, [field]: null })}
      error={problemAt(`dates.${field}`) ?? (field === 'to' ? problemAt('dates') : undefined)}
    />
  )
  return (
    <div className={styles.line}>
      {end('from', e('first_day'))}
      {end('to', e('last_day'))}
    </div>
  )
}

function RangeFields({ asked, when, onWhen, problemAt }: PanelProps) {
  const e = useEditorWords()
  const { birthday } = when
  if (asked === 'birthday' && birthday) {
    const days = (field: 'days_before' | 'days_after') => (
      <NumberInput
        className={styles.medium}
        label={e(field)}
        value={birthday[field]}
        onChange={(value) => onWhen({ ...when, birthday: { ...birthday, [field]: Number(value) || 0 } })}
        min={0}
        allowDecimal={false}
        hideControls
        error={problemAt(`birthday.${field}`)}
      />
    )
    return (
      <div className={styles.line}>
        {days('days_before')}
        {days('days_after')}
      </div>
    )
  }
  const amount = (field: 'basket_min_cents' | 'basket_max_cents', label: string) => (
    <MoneyInput
      className={styles.medium}
      label={label}
      placeholder={e('no_limit')}
      cents={when[field] ?? null}
      onCents={(cents) => {
        const { [field]: _before, ...rest } = when
        onWhen(cents === null ? rest : { ...rest, [field]: cents })
      }}
      error={problemAt(field)}
    />
  )
  return (
    <div className={styles.line}>
      {amount('basket_min_cents', e('basket_min'))}
      {amount('basket_max_cents', e('basket_max'))}
    </div>
  )
}

function ChoiceFields({ asked, draft, when, onWhen }: PanelProps) {
  const w = useWords()
  const e = useEditorWords()
  const stores = useSuspenseQuery(storesQuery).data.items
  const clubs = useQuery({ ...clubsQuery, enabled: asked === 'club_ids' }).data ?? []
  const audiences = useQuery({ ...audienceNamesQuery, enabled: asked === 'audience_ids' }).data ?? []
  const merchants = useQuery({ ...merchantsQuery, enabled: asked === 'merchant_ids' }).data ?? []
  const choose = (
    field:
      | 'store_ids'
      | 'tier_ids'
      | 'club_ids'
      | 'audience_ids'
      | 'merchant_ids'
      | 'payment_means'
      | 'channels',
    label: string,
    known: { value: string; label: string }[],
  ) => {
    const value = when[field] ?? []
    const others = value.filter((one) => !known.some((other) => other.value === one))
    return (
      <MultiSelect
        label={label}
        data={[...known, ...others.map((one) => ({ value: one, label: one }))]}
        value={value}
        onChange={(chosen) => onWhen({ ...when, [field]: chosen })}
        searchable={known.length > 8}
        nothingFoundMessage={field === 'club_ids' ? e('clubs_none') : undefined}
      />
    )
  }
  switch (asked) {
    case 'store_ids': {
      const open = stores.filter((one) => !one.closed_at)
      return choose(
        'store_ids',
        w('stores'),
        open.map((one) => ({ value: one.store_id, label: one.name })),
      )
    }
    case 'tier_ids':
      return choose(
        'tier_ids',
        e('tiers'),
        tiersOf(draft).map((one) => ({ value: one.tier_id, label: one.name })),
      )
    case 'club_ids':
      return choose(
        'club_ids',
        e('clubs'),
        clubs.map((one) => ({ value: one.club_id, label: one.name })),
      )
    case 'audience_ids':
      return choose('audience_ids', e('audiences'), audiences)
    case 'merchant_ids':
      return choose(
        'merchant_ids',
        e('merchants'),
        merchants.map((one) => ({ value: one.merchant_id, label: one.name })),
      )
    case 'payment_means':
      return choose(
        'payment_means',
        e('means'),
        MEANS.map((one) => ({ value: one, label: e(`means_${one === 'other' ? 'else' : one}`) })),
      )
    case 'channels':
      return choose(
        'channels',
        e('channels'),
        CHANNELS.map((one) => ({ value: one, label: e(`channel_${one}`) })),
      )
    default:
      return null
  }
}
