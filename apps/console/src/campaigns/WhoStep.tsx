/** What it is called, why it is done, and for whom. */
import { Select, Textarea, TextInput } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useFormats } from '#ui/words.ts'
import { storesQuery } from '../session.ts'
import { useRole } from '../shell/role.ts'
import { audiencesQuery, everybodyQuery } from './others.ts'
import type { Plan } from './queries.ts'
import { useWords } from './words.ts'
import styles from './campaigns.module.css'

const EVERYBODY = 'everybody'

export function WhoStep({ plan, onChange }: { plan: Plan; onChange: (changes: Partial<Plan>) => void }) {
  const w = useWords()
  const f = useFormats()
  const of_store = !useRole().among('owner', 'marketing')
  const audiences = useQuery(audiencesQuery).data ?? []
  const everybody = useQuery(everybodyQuery).data
  const stores = useSuspenseQuery(storesQuery).data.items.filter(({ closed_at }) => !closed_at)
  const known = audiences.find(({ audience_id }) => audience_id === plan.audience_id)
  const reached = plan.audience_id ? known?.members : everybody
  return (
    <>
      <TextInput
        label={w('name')}
        placeholder={w(`kind_${plan.kind}_example`)}
        maxLength={120}
        data-autofocus
        value={plan.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <Textarea
        label={w('goal')}
        placeholder={w('goal_example')}
        autosize
        minRows={1}
        maxRows={4}
        maxLength={500}
        value={plan.brief.goal}
        onChange={(event) => onChange({ brief: { ...plan.brief, goal: event.currentTarget.value } })}
      />
      <Select
        label={w('audience')}
        searchable
        allowDeselect={false}
        nothingFoundMessage={w('audience_unknown')}
        data={[
          { value: EVERYBODY, label: w(`everybody_${plan.kind}`) },
          ...audiences.map(({ audience_id, name, members }) => ({
            value: audience_id,
            label: `${name} (${f.number(members)})`,
          })),
        ]}
        value={plan.audience_id ?? EVERYBODY}
        onChange={(value) => onChange({ audience_id: value === EVERYBODY ? null : value })}
      />
      {(stores.length > 1 || of_store) && (
        <Select
          label={w('store')}
          allowDeselect={false}
          data={[
            ...(of_store ? [] : [{ value: EVERYBODY, label: w('every_store') }]),
            ...stores.map(({ store_id, name }) => ({ value: store_id, label: name })),
          ]}
          value={plan.store_id ?? (of_store ? null : EVERYBODY)}
          onChange={(value) => onChange({ store_id: value === EVERYBODY ? null : value })}
        />
      )}
      {reached !== undefined && (
        <p className={styles.reached} role="status">
          {w(plan.store_id ? 'reached_store' : 'reached', { count: reached })}
        </p>
      )}
    </>
  )
}
