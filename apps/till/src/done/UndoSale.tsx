/** Undoing says first what will happen. */
import { useState } from 'react'
import { Modal } from '@mantine/core'
import { Button } from '#ui/light/Button.tsx'
import { goTo } from '#ui/light/route.ts'
import { houseWords } from '#ui/house-words.ts'
import { useFormats } from '#ui/words.ts'
import type { KeptSale } from '../keep/shapes.ts'
import { paths } from '../paths.ts'
import { tell } from '../shell/tell.ts'
import { undoSale } from '../returns/queue-back.ts'
import { useWords } from './words.ts'
import styles from './done.module.css'

export function UndoSale({ sale, onClose }: { sale: KeptSale; onClose: () => void }) {
  const w = useWords()
  const house = houseWords.useWords()
  const f = useFormats()
  const [busy, setBusy] = useState(false)
  const amount = f.money(sale.answer.to_pay_cents)
  const undo = async () => {
    setBusy(true)
    await undoSale(sale, w('undo_reason'))
    tell('done', w('undone'), w('give_back', { amount }))
    goTo(paths.rest, { replace: true })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={w('undo_title')}
      closeButtonProps={{ 'aria-label': house('close'), size: 48 }}
    >
      <p>{w('undo_detail', { amount })}</p>
      <div className={styles.choices}>
        <Button kind="plain" onClick={onClose}>
          {w('undo_no')}
        </Button>
        <Button busy={busy} onClick={() => void undo()}>
          {w('undo_yes', { amount })}
        </Button>
      </div>
    </Modal>
  )
}
