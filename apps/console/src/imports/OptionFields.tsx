/** The choices one has before a file is taken in; what is not said keeps the careful default. */
import { Checkbox, Radio, Select, TextInput } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { DateField } from '#ui/components/DateField.tsx'
import { api } from '#ui/api.ts'
import { Section } from '#ui/components/Page.tsx'
import { programmeQuery } from '../loyalty/programme-queries.ts'
import { storesQuery } from '../session.ts'
import type { Change, Import, Options } from './queries.ts'
import { useWords } from './words.ts'
import styles from './imports.module.css'

type FieldsProps = { one: Import; onChange: (change: Change) => void }
type PartProps = { one: Import; options: Options; set: (change: Partial<Options>) => void }

export function OptionFields({ one, onChange }: FieldsProps) {
  const w = useWords()
  const { options } = one
  const part = {
    one,
    options,
    set: (change: Partial<Options>) => onChange({ options: { ...options, ...change } }),
  }
  if (one.kind === 'products') return null
  return (
    <Section title={w('options')}>
      <div className={styles.options}>
        {one.kind === 'customers' ? <CustomerOptions {...part} /> : <SaleOptions {...part} />}
      </div>
    </Section>
  )
}

const means = (one: Import, ...fields: string[]) =>
  one.columns.some(({ field }) => field !== null && fields.includes(field))

function CustomerOptions(part: PartProps) {
  const { one, options, set } = part
  const w = useWords()
  return (
    <>
      <Choice
        label={w('on_match')}
        value={options.on_match ?? 'update'}
        choices={(['update', 'fill', 'skip'] as const).map((value) => [value, w(`on_match_${value}`)])}
        onChoose={(on_match) => set({ on_match })}
      />
      <Choice
        label={w('duplicates')}
        value={options.duplicates ?? 'tell'}
        choices={(['tell', 'create'] as const).map((value) => [value, w(`duplicates_${value}`)])}
        onChoose={(duplicates) => set({ duplicates })}
      />
      {means(one, 'points_balance') && <UnitField {...part} />}
      {means(one, 'points_balance') && (
        <Choice
          label={w('points_expire')}
          value={options.points_expire ?? 'programme'}
          choices={(['programme', 'never'] as const).map((value) => [value, w(`points_expire_${value}`)])}
          onChoose={(points_expire) => set({ points_expire })}
        />
      )}
      <StoreField {...part} />
      {means(one, 'consent_email', 'consent_sms') && <ProofFields {...part} />}
    </>
  )
}

function SaleOptions(part: PartProps) {
  const { options, set } = part
  const w = useWords()
  return (
    <>
      <StoreField {...part} />
      <Choice
        label={w('points')}
        value={options.points ?? 'none'}
        choices={(['none', 'earn'] as const).map((value) => [value, w(`points_${value}`)])}
        onChoose={(points) => set({ points })}
      />
      <Choice
        label={w('unknown_customers')}
        value={options.unknown_customers ?? 'anonymous'}
        choices={(['anonymous', 'create'] as const).map((value) => [value, w(`unknown_customers_${value}`)])}
        onChoose={(unknown_customers) => set({ unknown_customers })}
      />
      <Choice
        label={w('unknown_products')}
        value={options.unknown_products ?? 'leave'}
        choices={(['leave', 'create'] as const).map((value) => [value, w(`unknown_products_${value}`)])}
        onChoose={(unknown_products) => set({ unknown_products })}
      />
    </>
  )
}

/** Asked only where the programme counts several things. */
function UnitField({ options, set }: PartProps) {
  const w = useWords()
  const units = useQuery(programmeQuery).data?.programme.units ?? []
  if (units.length < 2) return null
  return (
    <Choice
      label={w('points_unit')}
      value={options.points_unit ?? units[0]!.unit}
      choices={units.map(({ unit, kind }) => [unit, w(`unit_${kind}`)])}
      onChoose={(points_unit) => set({ points_unit })}
    />
  )
}

function StoreField({ options, set }: PartProps) {
  const w = useWords()
  const stores = useSuspenseQuery(storesQuery).data.items
  return (
    <Select
      className={styles.field}
      label={w('default_store')}
      placeholder={w('no_store')}
      data={stores.map(({ store_id, name }) => ({ value: store_id, label: name }))}
      value={options.default_store_id ?? null}
      onChange={(default_store_id) => set({ default_store_id })}
      clearable
      clearButtonProps={{ 'aria-label': w('no_store') }}
    />
  )
}

/** A yes in a file is worth its proof: where it was given, when, and to which words. */
function ProofFields({ options, set }: PartProps) {
  const w = useWords()
  const proof = options.consents ?? null
  const texts = useQuery({
    queryKey: ['/consent-texts'],
    queryFn: async ({ signal }) => (await api.get('/consent-texts', { signal })).items,
  }).data
  const versions = [...new Set((texts ?? []).map(({ version }) => version))].toSorted((a, b) => b - a)
  const today = new Date().toISOString().slice(0, 10)
  const begin = () =>
    set({
      consents: { source: 'Fichier', occurred_at: `${today}T00:00:00Z`, text_version: versions[0] ?? 1 },
    })
  return (
    <div className={styles.proof}>
      <p>
        <strong>{w('consents_title')}</strong>
        <br />
        <span className={styles.soft}>{w('consents_why')}</span>
      </p>
      <Checkbox
        label={w('consents_have')}
        checked={proof !== null}
        onChange={(event) => (event.currentTarget.checked ? begin() : set({ consents: null }))}
      />
      {proof && (
        <>
          <TextInput
            label={w('consents_source')}
            placeholder={w('consents_source_example')}
            defaultValue={proof.source}
            onBlur={(event) =>
              event.currentTarget.value.trim() &&
              set({ consents: { ...proof, source: event.currentTarget.value.trim() } })
            }
          />
          <DateField
            className={styles.field}
            label={w('consents_at')}
            max={today}
            value={proof.occurred_at.slice(0, 10)}
            onValue={(day) => set({ consents: { ...proof, occurred_at: `${day}T00:00:00Z` } })}
          />
          <Select
            className={styles.field}
            label={w('consents_version')}
            data={versions.map((version) => ({
              value: String(version),
              label: w('consents_version_is', { version: String(version) }),
            }))}
            value={String(proof.text_version)}
            onChange={(version) => version && set({ consents: { ...proof, text_version: Number(version) } })}
            allowDeselect={false}
          />
        </>
      )}
    </div>
  )
}

type ChoiceProps<T extends string> = {
  label: string
  value: T
  choices: (readonly [T, string])[]
  onChoose: (value: T) => void
}

function Choice<T extends string>({ label, value, choices, onChoose }: ChoiceProps<T>) {
  return (
    <Radio.Group label={label} value={value} onChange={(chosen) => onChoose(chosen as T)}>
      <div className={styles.answers}>
        {choices.map(([one, word]) => (
          <Radio key={one} value={one} label={word} />
        ))}
      </div>
    </Radio.Group>
  )
}
