/** What most shops never need, one press away; open from the beginning where it is used. */
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from '@mantine/core'
import { IconChevronDown } from '#ui/icons.ts'
import { useEditorWords } from './editor-words.ts'
import styles from './loyalty.module.css'

/** `of` tells one from the other when read aloud: « Règle 2 »; `label` says more than that there is more. */
type MoreProps = { of: string; isUsed: boolean; children: ReactNode; label?: string }

export function More({ of, isUsed, children, label }: MoreProps) {
  const e = useEditorWords()
  const [isOpen, setOpen] = useState(isUsed)
  if (isOpen) return <div className={styles.more}>{children}</div>
  return (
    <Button
      variant="subtle"
      size="compact-md"
      className={styles.add}
      rightSection={<IconChevronDown size={18} stroke={1.75} />}
      aria-label={label ?? `${e('more')} : ${of}`}
      aria-expanded={false}
      onClick={() => setOpen(true)}
    >
      {label ?? e('more')}
    </Button>
  )
}
