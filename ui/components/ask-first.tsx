/** Questions before something is done, and a way back after. */
import type { ReactNode } from 'react'
import { Button } from '@mantine/core'
import { modals } from '@mantine/modals'
import { notifications } from '@mantine/notifications'
import { houseWords } from '../house-words.ts'
import { IconArrowBackUp } from '../icons.ts'

type Question = {
  /** With the count: « Supprimer 3 clients ? » */
  title: string
  /** What will happen, and whether it can be undone. */
  children: ReactNode
  /** The verb: « Supprimer 3 clients ». Never « OK ». */
  confirm: string
  danger?: boolean
}

/** True when the person said yes. Escape and a click outside say no. */
export function confirmWithCount({ title, children, confirm, danger }: Question): Promise<boolean> {
  return new Promise((decide) => {
    modals.openConfirmModal({
      title,
      children,
      labels: { confirm, cancel: houseWords.say('cancel') },
      confirmProps: { color: danger ? 'red' : undefined },
      // The safe answer has the focus.
      cancelProps: { 'data-autofocus': true },
      closeButtonProps: { 'aria-label': houseWords.say('close') },
      onConfirm: () => decide(true),
      onClose: () => decide(false),
    })
  })
}

const UNDO_MS = 10_000

type Done = { message: string; onUndo?: () => unknown; visible_ms?: number }

/** Says what was done, with a way back while it is shown. */
export function showDone({ message, onUndo, visible_ms = UNDO_MS }: Done) {
  const id = notifications.show({
    autoClose: visible_ms,
    withBorder: false,
    closeButtonProps: { 'aria-label': houseWords.say('close') },
    message: (
      <span style={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: '1rem' }}>
        <span>{message}</span>
        {onUndo && (
          <Button
            variant="subtle"
            size="compact-md"
            leftSection={<IconArrowBackUp size={18} stroke={1.75} />}
            onClick={() => {
              notifications.hide(id)
              void onUndo()
            }}
          >
            {houseWords.say('undo')}
          </Button>
        )}
      </span>
    ),
  })
}
