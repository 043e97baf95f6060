/** What is known of readers, by its name: chosen, it is written where the cursor stands. */
import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '#ui/icons.ts'
import { useValues } from './queries.ts'
import { useWords } from './words.ts'

export function InsertValue({ onValue }: { onValue: (value: string) => void }) {
  const w = useWords()
  const values = useValues()
  return (
    <Menu position="bottom-end" returnFocus={false}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="default"
          rightSection={<IconChevronDown size={14} stroke={1.75} />}
        >
          {w('insert_value')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        <Menu.Label>{w('insert_value_hint')}</Menu.Label>
        {values.map(({ value, name }) => (
          <Menu.Item key={value} onClick={() => onValue(value)}>
            {name.charAt(0).toUpperCase() + name.slice(1)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
