/** A short message, written on the spot and put in service: a template of its own, with all of a template's checks. */
import { useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { newId } from '#lib/id.ts'
import { api, ApiError } from '#ui/api.ts'
import { failureOf } from '#ui/failure.ts'
import { useLanguage } from '#ui/words.ts'
import { ChipsField } from '../templates/ChipsField.tsx'
import { useNames } from './names.ts'
import { templatesQuery } from './others.ts'
import type { Channel, Plan } from './queries.ts'
import { useWords } from './words.ts'
import styles from './campaigns.module.css'

type Props = {
  channel: Channel
  purpose: Plan['purpose']
  name: string
  onWritten: (template_id: string) => void
  onClose: () => void
}

type Finding = { words?: string; level: string }

export function WriteMessage({ channel, purpose, name, onWritten, onClose }: Props) {
  const w = useWords()
  const names = useNames()
  const language = useLanguage()
  const queries = useQueryClient()
  const [template_id] = useState(() => newId())
  const [title, setTitle] = useState(name)
  const [text, setText] = useState('')
  const variant = channel === 'sms' ? { text } : { title, text, picture_id: null, target: 'card' as const }
  const draft = { fr: language === 'fr' ? variant : null, en: language === 'en' ? variant : null }
  const preview = useMutation({
    mutationFn: (words: string) =>
      api.post('/template-previews', {
        body: { channel, purpose, language, variant: { ...variant, text: words } },
      }),
  })
  const save = useMutation({
    mutationFn: async () => {
      const body = { channel, purpose, name: `${name} (${names.channel(channel)})`, draft }
      await api.put('/templates/{template_id}', { params: { template_id }, body })
      await api.put('/templates/{template_id}/versions/{version}', { params: { template_id, version: 1 } })
    },
    onSuccess: async () => {
      await queries.invalidateQueries(templatesQuery)
      onWritten(template_id)
    },
    onError: () => preview.mutate(text),
  })
  const findings = (preview.data?.findings ?? []) as Finding[]
  const blocked = save.error instanceof ApiError && save.error.code === 'template_not_ready'
  return (
    <div
      className={styles.writing}
      role="group"
      aria-label={w('writing', { channel: names.channel(channel) })}
    >
      {channel !== 'sms' && (
        <TextInput
          label={w(channel === 'wallet' ? 'wallet_title' : 'push_title')}
          maxLength={120}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
      )}
      <ChipsField
        label={names.channel(channel)}
        hint={w(channel === 'sms' ? 'sms_hint' : channel === 'wallet' ? 'wallet_hint' : 'push_hint')}
        example={w(channel === 'sms' ? 'sms_example' : 'push_example')}
        rows={3}
        maxLength={channel === 'sms' ? 1_200 : 500}
        value={text}
        onValue={setText}
        onLeave={() => text.trim() !== '' && preview.mutate(text)}
      />
      {preview.data && text.trim() !== '' && (
        <>
          <p className={styles.soft}>
            {preview.data.sms && `${w('sms_parts', { count: preview.data.sms.parts })} `}
            {w('preview_as')}
          </p>
          <p className={styles.bubble}>{preview.data.text}</p>
        </>
      )}
      {findings.length > 0 && (
        <ul className={styles.findings}>
          {findings.map((one, at) => (
            <li key={at} data-level={one.level}>
              {one.words}
            </li>
          ))}
        </ul>
      )}
      {save.error && (
        <p className={styles.problem} role="alert">
          {blocked ? w('not_ready') : failureOf(save.error).title}
        </p>
      )}
      <div className={styles.wrap}>
        <Button loading={save.isPending} disabled={text.trim() === ''} onClick={() => save.mutate()}>
          {w('keep_message')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onClose}>
          {w('cancel')}
        </Button>
      </div>
    </div>
  )
}
