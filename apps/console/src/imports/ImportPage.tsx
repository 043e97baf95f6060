/** One import: what was found, what it would do, how far it is, what it did, and the way back. */
import { Alert, Badge, Button } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { ApiError } from '#ui/api.ts'
import { confirmWithCount } from '#ui/components/ask-first.tsx'
import { Page, Section } from '#ui/components/Page.tsx'
import { ProgressPanel } from '#ui/components/ProgressPanel.tsx'
import { failureOf } from '#ui/failure.ts'
import { stopAtWrongField } from '#ui/stop-at-wrong-field.ts'
import { useFormats, useLanguage } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { LinkAnchor } from '../shell/links.tsx'
import { Columns } from './Columns.tsx'
import { Found } from './Found.tsx'
import { OptionFields } from './OptionFields.tsx'
import { importQuery, useDeeds, useProgress } from './queries.ts'
import type { Import } from './queries.ts'
import { ReportView } from './ReportView.tsx'
import { STATE_COLOURS, stateWord } from './state.ts'
import { useWords } from './words.ts'
import styles from './imports.module.css'

const route = getRouteApi('/shell/settings/imports/$import_id')

type Deeds = ReturnType<typeof useDeeds>
type PartProps = { one: Import; deeds: Deeds }

export function ImportPage() {
  const w = useWords()
  const { import_id } = route.useParams()
  const one = useSuspenseQuery(importQuery(import_id)).data
  const deeds = useDeeds(import_id)
  useProgress(one)
  return (
    <Page
      title={one.file_name}
      lead={
        <>
          {w(`kind_${one.kind}`)} <Badge color={STATE_COLOURS[one.state]}>{w(stateWord(one.state))}</Badge>
        </>
      }
      breadcrumbs={[
        { label: w('settings'), to: paths.settings },
        { label: w('title'), to: paths.imports },
      ]}
    >
      <Stage one={one} deeds={deeds} />
    </Page>
  )
}

function Stage({ one, deeds }: PartProps) {
  switch (one.state) {
    case 'uploaded':
    case 'rehearsed':
      return <Preparation one={one} deeds={deeds} />
    case 'rehearsing':
    case 'waiting':
    case 'running':
    case 'paused':
    case 'undoing':
      return <Working one={one} deeds={deeds} />
    case 'failed':
      return <Failed one={one} deeds={deeds} />
    default:
      return <Over one={one} deeds={deeds} />
  }
}

/** Where the button is that was refused, so that one sees why it did nothing. */
function Refused({ deeds }: { deeds: Deeds }) {
  const w = useWords()
  const error = Object.values(deeds).find((deed) => deed.error)?.error
  if (!error) return null
  if (error instanceof ApiError && error.code === 'import_unit_unknown')
    return (
      <Alert color="red" title={w('no_unit')}>
        {w('no_unit_for')} <LinkAnchor to={paths.programme}>{w('no_unit_write')}</LinkAnchor>
      </Alert>
    )
  const { title, detail } = failureOf(error)
  return (
    <Alert color="red" title={title}>
      {detail}
    </Alert>
  )
}

function Preparation({ one, deeds }: PartProps) {
  const w = useWords()
  const rehearsed = one.state === 'rehearsed' && one.rehearsal !== null
  return (
    <>
      {one.same_file_as && (
        <Alert color="yellow" title={w('same_file')}>
          <LinkAnchor to={paths.import} params={{ import_id: one.same_file_as.import_id }}>
            {w('see_it')}
          </LinkAnchor>
        </Alert>
      )}
      {rehearsed && (
        <Section title={w('rehearsal')}>
          <ReportView one={one} report={one.rehearsal!} rehearsal />
          <div className={styles.deeds}>
            <Button
              size="md"
              loading={deeds.run.isPending}
              onClick={() => !stopAtWrongField() && deeds.run.mutate()}
            >
              {w('run')}
            </Button>
            <span className={styles.soft}>{w('run_for')}</span>
          </div>
        </Section>
      )}
      <Found one={one} onChange={deeds.change.mutate} />
      <Columns one={one} onChange={deeds.change.mutate} />
      <OptionFields one={one} onChange={deeds.change.mutate} />
      <Refused deeds={deeds} />
      <div className={styles.deeds}>
        <Button
          size="md"
          variant={rehearsed ? 'default' : 'filled'}
          loading={deeds.rehearse.isPending || deeds.change.isPending}
          onClick={() => !stopAtWrongField() && deeds.rehearse.mutate()}
        >
          {w(rehearsed ? 'rehearse_again' : 'rehearse')}
        </Button>
        <span className={styles.soft}>{w('rehearse_for')}</span>
      </div>
    </>
  )
}

const TITLES = { rehearsing: 'rehearsing', undoing: 'undoing' } as const

function Working({ one, deeds }: PartProps) {
  const w = useWords()
  const { state, rows_read, rows_total, rows_per_second, started_at, created_at, file_name: name } = one
  if (state === 'waiting')
    return (
      <Alert color="gray" role="status">
        {w('waiting', { name: one.waits_for?.file_name ?? '…' })}
      </Alert>
    )
  const title = w(state in TITLES ? TITLES[state as keyof typeof TITLES] : 'running', { name })
  return (
    <>
      <Refused deeds={deeds} />
      <ProgressPanel
        title={title}
        done={rows_read}
        total={Math.max(rows_total ?? 0, rows_read)}
        started_at={started_at ?? created_at}
        actions={
          <>
            {state === 'running' && (
              <Button variant="default" loading={deeds.pause.isPending} onClick={() => deeds.pause.mutate()}>
                {w('pause')}
              </Button>
            )}
            {state === 'paused' && (
              <Button loading={deeds.resume.isPending} onClick={() => deeds.resume.mutate()}>
                {w('resume')}
              </Button>
            )}
          </>
        }
      >
        <p className={styles.soft}>
          {state === 'paused' && w('paused')}
          {state !== 'paused' && rows_per_second !== null && w('rate', { count: rows_per_second })}
        </p>
        {state === 'paused' && <UndoButton one={one} deeds={deeds} />}
      </ProgressPanel>
    </>
  )
}

function Failed({ one, deeds }: PartProps) {
  const w = useWords()
  const language = useLanguage()
  const began = one.rows_read > 0 && one.result !== null
  return (
    <>
      <Alert color="red" title={w('failed')}>
        <p>{one.error?.[language]}</p>
        {began && <p>{w('failed_for')}</p>}
      </Alert>
      {began && <Refused deeds={deeds} />}
      {began ? (
        <div className={styles.deeds}>
          <Button loading={deeds.run.isPending} onClick={() => deeds.run.mutate()}>
            {w('go_on')}
          </Button>
          <UndoButton one={one} deeds={deeds} />
        </div>
      ) : (
        <Preparation one={one} deeds={deeds} />
      )}
    </>
  )
}

function Over({ one, deeds }: PartProps) {
  const w = useWords()
  const f = useFormats()
  const undone = one.state === 'undone'
  return (
    <Section
      title={w(undone ? 'undone' : 'done')}
      lead={
        undone
          ? w('undone_for')
          : one.ended_at && w('done_at', { date: f.relativeDay(one.ended_at), count: one.rows_read })
      }
      actions={!undone && <UndoButton one={one} deeds={deeds} />}
    >
      <Refused deeds={deeds} />
      {one.result && <ReportView one={one} report={one.result} />}
    </Section>
  )
}

function UndoButton({ one, deeds }: PartProps) {
  const w = useWords()
  const f = useFormats()
  const count = (name: string) => f.number(one.counts[name] ?? 0)
  const ask = async () => {
    const why =
      one.kind === 'sales'
        ? w('undo_sales_why', { sales: count('sales') })
        : w('undo_why', { created: count('created'), updated: count('updated') })
    const question = { title: w('undo_ask', { name: one.file_name }), children: why, confirm: w('undo') }
    if (await confirmWithCount({ ...question, danger: true })) deeds.undo.mutate()
  }
  return (
    <Button variant="default" loading={deeds.undo.isPending} onClick={() => void ask()}>
      {w('undo')}
    </Button>
  )
}
