/** Where to begin: a message that is ready, of the channel that is wanted, or a blank page. */
import { useState } from 'react'
import { Alert, Modal, SegmentedControl, UnstyledButton } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { failureOf } from '#ui/failure.ts'
import { paths } from '../paths.ts'
import { ChannelIcon } from './ChannelIcon.tsx'
import { emptyVariant } from './empty.ts'
import {
  CHANNELS,
  useRefreshTemplates,
  useStarters,
  type Channel,
  type Draft,
  type Purpose,
} from './queries.ts'
import { useWords } from './words.ts'
import styles from './templates.module.css'

type Props = { opened: boolean; onClose: () => void; channel: Channel | undefined }
type Wish = { name: string; channel: Channel; purpose: Purpose; draft: Draft }

export function NewTemplate({ opened, onClose, channel: wanted }: Props) {
  const w = useWords()
  const navigate = useNavigate()
  const refresh = useRefreshTemplates()
  const [channel, setChannel] = useState<Channel>(wanted ?? 'email')
  const starters = (useStarters().data?.items ?? []).filter((one) => one.channel === channel)
  const make = useMutation({
    mutationFn: (body: Wish) =>
      api.put('/templates/{template_id}', { params: { template_id: newId() }, body }),
    onSuccess: async ({ template_id }) => {
      await refresh()
      onClose()
      void navigate({ to: paths.template, params: { template_id } })
    },
  })
  const blank: Wish = {
    name: w('untitled'),
    channel,
    purpose: 'marketing',
    draft: { fr: emptyVariant(channel), en: null },
  }
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={w('new_title')}
      size="xl"
      closeButtonProps={{ 'aria-label': w('close') }}
    >
      <div className={styles.form}>
        <p className={styles.soft}>{w('new_lead')}</p>
        <SegmentedControl
          aria-label={w('channel')}
          value={channel}
          onChange={(value) => setChannel(value as Channel)}
          data={CHANNELS.map((one) => ({ value: one, label: w(`channel_${one}`) }))}
          className={styles.channels}
        />
        {make.error && <Alert color="red">{failureOf(make.error).title}</Alert>}
        <ul className={styles.starters}>
          {starters.map(({ starter, name, about, purpose, draft }) => (
            <li key={starter}>
              <Choice
                label={name}
                about={about}
                kind={w(`purpose_${purpose}`)}
                channel={channel}
                disabled={make.isPending}
                onChoose={() => make.mutate({ name, channel, purpose, draft: draft as Draft })}
              />
            </li>
          ))}
          <li>
            <Choice
              label={w('starter_empty')}
              about={w('starter_empty_about')}
              channel={channel}
              disabled={make.isPending}
              onChoose={() => make.mutate(blank)}
            />
          </li>
        </ul>
      </div>
    </Modal>
  )
}

type ChoiceProps = {
  label: string
  about: string
  kind?: string
  channel: Channel
  disabled: boolean
  onChoose: () => void
}

function Choice({ label, about, kind, channel, disabled, onChoose }: ChoiceProps) {
  return (
    <UnstyledButton className={styles.starter} disabled={disabled} onClick={onChoose}>
      <span className={styles.cardIcon}>
        <ChannelIcon channel={channel} />
      </span>
      <span className={styles.cardName}>{label}</span>
      <span className={styles.soft}>{about}</span>
      {kind && <span className={styles.kind}>{kind}</span>}
    </UnstyledButton>
  )
}
