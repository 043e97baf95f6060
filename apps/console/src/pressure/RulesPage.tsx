/** How much is too much: limits, hours and what holds offers back, written as one and in force from the next message. */
import { useState } from 'react'
import { Alert, Button, NumberInput, Switch } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { Page, Section } from '#ui/components/Page.tsx'
import { failureOf } from '#ui/failure.ts'
import { IconCalendar, IconCash, IconPlus } from '#ui/icons.ts'
import { MessageTabs } from '../campaigns/MessageTabs.tsx'
import { paths } from '../paths.ts'
import { LinkButton } from '../shell/links.tsx'
import { useRole } from '../shell/role.ts'
import { CapFields } from './CapFields.tsx'
import { HoursFields } from './HoursFields.tsx'
import { rulesQuery } from './queries.ts'
import type { Rules, RulesInForce } from './queries.ts'
import { useWords } from './words.ts'
import styles from './pressure.module.css'

export function RulesPage() {
  const w = useWords()
  const inForce = useSuspenseQuery(rulesQuery).data
  return (
    <Page
      title={w('rules_title')}
      lead={w('rules_lead')}
      actions={
        <>
          <LinkButton
            to={paths.message_prices}
            variant="default"
            leftSection={<IconCash size={18} stroke={1.75} />}
          >
            {w('prices_tab')}
          </LinkButton>
          <LinkButton
            to={paths.pressure_month}
            variant="default"
            leftSection={<IconCalendar size={18} stroke={1.75} />}
          >
            {w('month_tab')}
          </LinkButton>
        </>
      }
    >
      <MessageTabs />
      <Form key={inForce.version} inForce={inForce} />
    </Page>
  )
}

function Form({ inForce }: { inForce: RulesInForce }) {
  const w = useWords()
  const queries = useQueryClient()
  const may = useRole().among('owner', 'marketing')
  const [rules, setRules] = useState<Rules>(inForce.rules)
  const set = (changes: Partial<Rules>) => setRules({ ...rules, ...changes })
  const changed = JSON.stringify(rules) !== JSON.stringify(inForce.rules)
  const save = useMutation({
    mutationFn: () => api.put('/pressure-rules', { body: { version: inForce.version, rules } }),
    onSuccess: (now) => {
      queries.setQueryData(rulesQuery.queryKey, now)
      showDone({ message: w('saved') })
    },
  })
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      {!may && <Alert color="gray">{w('reading_only')}</Alert>}
      <fieldset disabled={!may} className={styles.group}>
        <Section title={w('caps_title')} lead={w('caps_lead')}>
          <ul className={styles.caps}>
            {rules.caps.map((cap, at) => (
              <CapFields
                // A cap has no name of its own: its place is what it is.
                key={at}
                cap={cap}
                onCap={(next) => set({ caps: rules.caps.map((one, nth) => (nth === at ? next : one)) })}
                onRemove={() => set({ caps: rules.caps.filter((_, nth) => nth !== at) })}
              />
            ))}
          </ul>
          <div className={styles.actions}>
            <Button
              variant="default"
              leftSection={<IconPlus size={18} stroke={1.75} />}
              onClick={() => set({ caps: [...rules.caps, NEW_CAP] })}
            >
              {w('cap_add')}
            </Button>
            <span className={styles.quiet}>{w('law_phone')}</span>
          </div>
        </Section>
        <Section title={w('hours_title')} lead={w('hours_lead')}>
          <HoursFields rules={rules} set={set} />
        </Section>
        <Section title={w('holds_title')}>
          <Holds rules={rules} set={set} />
        </Section>
      </fieldset>
      {save.error && (
        <Alert color="red" role="alert">
          {failureOf(save.error).title}
        </Alert>
      )}
      {may && (
        <div className={styles.foot}>
          <Button type="submit" loading={save.isPending} disabled={!changed}>
            {w('save')}
          </Button>
          {changed && <span className={styles.quiet}>{w('unsaved')}</span>}
        </div>
      )}
    </form>
  )
}

const NEW_CAP: Rules['caps'][number] = {
  channels: ['email'],
  purposes: ['marketing'],
  max: 1,
  window: { kind: 'rolling', days: 7 },
}

type FieldProps = { rules: Rules; set: (changes: Partial<Rules>) => void }

function Holds({ rules, set }: FieldProps) {
  const w = useWords()
  return (
    <>
      <Switch
        label={w('hold_complaint')}
        checked={rules.complaint_holds}
        onChange={(event) => set({ complaint_holds: event.currentTarget.checked })}
      />
      <Switch
        label={w('hold_loyalty')}
        checked={rules.loyalty_counts}
        onChange={(event) => set({ loyalty_counts: event.currentTarget.checked })}
      />
      <NumberInput
        className={styles.wide}
        label={w('hold_household')}
        suffix={w('days_suffix')}
        min={0}
        max={366}
        value={rules.household_letter_days}
        onChange={(value) => set({ household_letter_days: Number(value) || 0 })}
      />
      <NumberInput
        className={styles.wide}
        label={w('hold_less')}
        suffix={w('days_suffix')}
        min={1}
        max={90}
        value={rules.less_often_days}
        onChange={(value) => set({ less_often_days: Math.max(1, Number(value) || 1) })}
      />
    </>
  )
}
