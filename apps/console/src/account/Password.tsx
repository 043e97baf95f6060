/** A new password, for who knows the old one. */
import { useState } from 'react'
import { PasswordInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { Section } from '#ui/components/Page.tsx'
import { DoorForm, field } from '../sign-in/DoorForm.tsx'
import { useWords } from './words.ts'

export function Password() {
  const w = useWords()
  const queries = useQueryClient()
  const [currentPassword, setCurrent] = useState('')
  const [newPassword, setNew] = useState('')
  const change = useMutation({
    mutationFn: () => api.post('/sign-in/change-password', { body: { currentPassword, newPassword } }),
    onSuccess: async () => {
      setCurrent('')
      setNew('')
      showDone({ message: w('changed') })
      await queries.invalidateQueries({ queryKey: ['/sessions'] })
    },
  })
  return (
    <Section title={w('password')} lead={w('password_lead')}>
      <DoorForm
        onSubmit={change.mutate}
        error={change.error}
        busy={change.isPending}
        button={w('change')}
        quiet
      >
        <PasswordInput
          {...field}
          label={w('current')}
          autoComplete="current-password"
          value={currentPassword}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordInput
          {...field}
          label={w('new')}
          description={w('new_hint')}
          autoComplete="new-password"
          minLength={10}
          value={newPassword}
          onChange={(event) => setNew(event.currentTarget.value)}
        />
      </DoorForm>
    </Section>
  )
}
