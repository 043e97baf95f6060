/** Beside a field of words: signs that are written by a button, what is filled in for each reader, and for whom a passage is. */
import type { ReactNode } from 'react'
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import { IconChevronDown, IconExternalLink, IconList } from '#ui/icons.ts'
import { capital } from './chips.ts'
import { deviceCondition, DEVICES } from './conditions.ts'
import { useValues } from './queries.ts'
import { useWords } from './words.ts'
import styles from './chips.module.css'

type Props = {
  /** Signs for bold and the like; without, the words are plain. */
  signs: boolean
  /** A passage may be for what it is read on. */
  by_device: boolean
  /** In the place of what is chosen, or where the cursor is. */
  onInsert: (words: string) => void
  /** Puts these about what is chosen, or about `instead` where the cursor is. */
  onAround: (before: string, after: string, instead: string) => void
  onLine: (sign: string) => void
}

/** Everybody has these: nothing is asked about them. */
const ALWAYS = /^(shop\.|today|salutation)/

export function WordTools({ signs, by_device, onInsert, onAround, onLine }: Props) {
  const w = useWords()
  const values = useValues()
  return (
    <div className={styles.tools}>
      {signs && (
        <>
          <Tool label={w('bold')} onUse={() => onAround('**', '**', w('bold').toLowerCase())}>
            <strong>{w('bold').charAt(0)}</strong>
          </Tool>
          <Tool label={w('italic')} onUse={() => onAround('*', '*', w('italic').toLowerCase())}>
            <em>{w('italic').charAt(0)}</em>
          </Tool>
          <Tool label={w('heading')} onUse={() => onLine('## ')}>
            <span>#</span>
          </Tool>
          <Tool label={w('list')} onUse={() => onLine('- ')}>
            <IconList size={16} stroke={1.75} />
          </Tool>
          <Tool label={w('link')} onUse={() => onAround('[', '](https://)', w('link').toLowerCase())}>
            <IconExternalLink size={16} stroke={1.75} />
          </Tool>
        </>
      )}
      <Choose
        name={w('insert_condition')}
        hint={w('insert_condition_hint')}
        values={values.filter(({ value }) => !ALWAYS.test(value))}
        onValue={(value) => onAround(`{% if ${value} %}`, '{% endif %}', w('condition_passage'))}
      >
        {by_device && <Devices onAround={onAround} />}
      </Choose>
      <Choose
        name={w('insert_value')}
        hint={w('insert_value_hint')}
        values={values}
        onValue={(value) => onInsert(`{{ ${value} }}`)}
      />
    </div>
  )
}

function Tool({ label, onUse, children }: { label: string; onUse: () => void; children: ReactNode }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" aria-label={label} onClick={onUse}>
        {children}
      </ActionIcon>
    </Tooltip>
  )
}

type ChooseProps = {
  name: string
  hint: string
  values: ReturnType<typeof useValues>
  onValue: (value: string) => void
  children?: ReactNode
}

function Devices({ onAround }: Pick<Props, 'onAround'>) {
  const w = useWords()
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{w('insert_device')}</Menu.Label>
      {DEVICES.map((device) => (
        <Menu.Item
          key={device}
          onClick={() => onAround(...deviceCondition(device, w('otherwise_passage')), w('condition_passage'))}
        >
          {w(`device_${device}`)}
        </Menu.Item>
      ))}
      <Menu.Label maw={280} fw={400}>
        {w('insert_device_hint')}
      </Menu.Label>
    </>
  )
}

function Choose({ name, hint, values, onValue, children }: ChooseProps) {
  return (
    <Menu position="bottom-end" returnFocus={false}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="default"
          rightSection={<IconChevronDown size={14} stroke={1.75} />}
        >
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        <Menu.Label>{hint}</Menu.Label>
        {values.map((one) => (
          <Menu.Item key={one.value} onClick={() => onValue(one.value)}>
            {capital(one.name)}
          </Menu.Item>
        ))}
        {children}
      </Menu.Dropdown>
    </Menu>
  )
}
