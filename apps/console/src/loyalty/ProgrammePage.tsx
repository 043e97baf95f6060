/** The programme in force, the one to come, and every version there was. */
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { Page, Section } from '#ui/components/Page.tsx'
import { IconPencil } from '#ui/icons.ts'
import { useFormats, useLanguage } from '#ui/words.ts'
import { useRole } from '../shell/role.ts'
import { paths } from '../paths.ts'
import { shopQuery } from '../session.ts'
import { LinkButton } from '../shell/links.tsx'
import { LoyaltyTabs } from './LoyaltyTabs.tsx'
import { PresetChoice } from './PresetChoice.tsx'
import { versionsQuery } from './programme-queries.ts'
import type { Version } from './programme-queries.ts'
import { statesOf, useSaying } from './queries.ts'
import { Sentences } from './Sentences.tsx'
import { storedDraft } from './use-draft.ts'
import { Versions } from './Versions.tsx'
import { useWords } from './words.ts'
import styles from './loyalty.module.css'

export function ProgrammePage() {
  const w = useWords()
  const may = useRole().among('owner', 'marketing')
  const versions = useSuspenseQuery(versionsQuery).data
  const { tenant_id } = useSuspenseQuery(shopQuery).data
  const states = statesOf(versions, Date.now())
  const inForce = versions.find(({ version }) => states.get(version) === 'in_force')
  const coming = versions.filter(({ version }) => states.get(version) === 'future').toReversed()
  const has_draft = storedDraft(tenant_id) !== null
  return (
    <Page
      title={w('title')}
      lead={w('lead')}
      actions={
        may &&
        (inForce !== undefined || has_draft) && (
          <LinkButton to={paths.programme_draft} leftSection={<IconPencil size={18} stroke={1.75} />}>
            {has_draft ? w('go_on') : w('change')}
          </LinkButton>
        )
      }
    >
      <LoyaltyTabs />
      {inForce ? <InForce version={inForce} /> : may && <PresetChoice />}
      {coming.map((version) => (
        <Coming key={version.version} version={version} may={may} />
      ))}
      {versions.length > 0 && <AllVersions newest={versions} />}
    </Page>
  )
}

/** The newest come at once, those before them a page at a time. */
function AllVersions({ newest }: { newest: readonly Version[] }) {
  const w = useWords()
  const [older, setOlder] = useState<Version[]>([])
  const all = [...newest, ...older.filter(({ version }) => version < newest.at(-1)!.version)]
  const last = all.at(-1)!.version
  const more = async () => {
    const { items } = await api.get('/programmes', { query: { before: last } })
    setOlder([...older, ...items])
  }
  return (
    <>
      <Versions versions={all} states={statesOf(all, Date.now())} />
      {last > 1 && (
        <div>
          <Button variant="default" onClick={() => void more()}>
            {w('versions_older')}
          </Button>
        </div>
      )}
    </>
  )
}

function InForce({ version }: { version: Version }) {
  const w = useWords()
  const f = useFormats()
  const words = useSaying([version.programme])(version.programme, useLanguage())
  return (
    <section className={styles.inForce} aria-labelledby="in-force">
      <p className={styles.since}>{w('in_force', { date: f.date(version.effective_at) })}</p>
      <h2 id="in-force" className={styles.programmeTitle}>
        {version.programme.name}
      </h2>
      <Sentences words={words} level={3} />
      <p className={styles.exampleLine}>{words.example}</p>
    </section>
  )
}

function Coming({ version, may }: { version: Version; may: boolean }) {
  const w = useWords()
  const f = useFormats()
  const queries = useQueryClient()
  const words = useSaying([version.programme])(version.programme, useLanguage())
  const date = f.date(version.effective_at)
  const withdraw = useMutation({
    mutationFn: () => api.put('/programmes/{version}/withdrawal', { params: { version: version.version } }),
    onSuccess: async () => {
      await queries.invalidateQueries(versionsQuery)
      showDone({ message: w('withdrawn_done') })
    },
  })
  const ask = async () => {
    const question = { title: w('withdraw_ask', { date }), children: w('withdraw_why') }
    if (await confirmWithCount({ ...question, confirm: w('withdraw'), danger: true })) withdraw.mutate()
  }
  return (
    <Section
      title={w('coming', { date })}
      lead={w('coming_lead')}
      actions={
        may && (
          <Button variant="default" loading={withdraw.isPending} onClick={() => void ask()}>
            {w('withdraw')}
          </Button>
        )
      }
    >
      <Sentences words={words} level={3} />
    </Section>
  )
}
