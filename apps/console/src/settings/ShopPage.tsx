/** The shop's name, look, receipts and limits; saved as one goes. */
import { useState } from 'react'
import { Checkbox, NumberInput, SegmentedControl, TextInput, Textarea } from '@mantine/core'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import type { ChangeTenant, GetTenant } from '#client/types.ts'
import { api } from '#ui/api.ts'
import { Page } from '#ui/components/Page.tsx'
import { SaveBar, useAutosave } from '#ui/components/SaveBar.tsx'
import { applyTenantTheme } from '#ui/tenant-theme.ts'
import { paths } from '../paths.ts'
import { shopQuery } from '../session.ts'
import { MoneyInput } from '../shell/MoneyInput.tsx'
import { GuardFields } from './GuardFields.tsx'
import { GiftCardFields, NearFields } from './GiftCardFields.tsx'
import { LookFields } from './LookFields.tsx'
import { useWords } from './words.ts'
import styles from './settings.module.css'

type Settings = NonNullable<GetTenant['answer']['settings']>
export type Shop = {
  name: string
  language: 'fr' | 'en'
  theme: { primary?: string }
  settings: Settings
}
type FieldsProps = { shop: Shop; set: (change: Partial<Shop>) => void }

const RECEIPTS = ['qr', 'email', 'print', 'none'] as const
const CHANNELS = ['email', 'sms', 'push'] as const

export function ShopPage() {
  const w = useWords()
  const queries = useQueryClient()
  const known = useSuspenseQuery(shopQuery).data
  const [shop, setShop] = useState<Shop>({
    name: known.name,
    language: known.language,
    theme: known.theme.primary ? { primary: known.theme.primary } : {},
    settings: known.settings!,
  })
  const set = (change: Partial<Shop>) => setShop({ ...shop, ...change })
  const change = (some: Partial<Settings>) => set({ settings: { ...shop.settings, ...some } })
  const saving = useAutosave(shop, async (wish) => {
    // A name is never empty, not even while it is being typed anew.
    const { name, ...rest } = wish
    const body: ChangeTenant['body'] = { ...rest, ...(name.trim() && { name: name.trim() }) }
    queries.setQueryData(shopQuery.queryKey, await api.patch('/tenant', { body }))
    if (wish.theme.primary) applyTenantTheme({ primary: wish.theme.primary })
  })
  return (
    <Page
      width="form"
      title={w('shop_title')}
      lead={w('shop_lead')}
      breadcrumbs={[{ label: w('title'), to: paths.settings }]}
    >
      <div className={styles.form}>
        <div className={styles.part}>
          <TextInput
            label={w('name')}
            description={w('name_hint')}
            value={shop.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
            maxLength={100}
          />
          <div>
            <SegmentedControl
              aria-label={w('language')}
              value={shop.language}
              onChange={(language) => set({ language: language as Shop['language'] })}
              data={[
                { value: 'fr', label: w('french') },
                { value: 'en', label: w('english') },
              ]}
            />
            <div className={styles.soft}>{w('language')}</div>
          </div>
        </div>
        <LookFields name={shop.name} theme={shop.theme} onTheme={(theme) => set({ theme })} />
        <ReceiptFields shop={shop} set={set} />
        <GiftCardFields settings={shop.settings} change={change} />
        <NearFields settings={shop.settings} change={change} />
        <LimitFields shop={shop} set={set} />
        <GuardFields shop={shop} set={set} />
      </div>
      {saving.state !== 'calm' && <SaveBar saving={saving} />}
    </Page>
  )
}

function ReceiptFields({ shop, set }: FieldsProps) {
  const w = useWords()
  const { settings } = shop
  const change = (some: Partial<Settings>) => set({ settings: { ...settings, ...some } })
  return (
    <>
      <section className={styles.part} aria-labelledby="receipts">
        <h2 id="receipts" className={styles.asked}>
          {w('receipts_title')}
        </h2>
        <Checkbox.Group
          label={w('receipts')}
          description={w('receipts_hint')}
          value={settings.receipts}
          onChange={(receipts) =>
            receipts.length > 0 && change({ receipts: RECEIPTS.filter((one) => receipts.includes(one)) })
          }
        >
          <div className={styles.answers}>
            {RECEIPTS.map((one) => (
              <Checkbox key={one} value={one} label={w(`receipt_${one}`)} />
            ))}
          </div>
        </Checkbox.Group>
        <Textarea
          label={w('footer')}
          placeholder={w('footer_example')}
          value={settings.receipt_footer}
          onChange={(event) => change({ receipt_footer: event.currentTarget.value })}
          maxLength={500}
          autosize
          minRows={2}
        />
      </section>
      <section className={styles.part} aria-labelledby="asked">
        <h2 id="asked" className={styles.asked}>
          {w('consents_title')}
        </h2>
        <Checkbox.Group
          label={w('ask_consents')}
          description={w('ask_hint')}
          value={settings.ask_consents}
          onChange={(asked) => change({ ask_consents: CHANNELS.filter((one) => asked.includes(one)) })}
        >
          <div className={styles.answers}>
            {CHANNELS.map((one) => (
              <Checkbox key={one} value={one} label={w(`channel_${one}`)} />
            ))}
          </div>
        </Checkbox.Group>
      </section>
    </>
  )
}

const LOCK_S = { min: 15, max: 3600 }

function LimitFields({ shop, set }: FieldsProps) {
  const w = useWords()
  const { settings } = shop
  const { correction_limit_units, voucher_limit_cents } = settings
  const change = (some: Partial<Settings>) => set({ settings: { ...settings, ...some } })
  return (
    <section className={styles.part} aria-labelledby="limits">
      <h2 id="limits" className={styles.asked}>
        {w('limits_title')}
      </h2>
      <MoneyInput
        label={w('offline')}
        description={w('offline_hint')}
        cents={settings.offline_limit_cents}
        onCents={(cents) => change({ offline_limit_cents: Math.min(cents ?? 0, 100_000) })}
      />
      <MoneyInput
        label={w('voucher_seller')}
        description={w('voucher_hint')}
        placeholder={w('no_limit')}
        cents={voucher_limit_cents.seller}
        onCents={(seller) => change({ voucher_limit_cents: { ...voucher_limit_cents, seller } })}
      />
      <MoneyInput
        label={w('voucher_manager')}
        description={w('voucher_hint')}
        placeholder={w('no_limit')}
        cents={voucher_limit_cents.store_manager}
        onCents={(store_manager) =>
          change({ voucher_limit_cents: { ...voucher_limit_cents, store_manager } })
        }
      />
      <NumberInput
        label={w('correction_service')}
        description={w('correction_hint')}
        placeholder={w('no_limit')}
        value={correction_limit_units.service ?? ''}
        onChange={(value) =>
          change({
            correction_limit_units: {
              ...correction_limit_units,
              service: value === '' ? null : Number(value),
            },
          })
        }
        suffix={` ${w('units')}`}
        allowDecimal={false}
        min={0}
        max={1_000_000}
        hideControls
      />
      <NumberInput
        label={w('lock')}
        value={settings.till_lock_s}
        onChange={(value) => {
          const seconds = Number(value)
          if (seconds >= LOCK_S.min && seconds <= LOCK_S.max) change({ till_lock_s: seconds })
        }}
        suffix={` ${w('lock_after')}`}
        allowDecimal={false}
        {...LOCK_S}
        hideControls
      />
    </section>
  )
}
