/** The programme written without code: questions in one column, and beside them what customers will read. */
import { Button, Menu, TextInput, Tooltip } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { newId } from '#lib/id.ts'
import { confirmWithCount } from '#ui/components/ask-first.tsx'
import { Page } from '#ui/components/Page.tsx'
import { IconChartBar, IconChevronDown } from '#ui/icons.ts'
import { stopAtWrongField } from '#ui/stop-at-wrong-field.ts'
import { useLanguage } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { categoriesQuery } from '../products/queries.ts'
import { shopQuery } from '../session.ts'
import { startFrom } from './draft.ts'
import type { Programme } from './draft.ts'
import { PRESETS } from './draft-names.ts'
import type { Preset } from './draft-names.ts'
import { ActivityQuestion } from './ActivityQuestion.tsx'
import { BonusQuestion } from './BonusQuestion.tsx'
import { useEditorWords } from './editor-words.ts'
import { EarningQuestion } from './EarningQuestion.tsx'
import { Further, hasActivities, hasBonuses, hasPays, hasTiers } from './Further.tsx'
import { PaysQuestion } from './PaysQuestion.tsx'
import { Publish } from './Publish.tsx'
import { versionsQuery } from './programme-queries.ts'
import { statesOf } from './queries.ts'
import { Reading, READING } from './Reading.tsx'
import { ExcludedQuestion, ReturnQuestion, UntilQuestion } from './RestQuestions.tsx'
import { RewardsQuestion } from './RewardsQuestion.tsx'
import { TiersQuestion } from './TiersQuestion.tsx'
import { UnitsQuestion } from './UnitsQuestion.tsx'
import { dropDraft, keepDraft, useDraft, useVerdict } from './use-draft.ts'
import { useWords } from './words.ts'
import styles from './loyalty.module.css'

const route = getRouteApi('/shell/loyalty/draft')

export function DraftPage() {
  const w = useWords()
  const language = useLanguage()
  const { from } = route.useSearch()
  const versions = useSuspenseQuery(versionsQuery).data
  const { tenant_id, country } = useSuspenseQuery(shopQuery).data
  const categories = useSuspenseQuery(categoriesQuery).data
  const shop = { country, categories: categories.map(({ category }) => category) }
  const states = statesOf(versions, Date.now())
  const current = versions.find(({ version }) => states.get(version) === 'in_force')
  const start = (preset: Preset) => startFrom(preset, newId, language, shop)
  const [draft, change] = useDraft(tenant_id, () => current?.programme ?? start(from ?? 'points'))
  const { problems, traps, ...found } = useVerdict(draft)
  const editing = { draft, onChange: change, ...found }
  return (
    <Page
      title={w('draft_title')}
      lead={w('draft_lead')}
      breadcrumbs={[{ label: w('title'), to: paths.programme }]}
      actions={
        <DraftActions
          draft={draft}
          isReady={problems.length === 0}
          onStart={(preset) => change(start(preset))}
        />
      }
    >
      <div className={styles.both}>
        <div className={styles.questions}>
          <ToReading />
          <TextInput
            label={w('name')}
            description={w('name_hint')}
            value={draft.name}
            onChange={(event) => {
              const name = event.currentTarget.value
              change((now) => ({ ...now, name }))
            }}
            error={editing.problemAt('name')}
          />
          <UnitsQuestion {...editing} />
          <EarningQuestion {...editing} />
          {hasBonuses(draft) && <BonusQuestion {...editing} />}
          {hasActivities(draft) && <ActivityQuestion {...editing} />}
          <RewardsQuestion {...editing} />
          {hasPays(draft) && <PaysQuestion {...editing} />}
          {hasTiers(draft) && <TiersQuestion {...editing} />}
          <Further draft={draft} onChange={change} />
          <UntilQuestion {...editing} />
          <ExcludedQuestion {...editing} />
          <ReturnQuestion {...editing} />
        </div>
        <Reading draft={draft} problems={problems} traps={traps} />
        <div className={styles.publish}>
          <Publish
            draft={draft}
            ready={problems.length === 0}
            next_version={Math.max(0, ...versions.map(({ version }) => version)) + 1}
          />
          <p className={styles.hint}>{w('draft_kept')}</p>
        </div>
      </div>
    </Page>
  )
}

/** On a small screen the text is far below: it is one press away. */
function ToReading() {
  const e = useEditorWords()
  return (
    <Button
      className={styles.toReading}
      variant="default"
      rightSection={<IconChevronDown size={18} stroke={1.75} />}
      onClick={() => document.getElementById(READING)?.scrollIntoView({ block: 'start' })}
    >
      {e('read_below')}
    </Button>
  )
}

type ActionsProps = { draft: Programme; isReady: boolean; onStart: (preset: Preset) => void }

function DraftActions({ draft, isReady, onStart }: ActionsProps) {
  const w = useWords()
  const e = useEditorWords()
  const navigate = useNavigate()
  const { tenant_id } = useSuspenseQuery(shopQuery).data
  const start = async (preset: Preset) => {
    const title = w('start_again_ask', { name: w(`preset_${preset}`) })
    if (await confirmWithCount({ title, children: w('start_again_why'), confirm: w('start') }))
      onStart(preset)
  }
  const drop = async () => {
    const question = { title: w('draft_drop_ask'), children: w('draft_drop_why'), confirm: w('draft_drop') }
    if (!(await confirmWithCount({ ...question, danger: true }))) return
    dropDraft(tenant_id)
    await navigate({ to: paths.programme })
  }
  const simulate = async () => {
    keepDraft(tenant_id, draft)
    await navigate({ to: paths.simulator, search: { pick: 'draft' } })
  }
  return (
    <>
      <Tooltip label={w('publish_first')} disabled={isReady}>
        <Button
          variant="default"
          leftSection={<IconChartBar size={18} stroke={1.75} />}
          data-disabled={!isReady || undefined}
          aria-disabled={!isReady}
          onClick={() => !stopAtWrongField() && isReady && void simulate()}
        >
          {e('simulate')}
        </Button>
      </Tooltip>
      <Menu shadow="sm" position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={18} stroke={1.75} />}>
            {w('start_again')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {PRESETS.map((preset) => (
            <Menu.Item key={preset} onClick={() => void start(preset)}>
              {w(`preset_${preset}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button variant="default" onClick={() => void drop()}>
        {w('draft_drop')}
      </Button>
    </>
  )
}
