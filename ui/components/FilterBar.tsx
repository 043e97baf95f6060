/** Filters that read as a sentence: « Clients venus depuis 90 jours, de la boutique de Lyon ». */
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button, CloseButton, Popover, TextInput } from '@mantine/core'
import { IconFilter, IconSearch } from '../icons.ts'
import { tableWords } from './table-words.ts'
import styles from './filters.module.css'

export type Filter = {
  key: string
  /** In the list of what can be added: « Dernière visite ». */
  name: string
  /** As part of the sentence, when it is set: « venus depuis moins de 90 jours ». */
  phrase?: string
  /** Where its values are chosen; `close` shuts it. */
  editor: (close: () => void) => ReactNode
  onRemove: () => void
}

type FilterBarProps = {
  filters: readonly Filter[]
  search?: { value: string; onChange: (value: string) => void; label: string }
  onClear: () => void
  /** At the end of the line: columns, export. */
  children?: ReactNode
}

export function FilterBar({ filters, search, onClear, children }: FilterBarProps) {
  const w = tableWords.useWords()
  const set = filters.filter((filter) => filter.phrase !== undefined)
  const offered = filters.filter((filter) => filter.phrase === undefined)
  return (
    <div className={`${styles.bar} no-print`}>
      {search && (
        <TextInput
          className={styles.search}
          type="search"
          aria-label={search.label}
          placeholder={search.label}
          value={search.value}
          onChange={(event) => search.onChange(event.currentTarget.value)}
          leftSection={<IconSearch size={18} stroke={1.75} />}
        />
      )}
      {set.map((filter) => (
        <Chip key={filter.key} filter={filter} />
      ))}
      {offered.length > 0 && <AddFilter offered={offered} />}
      {set.length > 1 && (
        <Button variant="subtle" onClick={onClear}>
          {w('clear_filters')}
        </Button>
      )}
      {children && <div className={styles.end}>{children}</div>}
    </div>
  )
}

function Chip({ filter }: { filter: Filter }) {
  const w = tableWords.useWords()
  const [open, setOpen] = useState(false)
  return (
    <Popover opened={open} onChange={setOpen} width={300} shadow="sm" trapFocus>
      <span className={styles.chip}>
        <Popover.Target>
          <button type="button" className={styles.phrase} onClick={() => setOpen(!open)}>
            {filter.phrase}
          </button>
        </Popover.Target>
        <CloseButton
          size={28}
          radius="xl"
          aria-label={w('remove_filter', { label: filter.phrase ?? filter.name })}
          onClick={filter.onRemove}
        />
      </span>
      <Popover.Dropdown>
        <div className={styles.name}>{filter.name}</div>
        {filter.editor(() => setOpen(false))}
      </Popover.Dropdown>
    </Popover>
  )
}

/** First what to filter by, then its value, in the same place. */
function AddFilter({ offered }: { offered: readonly Filter[] }) {
  const w = tableWords.useWords()
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<string>()
  const filter = offered.find(({ key }) => key === chosen)
  const turn = (wanted: boolean) => {
    setOpen(wanted)
    setChosen(undefined)
  }
  return (
    <Popover opened={open} onChange={turn} width={300} position="bottom-start" shadow="sm" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconFilter size={18} stroke={1.75} />}
          onClick={() => turn(!open)}
        >
          {w('add_filter')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={filter ? 'md' : 'xs'}>
        {filter ? (
          <>
            <div className={styles.name}>{filter.name}</div>
            {filter.editor(() => turn(false))}
          </>
        ) : (
          offered.map(({ key, name }) => (
            <button key={key} type="button" className={styles.offer} onClick={() => setChosen(key)}>
              {name}
            </button>
          ))
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
