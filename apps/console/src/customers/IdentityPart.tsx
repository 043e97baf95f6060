/** Who this is and how they are reached: each value with its source and its day, changed where it stands. */
import { Select, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ChangeCustomer } from '#client/types.ts'
import { api } from '#ui/api.ts'
import { BirthField } from '#ui/components/BirthField.tsx'
import { useFormats } from '#ui/words.ts'
import { storesQuery } from '../session.ts'
import { EditableField } from './EditableField.tsx'
import { Part } from './Part.tsx'
import { useMay, useRefresh } from './queries.ts'
import type { CustomerRecord } from './queries.ts'
import { useWords } from './words.ts'
import type { CustomerWord } from './words.ts'
import styles from './record.module.css'

type Wish = ChangeCustomer['body']
type Props = { record: CustomerRecord; onSave: (wish: Wish) => Promise<unknown>; fromOf: FromOf }
type FromOf = (field: string) => string | undefined

const KNOWN_SOURCES = ['till', 'console', 'card', 'import', 'api', 'demo']

/** « à la caisse »; a source we have no word for is shown as it is named. */
export function useSourceWords() {
  const w = useWords()
  return (source: string) => {
    const known = KNOWN_SOURCES.find((one) => source.startsWith(one))
    return known ? w(`source_${known}` as CustomerWord) : source
  }
}

/** The latest value of each field says where it comes from. */
function useOrigins(customer_id: string): FromOf {
  const w = useWords()
  const f = useFormats()
  const sourceWords = useSourceWords()
  const may = useMay()
  const values = useQuery({
    queryKey: ['/customers', customer_id, 'values'],
    queryFn: ({ signal }) =>
      api.get('/customers/{customer_id}/values', { params: { customer_id }, query: {}, signal }),
    enabled: may.read_proofs,
  }).data?.items
  return (field) => {
    const all = values?.filter((one) => one.field === field) ?? []
    const last = all.toSorted((a, b) => b.recorded_at.localeCompare(a.recorded_at))[0]
    return last && w('from', { source: sourceWords(last.source), date: f.date(last.recorded_at) })
  }
}

export function IdentityPart({ record }: { record: CustomerRecord }) {
  const w = useWords()
  const refresh = useRefresh()
  const { customer_id } = record
  const fromOf = useOrigins(customer_id)
  const onSave = async (wish: Wish) => {
    // A phone that a couple shares was given on purpose: whoever edits a record has it before their eyes.
    const body = { ...wish, accept_duplicates: true }
    await api.patch('/customers/{customer_id}', { params: { customer_id }, body })
    await refresh()
  }
  const parts = { record, onSave, fromOf }
  return (
    <Part title={w('identity')}>
      <div>
        <Names {...parts} />
        <Reached {...parts} />
        <Address {...parts} />
        <Habits {...parts} />
      </div>
    </Part>
  )
}

function Names({ record, onSave, fromOf }: Props) {
  const w = useWords()
  const f = useFormats()
  const text = (field: 'first_name' | 'last_name') => (
    <EditableField
      label={w(field)}
      from={fromOf(field)}
      value={record[field] ?? ''}
      form={(value, set) => (
        <TextInput
          aria-label={w(field)}
          data-autofocus
          maxLength={100}
          value={value}
          onChange={(event) => set(event.currentTarget.value)}
        />
      )}
      onSave={(value) => onSave({ [field]: value.trim() || null })}
    >
      {record[field]}
    </EditableField>
  )
  return (
    <>
      {text('first_name')}
      {text('last_name')}
      <EditableField
        label={w('birth_date')}
        from={fromOf('birth_date')}
        value={record.birth_date?.slice(0, 10) ?? ''}
        form={(value, set) => (
          <BirthField label={w('birth_date')} is_label_hidden value={value} onValue={set} />
        )}
        onSave={(value) => onSave({ birth_date: value || null })}
      >
        {record.birth_date && f.date(record.birth_date.slice(0, 10))}
      </EditableField>
    </>
  )
}

type Reach = CustomerRecord['emails'][number]

function Reached({ record, onSave }: Props) {
  const w = useWords()
  const f = useFormats()
  const sourceWords = useSourceWords()
  const several = (field: 'phones' | 'emails', all: Reach[], write: (value: string) => string) => (
    <EditableField
      label={w(field)}
      value={all.map(({ value }) => write(value)).join(', ')}
      form={(value, set) => (
        <TextInput
          aria-label={w(field)}
          description={w('several')}
          value={value}
          onChange={(event) => set(event.currentTarget.value)}
        />
      )}
      onSave={(value) =>
        onSave({
          [field]: value
            .split(/[,;]/)
            .map((one) => one.trim())
            .filter(Boolean),
        })
      }
    >
      {all.length > 0 &&
        all.map((one) => (
          <div key={one.value}>
            {write(one.value)}
            <span className={styles.small}>
              {w('from', { source: sourceWords(one.source), date: f.date(one.recorded_at) })}
              {one.verified_at && ` · ${w('verified')}`}
            </span>
          </div>
        ))}
    </EditableField>
  )
  return (
    <>
      {several('phones', record.phones, f.phone)}
      {several('emails', record.emails, (value) => value)}
    </>
  )
}

const ADDRESS = ['line1', 'line2', 'postal_code', 'city'] as const

function Address({ record: { address }, onSave, fromOf }: Props) {
  const w = useWords()
  const lines = address && [
    address.line1,
    address.line2,
    [address.postal_code, address.city].filter(Boolean).join(' '),
  ]
  return (
    <EditableField
      label={w('address')}
      from={fromOf('city') ?? fromOf('address_line1')}
      value={Object.fromEntries(ADDRESS.map((part) => [part, address?.[part] ?? '']))}
      form={(value, set) => (
        <div className={styles.form}>
          {ADDRESS.map((part) => (
            <TextInput
              key={part}
              label={w(part)}
              maxLength={120}
              value={value[part] ?? ''}
              onChange={(event) => set({ ...value, [part]: event.currentTarget.value })}
            />
          ))}
        </div>
      )}
      onSave={(value) =>
        onSave({
          address: Object.fromEntries(ADDRESS.map((part) => [part, value[part]?.trim() || null])),
        })
      }
    >
      {lines?.some(Boolean) && lines.filter(Boolean).map((line) => <div key={line}>{line}</div>)}
    </EditableField>
  )
}

function Habits({ record, onSave, fromOf }: Props) {
  const w = useWords()
  const stores = useQueryClient().getQueryData(storesQuery.queryKey)?.items ?? []
  const languages = (['fr', 'en'] as const).map((value) => ({ value, label: w(`language_${value}`) }))
  return (
    <>
      <EditableField
        label={w('home_store')}
        from={fromOf('home_store_id')}
        value={record.home_store_id}
        form={(value, set) => (
          <Select
            aria-label={w('home_store')}
            clearable
            data={stores.map(({ store_id, name }) => ({ value: store_id, label: name }))}
            value={value}
            onChange={set}
          />
        )}
        onSave={(home_store_id) => onSave({ home_store_id })}
      >
        {stores.find(({ store_id }) => store_id === record.home_store_id)?.name}
      </EditableField>
      <EditableField
        label={w('language')}
        value={record.language}
        form={(value, set) => (
          <Select
            aria-label={w('language')}
            allowDeselect={false}
            data={languages}
            value={value}
            onChange={(chosen) => set(chosen ?? value)}
          />
        )}
        onSave={(language) => onSave({ language: language as 'fr' | 'en' })}
      >
        {languages.find(({ value }) => value === record.language)?.label}
      </EditableField>
      <EditableField label={w('card_number')} from={fromOf('card_number')}>
        <span className="figures">{record.card_number_grouped}</span>
      </EditableField>
      {record.external_ids.length > 0 && (
        <EditableField label={w('externals')}>
          {record.external_ids.map(({ system, value }) => (
            <div key={`${system}:${value}`}>
              {system} {value}
            </div>
          ))}
        </EditableField>
      )}
    </>
  )
}
