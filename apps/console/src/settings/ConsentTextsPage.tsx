/** What customers are asked, by version: a new one is written, an old one never changes. */
import { useState } from 'react'
import { Alert, Badge, Button, Modal, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ListConsentTexts, WriteConsentText } from '#client/types.ts'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Page, Section } from '#ui/components/Page.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { failureOf } from '#ui/failure.ts'
import { houseWords } from '#ui/house-words.ts'
import { paths } from '../paths.ts'
import { useRole } from '../shell/role.ts'
import { useWords } from './words.ts'
import styles from './settings.module.css'

type Text = ListConsentTexts['answer']['items'][number]
type Group = { channel: Text['channel']; purpose: string; texts: Text[] }

const textsQuery = {
  queryKey: ['/consent-texts'],
  queryFn: async ({ signal }: { signal: AbortSignal }) => (await api.get('/consent-texts', { signal })).items,
}
const LENGTH_MIN = 20

export function ConsentTextsPage() {
  const w = useWords()
  const found = useQuery(textsQuery)
  const groups = Map.groupBy(found.data ?? [], ({ channel, purpose }) => `${channel} ${purpose}`)
  return (
    <Page
      title={w('texts_title')}
      lead={w('texts_lead')}
      breadcrumbs={[{ label: w('title'), to: paths.settings }]}
    >
      {found.error && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <TextSkeleton lines={8} />}
      <div className={styles.texts}>
        {[...groups].map(([key, texts]) => (
          <TextGroup key={key} group={{ channel: texts[0]!.channel, purpose: texts[0]!.purpose, texts }} />
        ))}
      </div>
    </Page>
  )
}

/** « E-mail : nouvelles et offres ». A purpose the shop made itself keeps the name it was given. */
function useGroupName() {
  const w = useWords()
  return ({ channel, purpose }: Group) =>
    w('text_of', {
      channel: w(`channel_${channel as 'email'}`),
      purpose: purpose === 'offers' ? w('purpose_offers') : purpose.replaceAll('_', ' '),
    })
}

function TextGroup({ group }: { group: Group }) {
  const w = useWords()
  const name = useGroupName()(group)
  const may = useRole().among('owner', 'marketing')
  const [writing, setWriting] = useState(false)
  const latest = Math.max(...group.texts.map(({ version }) => version))
  const current = group.texts.filter(({ version }) => version === latest)
  const earlier = group.texts.filter(({ version }) => version !== latest)
  const versions = new Set(earlier.map(({ version }) => version)).size
  return (
    <Section
      title={name}
      actions={
        may && (
          <Button variant="default" onClick={() => setWriting(true)}>
            {w('new_version')}
          </Button>
        )
      }
    >
      {current.map((text) => (
        <OneText key={text.language} text={text} />
      ))}
      {versions > 0 && (
        <details className={styles.earlier}>
          <summary>{w('earlier', { count: versions })}</summary>
          {earlier.map((text) => (
            <OneText key={`${text.version} ${text.language}`} text={text} />
          ))}
        </details>
      )}
      {writing && <NewVersion group={group} version={latest + 1} onClose={() => setWriting(false)} />}
    </Section>
  )
}

function OneText({ text }: { text: Text }) {
  const w = useWords()
  return (
    <blockquote className={styles.text}>
      <span className={styles.soft}>
        {w('version', { version: String(text.version) })} · {w(`text_${text.language as 'fr'}`)}{' '}
        {text.in_force && <Badge color="green">{w('in_force')}</Badge>}
      </span>
      <p lang={text.language}>{text.text}</p>
    </blockquote>
  )
}

type NewProps = { group: Group; version: number; onClose: () => void }

function NewVersion({ group, version, onClose }: NewProps) {
  const w = useWords()
  const house = houseWords.useWords()
  const queries = useQueryClient()
  const textIn = (language: string) =>
    group.texts.find((one) => one.version === version - 1 && one.language === language)?.text ?? ''
  const [texts, setTexts] = useState({ fr: textIn('fr'), en: textIn('en') })
  const write = useMutation({
    mutationFn: async () => {
      for (const language of ['fr', 'en'] as const) {
        const { channel, purpose } = group
        const params = { channel, purpose, version, language } as WriteConsentText['params']
        await api.put('/consent-texts/{channel}/{purpose}/{version}/{language}', {
          params,
          body: { text: texts[language].trim() },
        })
      }
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: textsQuery.queryKey })
      showDone({ message: w('written') })
      onClose()
    },
  })
  const ready = Object.values(texts).every((text) => text.trim().length >= LENGTH_MIN)
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={w('new_version_of', { name: useGroupName()(group) })}
      closeButtonProps={{ 'aria-label': house('close') }}
    >
      <div className={styles.part}>
        {(['fr', 'en'] as const).map((language) => (
          <Textarea
            key={language}
            label={w(`text_${language}`)}
            description={w('text_hint')}
            lang={language}
            value={texts[language]}
            onChange={(event) => setTexts({ ...texts, [language]: event.currentTarget.value })}
            maxLength={2000}
            autosize
            minRows={3}
          />
        ))}
        <span className={styles.soft}>{w('write_why')}</span>
        {write.error && <Alert color="red">{failureOf(write.error).title}</Alert>}
        <Button
          className={styles.start}
          loading={write.isPending}
          disabled={!ready}
          onClick={() => write.mutate()}
        >
          {w('write')}
        </Button>
      </div>
    </Modal>
  )
}
