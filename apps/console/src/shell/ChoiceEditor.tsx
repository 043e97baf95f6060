/** The editor of a filter that is one of a few values. */
import { UnstyledButton } from '@mantine/core'
import { IconCheck } from '#ui/icons.ts'
import styles from './choice-editor.module.css'

type EditorProps<T extends string> = {
  choices: readonly { value: T; label: string }[]
  value: T | undefined
  onChoose: (value: T) => void
}

export function ChoiceEditor<T extends string>({ choices, value, onChoose }: EditorProps<T>) {
  return choices.map((choice) => (
    <UnstyledButton
      key={choice.value}
      className={styles.choice}
      aria-pressed={choice.value === value}
      onClick={() => onChoose(choice.value)}
    >
      <span>{choice.label}</span>
      {choice.value === value && <IconCheck size={18} stroke={2} aria-hidden />}
    </UnstyledButton>
  ))
}
