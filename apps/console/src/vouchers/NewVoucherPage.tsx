/** Sells a gift card, or offers a voucher; at the end its code, once, on a card to print. */
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { Alert, Button, NumberInput, Radio, Select, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { newId } from '#lib/id.ts'
import type { PutVoucher } from '#client/types.ts'
import { DateField } from '#ui/components/DateField.tsx'
import { api } from '#ui/api.ts'
import { Page } from '#ui/components/Page.tsx'
import { failureOf } from '#ui/failure.ts'
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { ProductPicker } from '../products/ProductPicker.tsx'
import { MoneyInput } from '../shell/MoneyInput.tsx'
import { useRole } from '../shell/role.ts'
import { shopQuery } from '../session.ts'
import { useStoreId } from '../shell/SignedIn.tsx'
import { CustomerPicker } from './CustomerPicker.tsx'
import { PrintedCard } from './PrintedCard.tsx'
import { isShown } from './search.ts'
import { bodyOf, inMonths, isWhole, MADE, MEANS } from './wish.ts'
import type { Wish } from './wish.ts'
import { useWords } from './words.ts'
import { vatInWords } from './worth.ts'
import styles from './vouchers.module.css'

const EMPTY: Wish = {
  origin: 'sold',
  kind: 'gift_card',
  name: '',
  description: '',
  value_cents: 5000,
  percent: 10,
  minimum_cents: null,
  value_cents_max: null,
  product_id: null,
  until: '',
  means: 'card',
  customer_id: null,
}

export function NewVoucherPage() {
  const w = useWords()
  const [made, setMade] = useState<PutVoucher['answer'] | null>(null)
  return (
    <Page
      width="form"
      title={made ? w('done_title') : w('new_title')}
      lead={made ? w('done_lead') : w('new_lead')}
      breadcrumbs={[{ label: w('title'), to: paths.vouchers }]}
    >
      {made ? <PrintedCard made={made} onAnother={() => setMade(null)} /> : <NewVoucher onMade={setMade} />}
    </Page>
  )
}

function NewVoucher({ onMade }: { onMade: (made: PutVoucher['answer']) => void }) {
  const w = useWords()
  const f = useFormats()
  const role = useRole()
  const store_id = useStoreId()
  const queries = useQueryClient()
  const shop = useSuspenseQuery(shopQuery).data
  const [wish, setWish] = useState<Wish>({ ...EMPTY, until: inMonths(shop.settings?.gift_card_months ?? 12) })
  // Made once for this form: sent twice over a bad network, it is made once.
  const [voucher_id] = useState(newId)
  const set = (change: Partial<Wish>) => setWish({ ...wish, ...change })
  const amounts = {
    amount: f.moneyShort(wish.value_cents ?? 0),
    percent: f.percent((wish.percent ?? 0) / 100),
  }
  const make = useMutation({
    mutationFn: () => {
      const name = isShown(wish.kind) ? wish.name : w(`name_${wish.kind as 'gift_card'}`, amounts)
      const body = { ...bodyOf(wish, name), ...(store_id && { store_id }) }
      return api.put('/vouchers/{voucher_id}', { params: { voucher_id }, body })
    },
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: ['/vouchers'] })
      onMade(made)
    },
  })
  const vat = vatInWords(shop.settings?.gift_card_vat ?? null, w, f)
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (isWhole(wish)) make.mutate()
  }
  const origins = role.among('owner', 'store_manager')
    ? (['sold', 'offered', 'goodwill'] as const)
    : (['sold'] as const)
  return (
    <form className={styles.form} onSubmit={submit}>
      <Radio.Group
        label={w('what')}
        value={wish.origin}
        onChange={(origin) =>
          set({ origin: origin as Wish['origin'], ...(origin === 'sold' && { kind: 'gift_card' }) })
        }
      >
        <div className={styles.answers}>
          {origins.map((origin) => (
            <Radio
              key={origin}
              value={origin}
              label={w(`what_${origin}`)}
              description={w(`what_${origin}_for`)}
            />
          ))}
        </div>
      </Radio.Group>
      {wish.origin !== 'sold' && (
        <Select
          label={w('kind')}
          value={wish.kind}
          onChange={(kind) => kind && set({ kind: kind as Wish['kind'] })}
          allowDeselect={false}
          data={MADE.map((kind) => ({ value: kind, label: w(`kind_${kind}`) }))}
        />
      )}
      <WorthFields wish={wish} set={set} />
      {wish.origin === 'sold' && (
        <Select
          label={w('paid_how')}
          value={wish.means}
          onChange={(means) => means && set({ means: means as Wish['means'] })}
          allowDeselect={false}
          data={MEANS.map((means) => ({ value: means, label: w(`means_${means}`) }))}
        />
      )}
      <DateField
        label={w('valid_until')}
        description={w('valid_until_hint')}
        value={wish.until || null}
        onValue={(until) => set({ until })}
        onClear={() => set({ until: '' })}
      />
      {wish.origin === 'sold' && (
        <p className={styles.tell}>
          {wish.until ? w('tell_until', { date: f.date(`${wish.until}T12:00:00`) }) : w('tell_for_ever')}
          {vat && ` ${vat}`}
        </p>
      )}
      <CustomerPicker customer_id={wish.customer_id} onCustomer={(customer_id) => set({ customer_id })} />
      {make.error && (
        <Alert color="red" title={failureOf(make.error).title}>
          {failureOf(make.error).detail}
        </Alert>
      )}
      <Button type="submit" size="md" loading={make.isPending} disabled={!isWhole(wish)}>
        {wish.origin === 'sold' ? w('sell', amounts) : w('offer')}
      </Button>
    </form>
  )
}

type WorthProps = { wish: Wish; set: (change: Partial<Wish>) => void }

function WorthFields({ wish, set }: WorthProps) {
  const w = useWords()
  const { kind } = wish
  if (isShown(kind))
    return (
      <>
        <TextInput
          label={w('say_name')}
          placeholder={w('say_name_example')}
          value={wish.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          maxLength={120}
          required
        />
        <Textarea
          label={w('say_more')}
          description={w('say_more_hint')}
          placeholder={w('say_more_example')}
          value={wish.description}
          onChange={(event) => set({ description: event.currentTarget.value })}
          maxLength={1000}
          autosize
        />
      </>
    )
  return (
    <div className={styles.line}>
      {(kind === 'gift_card' || kind === 'discount_amount') && (
        <MoneyInput
          label={w('value')}
          cents={wish.value_cents}
          onCents={(value_cents) => set({ value_cents })}
          required
        />
      )}
      {kind === 'discount_percent' && (
        <NumberInput
          label={w('percent')}
          value={wish.percent ?? ''}
          onChange={(value) => set({ percent: value === '' ? null : Number(value) })}
          min={0}
          max={100}
          decimalScale={2}
          suffix={'\u202f%'}
          hideControls
          required
        />
      )}
      {kind === 'free_product' && (
        <ProductPicker
          label={w('product_which')}
          product_ids={wish.product_id === null ? [] : [wish.product_id]}
          onProducts={(ids) => set({ product_id: ids.at(-1) ?? null })}
        />
      )}
      {(kind === 'discount_percent' || kind === 'free_product') && (
        <MoneyInput
          label={w('value_max')}
          placeholder={w('no_limit')}
          cents={wish.value_cents_max}
          onCents={(value_cents_max) => set({ value_cents_max })}
        />
      )}
      {(kind === 'discount_percent' || kind === 'discount_amount') && (
        <MoneyInput
          label={w('minimum')}
          placeholder={w('no_limit')}
          cents={wish.minimum_cents}
          onCents={(minimum_cents) => set({ minimum_cents })}
        />
      )}
    </div>
  )
}
