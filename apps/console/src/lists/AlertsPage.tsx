/** What one asked to be told: what there is to see, and the rules that tell it. */
import { Button } from '@mantine/core'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Page, Section } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { useCursorRows } from '#ui/cursor-rows.ts'
import { CustomersTabs } from '../customers/CustomersTabs.tsx'
import { AlertList, useSeeing } from './AlertList.tsx'
import { AlertRules } from './AlertRules.tsx'
import { useWords } from './words.ts'

export function AlertsPage() {
  const w = useWords()
  const awaiting = useCursorRows('/alerts', { query: { seen: false } }, 50)
  const seen = useCursorRows('/alerts', { query: { seen: true } }, 20)
  const see = useSeeing()
  return (
    <Page title={w('alerts')} lead={w('alerts_lead')}>
      <CustomersTabs />
      <Section
        title={w('to_see')}
        actions={
          awaiting.rows.length > 1 && (
            <Button variant="default" loading={see.isPending} onClick={() => see.mutate(awaiting.rows)}>
              {w('see_all')}
            </Button>
          )
        }
      >
        {awaiting.loading && <TextSkeleton lines={3} />}
        {Boolean(awaiting.error) && <ErrorState error={awaiting.error} onRetry={awaiting.onRetry} />}
        {!awaiting.loading && awaiting.rows.length === 0 && (
          <EmptyState picture="receipt" title={w('no_alerts')}>
            {w('no_alerts_for')}
          </EmptyState>
        )}
        <AlertList alerts={awaiting.rows} onSee={(alert) => see.mutate([alert])} />
      </Section>
      <AlertRules />
      {seen.rows.length > 0 && (
        <Section title={w('seen')}>
          <AlertList alerts={seen.rows} />
        </Section>
      )}
    </Page>
  )
}
