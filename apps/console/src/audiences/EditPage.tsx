/** Writing a group in words, with who fits beside it. */
import { useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { Page } from '#ui/components/Page.tsx'
import { failureOf } from '#ui/failure.ts'
import { paths } from '../paths.ts'
import { LiveCount } from './LiveCount.tsx'
import { audienceQuery, fieldsQuery, suggestionsQuery, type Audience } from './queries.ts'
import { groupOf, isComplete, nothing, ruleOf, type Rule } from './rule.ts'
import { RuleEditor } from './RuleEditor.tsx'
import { useWords } from './words.ts'
import styles from './audiences.module.css'

const newRoute = getRouteApi('/shell/audiences/new')
const editRoute = getRouteApi('/shell/audiences/$audience_id/edit')

export function NewPage() {
  const w = useWords()
  const { idea } = newRoute.useSearch()
  const suggestion = useSuspenseQuery(suggestionsQuery).data.find(({ key }) => key === idea)
  return (
    <Editor
      key={idea}
      title={w('new_title')}
      begun={suggestion ? { name: suggestion.name, description: '', rule: suggestion.rule as Rule } : null}
    />
  )
}

export function EditPage() {
  const w = useWords()
  const { audience_id } = editRoute.useParams()
  const { data } = useSuspenseQuery(audienceQuery(audience_id))
  return (
    <Editor
      title={w('edit_title', { name: data.name })}
      begun={{ ...data, rule: data.rule as unknown as Rule }}
      audience_id={audience_id}
    />
  )
}

type Begun = Pick<Audience, 'name' | 'description'> & { rule: Rule }
type Props = { title: string; begun: Begun | null; audience_id?: string }

function Editor({ title, begun, audience_id }: Props) {
  const w = useWords()
  const navigate = useNavigate()
  const fields = useSuspenseQuery(fieldsQuery).data
  const [name, setName] = useState(begun?.name ?? '')
  const [description, setDescription] = useState(begun?.description ?? '')
  const [group, setGroup] = useState(() => (begun ? groupOf(begun.rule) : nothing))
  const [asked, setAsked] = useState(false)
  const complete = isComplete(group, fields)
  const save = useSaving(audience_id)
  const leave = () =>
    void (audience_id
      ? navigate({ to: paths.audience, params: { audience_id } })
      : navigate({ to: paths.audiences }))
  return (
    <Page title={title} breadcrumbs={[{ label: w('title'), to: paths.audiences }]}>
      <form
        className={styles.editor}
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(true)
          if (name.trim() && complete) save.mutate({ name: name.trim(), description, rule: ruleOf(group) })
        }}
      >
        <div className={styles.writing}>
          <div className={styles.names}>
            <TextInput
              label={w('name')}
              placeholder={w('name_example')}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              maxLength={120}
              error={asked && !name.trim() ? w('name_needed') : undefined}
            />
            <TextInput
              label={w('description')}
              value={description}
              onChange={(event) => setDescription(event.currentTarget.value)}
              maxLength={1000}
            />
          </div>
          <h2 className={styles.heading}>{w('who')}</h2>
          <RuleEditor group={group} fields={fields} onGroup={setGroup} />
          {save.error && <p className={styles.problem}>{failureOf(save.error).title}</p>}
          <div className={styles.line}>
            <Button type="submit" loading={save.isPending} disabled={!complete}>
              {w('save')}
            </Button>
            <Button variant="default" onClick={leave}>
              {w('leave')}
            </Button>
            {!complete && <span className={styles.quiet}>{w('live_incomplete')}</span>}
          </div>
        </div>
        <LiveCount group={group} complete={complete} />
      </form>
    </Page>
  )
}

function useSaving(known: string | undefined) {
  const w = useWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  // One name for this page: sent twice it is still one group.
  const [audience_id] = useState(() => known ?? newId())
  return useMutation({
    mutationFn: (body: { name: string; description: string; rule: Rule }) =>
      api.put('/audiences/{audience_id}', { params: { audience_id }, body }),
    onSuccess: async (saved) => {
      queries.setQueryData(audienceQuery(audience_id).queryKey, saved)
      await queries.invalidateQueries({ queryKey: ['/audiences'] })
      showDone({ message: w('saved'), visible_ms: 4000 })
      await navigate({ to: paths.audience, params: { audience_id } })
    },
  })
}
