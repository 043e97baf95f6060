/** The look and the sender of everything that is sent, set once. */
import { useState } from 'react'
import { Checkbox, ColorInput, SegmentedControl, TextInput } from '@mantine/core'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { Page, Section } from '#ui/components/Page.tsx'
import { PictureField } from '#ui/components/PictureField.tsx'
import { SaveBar, useAutosave } from '#ui/components/SaveBar.tsx'
import { MessageTabs } from '../campaigns/MessageTabs.tsx'
import { MoneyInput } from '../shell/MoneyInput.tsx'
import { brandQuery, type Brand } from './queries.ts'
import { useWords } from './words.ts'
import styles from './templates.module.css'

type FieldsProps = { brand: Brand; set: (wish: Partial<Brand>) => void }

export function LookPage() {
  const w = useWords()
  const queries = useQueryClient()
  const known = useSuspenseQuery(brandQuery).data
  const [brand, setBrand] = useState<Brand>(known)
  const set = (wish: Partial<Brand>) => setBrand({ ...brand, ...wish })
  const saving = useAutosave(brand, async (wish) => {
    // A number that is being typed is not a number yet.
    const body = { ...wish, sms_stop: /^\d{5}$/.test(wish.sms_stop ?? '') ? wish.sms_stop : null }
    queries.setQueryData(brandQuery.queryKey, await api.put('/brand', { body }))
  })
  return (
    <Page width="form" title={w('look_title')} lead={w('look_lead')}>
      <MessageTabs />
      <Section title={w('look_colours')}>
        <Colours brand={brand} set={set} />
      </Section>
      <Section title={w('look_sender')}>
        <Sender brand={brand} set={set} />
      </Section>
      <Section title={w('look_sms')}>
        <div className={styles.form}>
          <TextInput
            label={w('sms_name')}
            value={brand.sms_name ?? ''}
            onChange={(event) => set({ sms_name: event.currentTarget.value || null })}
            maxLength={20}
          />
          <TextInput
            label={w('sms_stop')}
            description={w('sms_stop_hint')}
            placeholder="36180"
            inputMode="numeric"
            value={brand.sms_stop ?? ''}
            onChange={(event) =>
              set({ sms_stop: event.currentTarget.value.replace(/\D/g, '').slice(0, 5) || null })
            }
          />
          <MoneyInput
            label={w('sms_price')}
            cents={brand.sms_part_millicents / 1000}
            decimalScale={4}
            onCents={(cents) => set({ sms_part_millicents: Math.round((cents ?? 0) * 1000) })}
          />
        </div>
      </Section>
      {saving.state !== 'calm' && <SaveBar saving={saving} />}
    </Page>
  )
}

function Colours({ brand, set }: FieldsProps) {
  const w = useWords()
  return (
    <div className={styles.form}>
      <ColorInput
        label={w('colour')}
        description={w('colour_hint')}
        format="hex"
        eyeDropperButtonProps={{ 'aria-label': w('pick_colour') }}
        value={brand.primary ?? ''}
        onChange={(primary) => /^#[0-9a-f]{6}$/i.test(primary) && set({ primary })}
      />
      <PictureField
        label={w('logo')}
        alt={w('logo_alt')}
        picture_id={brand.logo_picture_id}
        onPicture={(logo_picture_id) => set({ logo_picture_id })}
      />
      <div>
        <div className={styles.fieldName}>{w('font')}</div>
        <SegmentedControl
          aria-label={w('font')}
          value={brand.font}
          onChange={(font) => set({ font: font as Brand['font'] })}
          data={(['humanist', 'serif', 'system'] as const).map((one) => ({
            value: one,
            label: w(`font_${one}`),
          }))}
        />
      </div>
      <Checkbox
        label={w('rounded')}
        checked={brand.rounded}
        onChange={(event) => set({ rounded: event.currentTarget.checked })}
      />
    </div>
  )
}

function Sender({ brand, set }: FieldsProps) {
  const w = useWords()
  const text = (name: 'legal_name' | 'postal_address' | 'phone' | 'site_url' | 'privacy_url') => ({
    value: brand[name] ?? '',
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      set({ [name]: event.currentTarget.value || null }),
  })
  return (
    <div className={styles.form}>
      <TextInput
        label={w('legal_name')}
        description={w('legal_name_hint')}
        maxLength={120}
        {...text('legal_name')}
      />
      <TextInput
        label={w('postal_address')}
        placeholder={w('postal_address_example')}
        maxLength={200}
        {...text('postal_address')}
      />
      <TextInput label={w('phone')} maxLength={30} type="tel" {...text('phone')} />
      <TextInput
        label={w('site_url')}
        placeholder="https://"
        maxLength={1000}
        type="url"
        {...text('site_url')}
      />
      <TextInput
        label={w('privacy_url')}
        placeholder="https://"
        maxLength={1000}
        type="url"
        {...text('privacy_url')}
      />
    </div>
  )
}
