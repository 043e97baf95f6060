/** Conditions and groups of them, as deep as one likes: all, or at least one; and leaving some people out. */
import { ActionIcon, Button, SegmentedControl, Select, Switch } from '@mantine/core'
import { IconPlus, IconX } from '#ui/icons.ts'
import { ConditionLine, useFieldOptions, type Fields } from './ConditionLine.tsx'
import { begun, nothing, replaced, type Group, type Part } from './rule.ts'
import { useWords } from './words.ts'
import styles from './audiences.module.css'

/** Deeper is no longer read by anybody; the server allows a little more. */
const DEPTH_MAX = 3

type Props = {
  group: Group
  fields: Fields
  onGroup: (group: Group) => void
  onRemove?: () => void
  depth?: number
}

export function RuleEditor({ group, fields, onGroup, onRemove, depth = 0 }: Props) {
  const w = useWords()
  const { how, parts } = group
  const put = (at: number, part: Part) => onGroup({ ...group, parts: replaced(parts, at, part) })
  const remove = (at: number) => onGroup({ ...group, parts: parts.filter((_, other) => other !== at) })
  const add = (part: Part) => onGroup({ ...group, parts: [...parts, part] })
  return (
    <div
      className={styles.group}
      data-depth={depth}
      role="group"
      aria-label={w(depth === 0 ? 'who' : 'inner_group')}
    >
      <div className={styles.groupHead}>
        <SegmentedControl
          className={styles.how}
          aria-label={w('how')}
          data={[
            { value: 'all', label: w('how_all') },
            { value: 'any', label: w('how_any') },
          ]}
          value={how}
          onChange={(chosen) => onGroup({ ...group, how: chosen })}
        />
        {depth > 0 && (
          <Switch
            label={w('not_group')}
            checked={group.not}
            onChange={(event) => onGroup({ ...group, not: event.currentTarget.checked })}
          />
        )}
        {onRemove && (
          <ActionIcon
            className={styles.away}
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={w('remove', { what: w('inner_group') })}
            onClick={onRemove}
          >
            <IconX size={18} stroke={1.75} />
          </ActionIcon>
        )}
      </div>
      {parts.length === 0 && <p className={styles.quiet}>{w(how === 'all' ? 'empty_group' : 'empty_any')}</p>}
      {parts.map((part, at) => (
        // Conditions have no name of their own: their place is what they are known by.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at} className={styles.part}>
          {at > 0 && <span className={styles.joint}>{w(how === 'all' ? 'and' : 'or')}</span>}
          {'group' in part ? (
            <RuleEditor
              group={part.group}
              fields={fields}
              depth={depth + 1}
              onGroup={(inner) => put(at, { group: inner })}
              onRemove={() => remove(at)}
            />
          ) : (
            <ConditionLine
              number={at + 1}
              condition={part.condition}
              not={part.not}
              fields={fields}
              onChange={(condition, not) => put(at, { condition, not })}
              onRemove={() => remove(at)}
            />
          )}
        </div>
      ))}
      <Adding fields={fields} mayNest={depth < DEPTH_MAX} onAdd={add} />
    </div>
  )
}

function Adding({
  fields,
  mayNest,
  onAdd,
}: {
  fields: Fields
  mayNest: boolean
  onAdd: (part: Part) => void
}) {
  const w = useWords()
  const options = useFieldOptions(fields)
  return (
    <div className={styles.line}>
      <Select
        className={styles.what}
        aria-label={w('add_condition')}
        placeholder={w('add_condition')}
        leftSection={<IconPlus size={16} stroke={1.75} />}
        data={options}
        value={null}
        onChange={(key) => {
          const field = key && fields.get(key)
          if (field) onAdd({ condition: begun(field), not: false })
        }}
        searchable
        nothingFoundMessage={w('nothing_found')}
      />
      {mayNest && (
        <Button variant="subtle" size="sm" onClick={() => onAdd({ group: { ...nothing, how: 'any' } })}>
          {w('add_group')}
        </Button>
      )}
    </div>
  )
}
