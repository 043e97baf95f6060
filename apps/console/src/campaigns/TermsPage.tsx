/** What headquarters allows stores, when a second person is asked, and who is never written to for comparison. */
import { useState } from 'react'
import { Button, Checkbox, MultiSelect, NumberInput, Switch } from '@mantine/core'
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { Page, Section } from '#ui/components/Page.tsx'
import { failureOf } from '#ui/failure.ts'
import { paths } from '../paths.ts'
import { MoneyInput } from '../shell/MoneyInput.tsx'
import { useNames } from './names.ts'
import { templatesQuery } from './others.ts'
import { termsQuery } from './queries.ts'
import { useWords } from './words.ts'
import styles from './campaigns.module.css'

const CHANNELS = ['email', 'sms', 'push', 'wallet', 'letter', 'phone'] as const

export function TermsPage() {
  const w = useWords()
  const names = useNames()
  const queries = useQueryClient()
  const templates = useQuery(templatesQuery).data ?? []
  const [terms, setTerms] = useState(useSuspenseQuery(termsQuery).data)
  const change = (changes: Partial<typeof terms>) => setTerms((before) => ({ ...before, ...changes }))
  const save = useMutation({
    mutationFn: () => api.put('/campaign-terms', { body: terms }),
    onSuccess: (saved) => {
      queries.setQueryData(termsQuery.queryKey, saved)
      showDone({ message: w('saved') })
    },
  })
  return (
    <Page
      title={w('terms')}
      lead={w('terms_lead')}
      width="form"
      breadcrumbs={[{ label: w('title'), to: paths.campaigns }]}
    >
      <Section title={w('terms_stores')}>
        <div className={styles.column}>
          <Checkbox.Group
            label={w('terms_channels')}
            value={terms.store_channels}
            onChange={(store_channels) =>
              change({ store_channels: store_channels as typeof terms.store_channels })
            }
          >
            <div className={styles.wrap}>
              {CHANNELS.map((channel) => (
                <Checkbox key={channel} value={channel} label={names.channel(channel)} />
              ))}
            </div>
          </Checkbox.Group>
          <MultiSelect
            label={w('terms_templates')}
            placeholder={terms.store_template_ids.length === 0 ? w('terms_all') : undefined}
            data={templates.map(({ template_id, name }) => ({ value: template_id, label: name }))}
            value={terms.store_template_ids}
            onChange={(store_template_ids) => change({ store_template_ids })}
          />
          <NumberInput
            label={w('terms_month')}
            min={0}
            max={31}
            allowDecimal={false}
            className={styles.short}
            value={terms.store_month_max}
            onChange={(value) => change({ store_month_max: Number(value) })}
          />
          <Switch
            label={w('terms_approval')}
            checked={terms.store_approval}
            onChange={(event) => change({ store_approval: event.currentTarget.checked })}
          />
        </div>
      </Section>
      <Section title={w('terms_all_campaigns')}>
        <div className={styles.fields}>
          <MoneyInput
            label={w('terms_above')}
            placeholder={w('no_limit')}
            cents={terms.approval_above_cents}
            onCents={(approval_above_cents) => change({ approval_above_cents })}
          />
          <NumberInput
            label={w('terms_control')}
            description={w('terms_control_hint')}
            suffix={'\u202f%'}
            min={0}
            max={50}
            value={terms.control_basis_points / 100}
            onChange={(value) => change({ control_basis_points: Math.round(Number(value) * 100) })}
          />
          <NumberInput
            label={w('terms_margin')}
            description={w('terms_margin_hint')}
            suffix={'\u202f%'}
            min={1}
            max={100}
            value={terms.margin_basis_points / 100}
            onChange={(value) =>
              change({ margin_basis_points: Math.max(1, Math.round(Number(value) * 100)) })
            }
          />
        </div>
      </Section>
      {save.error && (
        <p className={styles.problem} role="alert">
          {failureOf(save.error).title}
        </p>
      )}
      <Button className={styles.start} loading={save.isPending} onClick={() => save.mutate()}>
        {w('save')}
      </Button>
    </Page>
  )
}
