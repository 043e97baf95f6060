/** Forms are saved as one goes; this says so. */
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { Button, Loader } from '@mantine/core'
import { makeAutosave } from '../autosave.ts'
import type { SavingState } from '../autosave.ts'
import { failureOf } from '../failure.ts'
import { houseWords } from '../house-words.ts'
import { IconAlertTriangle, IconCheck } from '../icons.ts'
import { workWords } from './work-words.ts'
import styles from './work.module.css'

export type Saving = SavingState & { onRetry: () => void }

const PAUSE_MS = 600

/** Saves `value` when it changes and rests; `value` at first is what the server has. Sends at once on leaving. */
export function useAutosave<Value>(value: Value, save: (value: Value) => Promise<unknown>): Saving {
  const [saving, setSaving] = useState<SavingState>({ state: 'calm' })
  const saveLatest = useEffectEvent(save)
  const autosave = useRef<ReturnType<typeof makeAutosave<Value>>>(undefined)
  const first = useRef(value)
  useEffect(() => {
    const own = makeAutosave({
      stored: first.current,
      save: (latest: Value) => saveLatest(latest),
      onState: setSaving,
      pause_ms: PAUSE_MS,
    })
    autosave.current = own
    return () => void own.send()
  }, [])
  useEffect(() => autosave.current?.offer(value), [value])
  return { ...saving, onRetry: () => void autosave.current?.send() }
}

function SavedNote({ state, error, onRetry }: Saving) {
  const w = workWords.useWords()
  const house = houseWords.useWords()
  return (
    <output className={styles.saved} data-state={state}>
      {state === 'saving' && <Loader size={14} />}
      {state === 'saved' && <IconCheck size={16} stroke={2} aria-hidden />}
      {state === 'failed' && <IconAlertTriangle size={16} stroke={1.75} aria-hidden />}
      {state === 'saving' && w('saving')}
      {state === 'saved' && w('saved')}
      {state === 'failed' && w('not_saved', { why: failureOf(error).title })}
      {state === 'failed' && (
        <Button variant="subtle" size="compact-sm" onClick={onRetry}>
          {house('retry')}
        </Button>
      )}
    </output>
  )
}

type SaveBarProps = { saving: Saving; children?: ReactNode }

/** At the foot of a form: « enregistré », and what comes next. */
export function SaveBar({ saving, children }: SaveBarProps) {
  return (
    <div className={styles.saveBar}>
      <SavedNote {...saving} />
      <div className={styles.saveActions}>{children}</div>
    </div>
  )
}
