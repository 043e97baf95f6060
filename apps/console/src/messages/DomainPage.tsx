/** The domain that mail is sent from: the lines to publish, whether they stand there, and how far it is trusted. */
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ListSendingDomains } from '#client/types.ts'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Page, Section } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { failureOf } from '#ui/failure.ts'
import { useFormats } from '#ui/words.ts'
import { MessageTabs } from '../campaigns/MessageTabs.tsx'
import { useRole } from '../shell/role.ts'
import { DomainForm } from './DomainForm.tsx'
import { DomainRecord } from './DomainRecord.tsx'
import { domainsQuery } from './queries.ts'
import { WarmUp } from './WarmUp.tsx'
import { useWords } from './words.ts'
import styles from './domain.module.css'

export type Domain = ListSendingDomains['answer']['items'][number]

export function DomainPage() {
  const w = useWords()
  const owner = useRole().among('owner')
  return (
    <Page title={w('domain')} lead={w('domain_for')}>
      <MessageTabs />
      {owner ? <Domains /> : <p className={styles.soft}>{w('domain_owner')}</p>}
    </Page>
  )
}

function Domains() {
  const w = useWords()
  const { data, error, refetch } = useQuery(domainsQuery)
  const [adding, setAdding] = useState(false)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <TextSkeleton lines={6} />
  const alone = data.items.length === 0
  return (
    <>
      {data.items.map((domain) => (
        <OneDomain key={domain.domain} domain={domain} />
      ))}
      {data.warm_up && <WarmUp warm_up={data.warm_up} />}
      {alone || adding ? (
        <Section title={w('domain_add')}>
          <DomainForm onSaved={() => setAdding(false)} />
        </Section>
      ) : (
        <Button variant="default" className={styles.add} onClick={() => setAdding(true)}>
          {w('domain_add')}
        </Button>
      )}
    </>
  )
}

function OneDomain({ domain: one }: { domain: Domain }) {
  const w = useWords()
  const f = useFormats()
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const params = { domain: one.domain }
  const check = async () => {
    setBusy(true)
    try {
      const { verified_at } = await api.put('/sending-domains/{domain}/check', { params })
      await queries.invalidateQueries({ queryKey: domainsQuery.queryKey })
      showDone({ message: w(verified_at ? 'domain_all_right' : 'domain_not_yet') })
    } catch (error) {
      showDone({ message: failureOf(error).title })
    }
    setBusy(false)
  }
  const remove = async () => {
    const title = w('domain_remove_title', { domain: one.domain })
    const sure = await confirmWithCount({
      title,
      children: w('domain_remove_body'),
      confirm: w('domain_remove'),
      danger: true,
    })
    if (!sure) return
    await api.delete('/sending-domains/{domain}', { params })
    showDone({ message: w('domain_removed') })
    await queries.invalidateQueries({ queryKey: domainsQuery.queryKey })
  }
  return (
    <Section
      title={one.domain}
      lead={`${w(one.stream === 'marketing' ? 'domain_marketing' : 'domain_service')} · ${w('domain_writes_as', { address: `${one.mailbox_name}@${one.domain}` })}`}
      actions={
        <Button loading={busy} onClick={() => void check()}>
          {w('domain_check')}
        </Button>
      }
    >
      <p className={styles.standing} data-ready={one.verified_at !== null || undefined}>
        <strong>{w(one.verified_at ? 'domain_ready' : 'domain_waiting')}</strong>
        {' · '}
        {one.checked_at ? w('domain_checked', { when: f.dateTime(one.checked_at) }) : w('domain_unchecked')}
      </p>
      <ul className={styles.records}>
        {one.records.map((record) => (
          <DomainRecord key={record.what} record={record} state={one.checks[record.what] ?? null} />
        ))}
      </ul>
      <Button variant="subtle" color="gray" className={styles.add} onClick={() => void remove()}>
        {w('domain_remove')}
      </Button>
    </Section>
  )
}
