/** What the team keeps in mind about someone. */
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { Button, CloseButton, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { useFormats } from '#ui/words.ts'
import { Part } from './Part.tsx'
import { useRefresh } from './queries.ts'
import type { CustomerRecord } from './queries.ts'
import { useWords } from './words.ts'
import styles from './record.module.css'

export function NotesPart({ record: { customer_id, notes } }: { record: CustomerRecord }) {
  const w = useWords()
  const f = useFormats()
  const refresh = useRefresh()
  const [text, setText] = useState('')
  const write = useMutation({
    mutationFn: (wish: string) => {
      const params = { customer_id, note_id: newId() }
      return api.put('/customers/{customer_id}/notes/{note_id}', { params, body: { text: wish } })
    },
    onSuccess: () => {
      setText('')
      return refresh()
    },
  })
  const remove = useMutation({
    mutationFn: ({ note_id }: { note_id: string; text: string }) =>
      api.delete('/customers/{customer_id}/notes/{note_id}', { params: { customer_id, note_id } }),
    onSuccess: async (_, note) => {
      await refresh()
      showDone({ message: w('note_removed'), onUndo: () => write.mutate(note.text) })
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (text.trim()) write.mutate(text.trim())
  }
  return (
    <Part title={w('notes')}>
      <ul className={styles.notes}>
        {notes.map((note) => (
          <li key={note.note_id} className={styles.noteRow}>
            <div>
              <p className={styles.noteText}>{note.text}</p>
              <p className={styles.quiet}>
                {w('note_by', { name: note.written_by_name, when: f.relativeDay(note.written_at) })}
              </p>
            </div>
            <CloseButton
              className="no-print"
              aria-label={`${w('note_remove')} : ${note.text.slice(0, 40)}`}
              onClick={() => remove.mutate(note)}
            />
          </li>
        ))}
      </ul>
      <form onSubmit={submit} className={`${styles.noteForm} no-print`}>
        <Textarea
          aria-label={w('note_add')}
          placeholder={w('note_placeholder')}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={2000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={write.isPending} disabled={!text.trim()}>
          {w('add')}
        </Button>
      </form>
    </Part>
  )
}
