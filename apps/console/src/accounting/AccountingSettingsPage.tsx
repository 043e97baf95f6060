/** How the shop counts what it owes, and to which accounts; each change is kept with its reason. */
import { useState } from 'react'
import { Button, Radio, Textarea } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Page } from '#ui/components/Page.tsx'
import { useFormats } from '#ui/words.ts'
import { LoyaltyTabs } from '../loyalty/LoyaltyTabs.tsx'
import { paths } from '../paths.ts'
import { useRole } from '../shell/role.ts'
import { AccountFields, isAccount } from './AccountFields.tsx'
import { ByHandFields } from './ByHandFields.tsx'
import { PercentInput } from './PercentInput.tsx'
import { monthsQuery, settingsQuery } from './queries.ts'
import type { Settings } from './queries.ts'
import { useWords } from './words.ts'
import styles from './accounting.module.css'

const METHODS = ['provision', 'deferred', 'ifrs15'] as const

export type FieldsProps = {
  settings: Settings
  set: (change: Partial<Settings>) => void
  disabled: boolean
}

/** What a person decides against the figures. */
const decided = ({ units, voucher_use_bp }: Settings) => JSON.stringify([units, voucher_use_bp])

export function AccountingSettingsPage() {
  const w = useWords()
  const f = useFormats()
  const queries = useQueryClient()
  const known = useSuspenseQuery(settingsQuery).data
  const [settings, setSettings] = useState<Settings>(known.settings)
  const [reason, setReason] = useState('')
  const disabled = !useRole().among('owner')
  const set = (change: Partial<Settings>) => setSettings({ ...settings, ...change })
  const saving = useMutation({
    mutationFn: () => {
      const why = reason.trim()
      const body = { version: known.version + 1, settings, ...(why && { reason: why }) }
      return api.put('/accounting/settings', { body })
    },
    onSuccess: (saved) => {
      queries.setQueryData(settingsQuery.queryKey, saved)
      void queries.invalidateQueries({ queryKey: monthsQuery.queryKey })
      setReason('')
      showDone({ message: w('saved', { version: saved.version }) })
    },
  })
  const changed = JSON.stringify(settings) !== JSON.stringify(known.settings)
  const needs_reason = decided(settings) !== decided(known.settings)
  const wrong_account = Object.values(settings.accounts).some((one) => !isAccount(one))
  const wrong_journal = !/^[A-Z0-9]{1,6}$/.test(settings.journal_code) || settings.journal_label.trim() === ''
  const ready = changed && !wrong_account && !wrong_journal && (!needs_reason || reason.trim() !== '')
  return (
    <Page
      width="form"
      title={w('settings')}
      lead={w('settings_lead')}
      breadcrumbs={[{ label: w('title'), to: paths.accounting }]}
    >
      <LoyaltyTabs />
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) saving.mutate()
        }}
      >
        {disabled && <p className={styles.lead}>{w('read_only')}</p>}
        <section className={styles.fields} aria-labelledby="method">
          <h2 id="method" className={styles.asked}>
            {w('method')}
          </h2>
          <Radio.Group
            aria-labelledby="method"
            value={settings.method}
            onChange={(method) => set({ method: method as Settings['method'] })}
          >
            <div className={styles.answers}>
              {METHODS.map((method) => (
                <Radio
                  key={method}
                  value={method}
                  disabled={disabled}
                  label={w(`method_${method}`)}
                  description={w(`method_${method}_for`)}
                />
              ))}
            </div>
          </Radio.Group>
        </section>
        <section className={styles.fields} aria-labelledby="rates">
          <h2 id="rates" className={styles.asked}>
            {w('rates')}
          </h2>
          <PercentInput
            label={w('vat_rate')}
            description={w('vat_rate_hint')}
            disabled={disabled}
            basis_points={settings.vat_rate_bp}
            onBasisPoints={(vat_rate_bp) => set({ vat_rate_bp: vat_rate_bp ?? 0 })}
          />
          <PercentInput
            label={w('margin')}
            description={w('margin_hint')}
            disabled={disabled}
            basis_points={settings.margin_bp}
            onBasisPoints={(margin_bp) => set({ margin_bp })}
          />
        </section>
        <ByHandFields settings={settings} set={set} disabled={disabled} />
        <AccountFields settings={settings} set={set} disabled={disabled} defaults={known.defaults} />
        {!disabled && (
          <section className={styles.fields}>
            {changed && (
              <Textarea
                label={w('reason')}
                description={needs_reason ? w('reason_needed') : w('reason_hint')}
                required={needs_reason}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
                maxLength={500}
                autosize
                minRows={2}
              />
            )}
            {saving.error && <ErrorState error={saving.error} onRetry={() => saving.mutate()} />}
            <Button type="submit" disabled={!ready} loading={saving.isPending} className={styles.save}>
              {w('save')}
            </Button>
          </section>
        )}
        {known.written_at && (
          <p className={styles.note}>
            {w('last_change', { date: f.date(known.written_at), name: known.written_by_name ?? '' })}{' '}
            {known.reason && `« ${known.reason} »`}
          </p>
        )}
      </form>
    </Page>
  )
}
