/** A new card: who, how to reach them, what they agree to. Somebody with the same phone is shown before. */
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { Alert, Button, Checkbox, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { newId } from '#lib/id.ts'
import { api, ApiError } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { BirthField } from '#ui/components/BirthField.tsx'
import { Page, Section } from '#ui/components/Page.tsx'
import { failureOf } from '#ui/failure.ts'
import { useLanguage } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { storesQuery } from '../session.ts'
import { useStoreId } from '../shell/SignedIn.tsx'
import { consentTextsQuery } from './ConsentsPart.tsx'
import { Duplicates } from './Duplicates.tsx'
import type { Candidate } from './Duplicates.tsx'
import { blankCard, readCard } from './new-card.ts'
import type { CardForm } from './new-card.ts'
import { fullName, useRefresh } from './queries.ts'
import { useWords } from './words.ts'
import styles from './record.module.css'

const CHANNELS = ['email', 'sms'] as const

export function NewCustomerPage() {
  const w = useWords()
  const stores = useSuspenseQuery(storesQuery).data.items.filter((one) => !one.closed_at)
  const chosen_store = useStoreId() ?? (stores.length === 1 ? stores[0]!.store_id : null)
  const [form, setForm] = useState<CardForm>({ ...blankCard, home_store_id: chosen_store })
  const set = (change: Partial<CardForm>) => setForm((now) => ({ ...now, ...change }))
  const create = useCreate(form)
  const candidates = candidatesOf(create.error)
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    create.mutate({})
  }
  const ready = [form.first_name, form.last_name, form.phone, form.email].some((value) => value.trim())
  return (
    <Page
      width="form"
      title={w('new_title')}
      lead={w('new_lead')}
      breadcrumbs={[{ label: w('title'), to: paths.customers }]}
    >
      <form className={styles.form} onSubmit={submit}>
        <Who form={form} set={set} />
        <Section title={w('new_reach')}>
          <Line form={form} set={set} name="phone" type="tel" placeholder="06 12 34 56 78" />
          <Line form={form} set={set} name="email" type="email" />
          {stores.length > 1 && (
            <Select
              label={w('home_store')}
              clearable
              data={stores.map(({ store_id, name }) => ({ value: store_id, label: name }))}
              value={form.home_store_id}
              onChange={(home_store_id) => set({ home_store_id })}
            />
          )}
        </Section>
        <Consents form={form} set={set} />
        <Further form={form} set={set} />
        {candidates.length > 0 && (
          <Duplicates
            candidates={candidates}
            busy={create.isPending}
            onOther={() => create.mutate({ accept_duplicates: true })}
          />
        )}
        {create.error && candidates.length === 0 && (
          <Alert color="red" role="alert">
            {failureOf(create.error).title}
          </Alert>
        )}
        {candidates.length === 0 && (
          <div className={styles.foot}>
            <Button type="submit" loading={create.isPending} disabled={!ready}>
              {w('create')}
            </Button>
            {!ready && <span className={styles.quiet}>{w('something_needed')}</span>}
          </div>
        )}
      </form>
    </Page>
  )
}

const candidatesOf = (error: unknown) =>
  error instanceof ApiError && error.code === 'possible_duplicate'
    ? (error.problem.candidates as Candidate[])
    : []

function useCreate(form: CardForm) {
  const w = useWords()
  const navigate = useNavigate()
  const refresh = useRefresh()
  const queries = useQueryClient()
  const language = useLanguage()
  // One id for one form: sent twice, it makes one card.
  const [customer_id] = useState(() => newId())
  return useMutation({
    mutationFn: (more: { accept_duplicates?: true }) => {
      const texts = queries.getQueryData<{ items: Text[] }>(consentTextsQuery.queryKey)?.items ?? []
      const body = { ...readCard(form, texts, language), source: 'console', ...more }
      return api.put('/customers/{customer_id}', { params: { customer_id }, body })
    },
    onSuccess: async ({ customer }) => {
      await refresh()
      showDone({ message: w('created_done', { name: fullName(customer) }) })
      await navigate({ to: paths.customer, params: { customer_id } })
    },
  })
}

type Text = { channel: string; version: number; language: string; text: string; in_force: boolean }
type PartProps = { form: CardForm; set: (change: Partial<CardForm>) => void }
type LineProps = PartProps & {
  name: 'first_name' | 'last_name' | 'phone' | 'email' | 'line1' | 'postal_code' | 'city' | 'tags'
  type?: string
  placeholder?: string
}

function Line({ form, set, name, type = 'text', placeholder }: LineProps) {
  const w = useWords()
  return (
    <TextInput
      label={w(name)}
      type={type}
      autoComplete="off"
      maxLength={200}
      {...(placeholder && { placeholder })}
      value={form[name]}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  )
}

function Who(props: PartProps) {
  const w = useWords()
  return (
    <Section title={w('new_who')}>
      <Line {...props} name="first_name" />
      <Line {...props} name="last_name" />
    </Section>
  )
}

function Consents({ form, set }: PartProps) {
  const w = useWords()
  const language = useLanguage()
  const texts = useQuery(consentTextsQuery).data?.items ?? []
  return (
    <Section title={w('new_consents')} lead={w('new_consents_lead')}>
      {CHANNELS.map((channel) => {
        const text = texts.find((one) => one.channel === channel && one.language === language && one.in_force)
        const given = form.consents.includes(channel)
        return (
          text && (
            <Checkbox
              key={channel}
              label={text.text}
              checked={given}
              onChange={() =>
                set({
                  consents: given
                    ? form.consents.filter((one) => one !== channel)
                    : [...form.consents, channel],
                })
              }
            />
          )
        )
      })}
    </Section>
  )
}

function Further(props: PartProps) {
  const { form, set } = props
  const w = useWords()
  const [open, setOpen] = useState(false)
  if (!open)
    return (
      <Button variant="subtle" onClick={() => setOpen(true)} style={{ justifySelf: 'start' }}>
        {w('new_more')}
      </Button>
    )
  return (
    <Section title={w('new_more')}>
      <BirthField
        label={w('birth_date')}
        value={form.birth_date}
        onValue={(birth_date) => set({ birth_date })}
      />
      <Line {...props} name="line1" />
      <Line {...props} name="postal_code" />
      <Line {...props} name="city" />
      <Line {...props} name="tags" placeholder={w('tag_placeholder')} />
    </Section>
  )
}
