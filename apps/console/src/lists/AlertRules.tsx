/** The rules of alerts: written in words, changed and removed in place. */
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { ActionIcon, Alert, Button, Modal, TextInput } from '@mantine/core'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ListAlertRules } from '#client/types.ts'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { Section } from '#ui/components/Page.tsx'
import { failureOf } from '#ui/failure.ts'
import { IconBell, IconPencil, IconTrash } from '#ui/icons.ts'
import { useMay } from '../customers/queries.ts'
import { CriteriaFields } from './CriteriaFields.tsx'
import { isAboutOneSale, useCriteriaWords } from './criteria.ts'
import type { AlertCriteria, Criteria } from './criteria.ts'
import { useWords } from './words.ts'
import styles from './lists.module.css'

type Rule = ListAlertRules['answer']['items'][number]
const MEASURES = ['sale_cents', 'sale_items', 'spend_cents', 'purchases', 'items'] as const
const FIRST: AlertCriteria = { measure: 'sale_cents', at_least: 30_000 }
const icon = { size: 18, stroke: 1.75 }

export const rulesQuery = queryOptions({
  queryKey: ['/alert-rules'],
  queryFn: ({ signal }) => api.get('/alert-rules', { signal }),
})

export function AlertRules() {
  const w = useWords()
  const may = useMay()
  const criteriaWords = useCriteriaWords()
  const queries = useQueryClient()
  const [form, setForm] = useState<{ rule?: Rule }>()
  const rules = useQuery(rulesQuery).data?.items
  const end = useMutation({
    mutationFn: ({ rule_id }: Rule) => api.delete('/alert-rules/{rule_id}', { params: { rule_id } }),
    onSuccess: async (_, { name }) => {
      await queries.invalidateQueries({ queryKey: ['/alert-rules'] })
      showDone({ message: w('rule_removed', { name }) })
    },
  })
  return (
    <Section
      title={w('follow')}
      lead={w('follow_lead')}
      actions={
        may.write_lists && (
          <Button leftSection={<IconBell {...icon} />} onClick={() => setForm({})}>
            {w('new_rule')}
          </Button>
        )
      }
    >
      {rules?.length === 0 && <p className={styles.quiet}>{w('no_rules')}</p>}
      <ul className={styles.alerts}>
        {rules?.map((rule) => {
          const what = criteriaWords(rule.criteria)
          const about = isAboutOneSale(rule.criteria.measure) ? 'when_one_sale' : 'when_one_customer'
          return (
            <li key={rule.rule_id} className={styles.alert}>
              <div>
                <p className={styles.alertTitle}>{rule.name}</p>
                <p className={styles.quiet}>{w(about, { what })}</p>
              </div>
              {may.write_lists && (
                <div className={styles.pair}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="lg"
                    aria-label={`${w('edit')} : ${rule.name}`}
                    onClick={() => setForm({ rule })}
                  >
                    <IconPencil {...icon} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="lg"
                    aria-label={w('remove_rule', { name: rule.name })}
                    onClick={() => end.mutate(rule)}
                  >
                    <IconTrash {...icon} />
                  </ActionIcon>
                </div>
              )}
            </li>
          )
        })}
      </ul>
      <Modal
        opened={form !== undefined}
        onClose={() => setForm(undefined)}
        title={w(form?.rule ? 'edit_rule_title' : 'new_rule_title')}
        closeButtonProps={{ 'aria-label': w('close') }}
      >
        {form && <RuleForm {...form} onDone={() => setForm(undefined)} />}
      </Modal>
    </Section>
  )
}

function RuleForm({ rule, onDone }: { rule?: Rule; onDone: () => void }) {
  const w = useWords()
  const queries = useQueryClient()
  const [name, setName] = useState(rule?.name ?? '')
  const [criteria, setCriteria] = useState<Criteria>(rule?.criteria ?? FIRST)
  const [rule_id] = useState(() => rule?.rule_id ?? newId())
  const save = useMutation({
    mutationFn: () => {
      const { category: _, ...wish } = criteria
      const body = { name: name.trim(), criteria: wish }
      return api.put('/alert-rules/{rule_id}', { params: { rule_id }, body })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['/alert-rules'] })
      showDone({ message: w('rule_saved') })
      onDone()
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        label={w('rule_name')}
        placeholder={w('rule_example')}
        required
        withAsterisk={false}
        maxLength={100}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <CriteriaFields value={criteria} onChange={setCriteria} measures={MEASURES} />
      {save.error && (
        <Alert color="red" role="alert">
          {failureOf(save.error).title}
        </Alert>
      )}
      <Button type="submit" loading={save.isPending}>
        {w('save')}
      </Button>
    </form>
  )
}
