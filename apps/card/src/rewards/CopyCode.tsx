/** For a shop's web site, where the code is typed. */
import { useState } from 'react'
import { IconCheck, IconCopy } from '#ui/icons.ts'
import styles from './rewards.module.css'
import { useWords } from './words.ts'

export function CopyCode({ code }: { code: string }) {
  const w = useWords()
  const [copied, setCopied] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText(code).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  const Icon = copied ? IconCheck : IconCopy
  return (
    <button type="button" className={styles.copy} onClick={() => void copy()}>
      <Icon size={20} stroke={1.75} aria-hidden="true" />
      <span aria-live="polite">{copied ? w('copied') : w('copy')}</span>
    </button>
  )
}
