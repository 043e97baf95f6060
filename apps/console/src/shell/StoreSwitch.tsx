/** Which store the figures and lists are about; all of them at first. Hidden when there is only one. */
import { Menu, UnstyledButton } from '@mantine/core'
import { IconBuildingStore, IconCheck, IconSelector } from '#ui/icons.ts'
import { useWords } from './words.ts'
import styles from './shell.module.css'

export type StoreChoice = {
  stores: { store_id: string; name: string }[]
  /** null is all stores. */
  store_id: string | null
  onChoose: (store_id: string | null) => void
}

export function StoreSwitch({ stores, store_id, onChoose }: StoreChoice) {
  const w = useWords()
  if (stores.length < 2) return null
  const choices = [{ store_id: null, name: w('all_stores') }, ...stores]
  const chosen = choices.find((choice) => choice.store_id === store_id) ?? choices[0]!
  return (
    <Menu position="top-start" width={264} shadow="sm">
      <Menu.Target>
        <UnstyledButton className={styles.person}>
          <span className={styles.round}>
            <IconBuildingStore size={18} stroke={1.75} aria-hidden />
          </span>
          <span className="spoken-only">{w('choose_store')}, </span>
          <span className={styles.personName}>{chosen.name}</span>
          <IconSelector size={16} stroke={1.75} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map((choice) => (
          <Menu.Item
            key={choice.store_id ?? 'all'}
            onClick={() => onChoose(choice.store_id)}
            rightSection={choice === chosen && <IconCheck size={16} stroke={1.75} />}
          >
            {choice.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
