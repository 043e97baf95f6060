/** One rule, bonus or reward: closed it is the sentence that customers read, open it is what makes the sentence. */
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { ActionIcon, CloseButton } from '@mantine/core'
import { IconAlertTriangle, IconChevronUp, IconPencil } from '#ui/icons.ts'
import { useEditorWords } from './editor-words.ts'
import { useWords } from './words.ts'
import styles from './loyalty.module.css'

/** More than this many begin closed: a page of twelve open rules is a cockpit. */
const OPEN_MAX = 2

/** Which cards are open, by the id of what they hold. What comes later comes to be written: it is open. */
export function useOpenCards(ids: readonly string[]) {
  const [first] = useState<ReadonlySet<string>>(() => new Set(ids.length <= OPEN_MAX ? [] : ids))
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map())
  return {
    isOpen: (id: string) => chosen.get(id) ?? !first.has(id),
    set: (id: string, isOpen: boolean) => setChosen((now) => new Map(now).set(id, isOpen)),
    foldable: ids.length > 1,
  }
}

type CardProps = {
  /** Spoken: « Règle 2 ». */
  title: string
  sentence: string
  isOpen: boolean
  onOpen: (isOpen: boolean) => void
  isFoldable: boolean
  isWrong: boolean
  hasTrap: boolean
  removeLabel: string
  /** Absent where one must stay. */
  onRemove?: (() => void) | undefined
  children: ReactNode
}

export function Card(props: CardProps) {
  const { title, sentence, isOpen, onOpen, isFoldable, isWrong, hasTrap, removeLabel, onRemove, children } =
    props
  const w = useWords()
  const e = useEditorWords()
  // What must be mended shows itself, and stays while it is being mended.
  useEffect(() => {
    if (isWrong && !isOpen) onOpen(true)
  })
  const close = onRemove && <CloseButton aria-label={removeLabel} onClick={onRemove} />
  if (!isOpen)
    return (
      <div className={styles.closed}>
        <button
          type="button"
          className={styles.closedWords}
          aria-expanded={false}
          onClick={() => onOpen(true)}
        >
          <span>{sentence}</span>
          <IconPencil size={18} stroke={1.75} aria-label={e('unfold')} />
        </button>
        {hasTrap && (
          <IconAlertTriangle
            className={styles.closedTrap}
            size={18}
            stroke={1.75}
            role="img"
            aria-label={w('trap')}
          />
        )}
        {close}
      </div>
    )
  return (
    <fieldset className={styles.card}>
      <legend className="spoken-only">{title}</legend>
      <div className={styles.cardTools}>
        {isFoldable && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`${e('fold')} : ${title}`}
            aria-expanded
            onClick={() => onOpen(false)}
          >
            <IconChevronUp size={18} stroke={1.75} />
          </ActionIcon>
        )}
        {close}
      </div>
      {children}
    </fieldset>
  )
}
