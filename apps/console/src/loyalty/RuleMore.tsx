/** What few rules need: a name, several pieces at once, limits, and what it does not add up with. */
import { NumberInput, Radio, TextInput } from '@mantine/core'
import { CapFields } from './CapFields.tsx'
import type { Kind, Rule } from './draft.ts'
import { useEditorWords } from './editor-words.ts'
import { More } from './More.tsx'
import type { Editing } from './use-draft.ts'
import styles from './loyalty.module.css'

type MoreProps = Pick<Editing, 'problemAt' | 'draft'> & {
  rule: Rule
  onRule: (rule: Rule) => void
  kind: Kind
  path: string
  title: string
}

/** One group is enough to say « one alone counts »; programs may write more, and keep them. */
const GROUP = 'one'

export function RuleMore({ draft, problemAt, rule, onRule, kind, path, title }: MoreProps) {
  const e = useEditorWords()
  const { counts, caps = [], name = '', exclusive_group, priority = 0 } = rule
  const several = draft.earning.length > 1
  const isUsed =
    name !== '' ||
    caps.length > 0 ||
    Boolean(exclusive_group) ||
    (counts.by === 'item' && (counts.every ?? 1) > 1)
  const rename = (typed: string) => {
    const { name: _before, ...rest } = rule
    onRule(typed === '' ? rest : { ...rest, name: typed })
  }
  return (
    <More of={title} isUsed={isUsed}>
      {counts.by === 'item' && (
        <div className={styles.line}>
          <NumberInput
            className={styles.medium}
            label={e('every')}
            value={counts.every ?? 1}
            onChange={(value) => onRule({ ...rule, counts: { ...counts, every: Number(value) || 0 } })}
            min={1}
            allowDecimal={false}
            hideControls
            error={problemAt(`${path}.counts.every`)}
          />
          <span className={styles.after}>{e('every_after')}</span>
        </div>
      )}
      <CapFields
        caps={caps}
        onCaps={(next) => onRule({ ...rule, caps: next })}
        kind={kind}
        problemAt={(field) => problemAt(`${path}.caps.${field}`)}
      />
      <TextInput
        label={e('rule_name')}
        placeholder={e('rule_name_example')}
        value={name}
        onChange={(event) => rename(event.currentTarget.value)}
        error={problemAt(`${path}.name`)}
      />
      {several && counts.by !== 'activity' && (
        <Radio.Group
          label={e('alone')}
          value={exclusive_group ? 'yes' : 'no'}
          onChange={(value) =>
            onRule({ ...rule, exclusive_group: value === 'yes' ? (exclusive_group ?? GROUP) : null })
          }
        >
          <div className={styles.answers} data-column>
            <Radio value="no" label={e('alone_no')} />
            <Radio value="yes" label={e('alone_yes')} />
          </div>
        </Radio.Group>
      )}
      {exclusive_group && (
        <NumberInput
          className={styles.medium}
          label={e('priority')}
          description={e('priority_hint')}
          value={priority}
          onChange={(value) => onRule({ ...rule, priority: Number(value) || 0 })}
          allowDecimal={false}
          hideControls
          error={problemAt(`${path}.priority`)}
        />
      )}
    </More>
  )
}
