/** A domain of one's own, and the address that writes from it. */
import { Alert, Button, SegmentedControl, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { domainsQuery } from './queries.ts'
import { useWords } from './words.ts'
import styles from './domain.module.css'

export function DomainForm({ onSaved }: { onSaved: () => void }) {
  const w = useWords()
  const queries = useQueryClient()
  const [domain, setDomain] = useState('')
  const [mailbox, setMailbox] = useState(w('domain_mailbox_example'))
  const [stream, setStream] = useState<'marketing' | 'service'>('marketing')
  const [failed, setFailed] = useState<string>()
  const mailbox_name = mailbox.trim().toLowerCase()
  const name = domain.trim().toLowerCase()
  const save = async (event: SyntheticEvent) => {
    event.preventDefault()
    try {
      await api.put('/sending-domains/{domain}', { params: { domain: name }, body: { stream, mailbox_name } })
      await queries.invalidateQueries({ queryKey: domainsQuery.queryKey })
      showDone({ message: w('domain_saved') })
      onSaved()
    } catch (error) {
      setFailed(failureOf(error).title)
    }
  }
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)}>
      {failed && (
        <Alert color="red" role="alert">
          {failed}
        </Alert>
      )}
      <TextInput
        label={w('domain_name')}
        placeholder={w('domain_name_example')}
        required
        withAsterisk={false}
        maxLength={200}
        spellCheck={false}
        autoCapitalize="none"
        value={domain}
        onChange={(event) => setDomain(event.currentTarget.value)}
      />
      <TextInput
        label={w('domain_mailbox')}
        required
        withAsterisk={false}
        maxLength={40}
        spellCheck={false}
        autoCapitalize="none"
        value={mailbox}
        description={
          name && mailbox_name ? w('domain_writes_as', { address: `${mailbox_name}@${name}` }) : undefined
        }
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        onChange={(event) => setMailbox(event.currentTarget.value)}
      />
      <div>
        <SegmentedControl
          aria-label={w('domain_stream')}
          value={stream}
          onChange={(value) => setStream(value as typeof stream)}
          data={[
            { value: 'marketing', label: w('domain_marketing') },
            { value: 'service', label: w('domain_service') },
          ]}
        />
      </div>
      <Button type="submit" className={styles.add}>
        {w('domain_save')}
      </Button>
    </form>
  )
}
