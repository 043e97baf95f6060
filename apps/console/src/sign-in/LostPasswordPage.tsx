/** A lost password: the same words whether the address is known or not. */
import { useState } from 'react'
import { TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { paths } from '../paths.ts'
import { DoorForm, field } from './DoorForm.tsx'
import { SignInFrame } from './SignInFrame.tsx'
import { LinkAnchor } from '../shell/links.tsx'
import { useWords } from './words.ts'

export function LostPasswordPage() {
  const w = useWords()
  const [email, setEmail] = useState('')
  const ask = useMutation({
    mutationFn: () => api.post('/sign-in/request-password-reset', { body: { email: email.trim() } }),
  })
  const back = (
    <LinkAnchor to={paths.sign_in} size="sm">
      {w('back_to_sign_in')}
    </LinkAnchor>
  )
  if (ask.isSuccess)
    return <SignInFrame title={w('sent_title')} lead={w('sent', { email: email.trim() })} below={back} />
  return (
    <SignInFrame title={w('lost_title')} lead={w('lost_lead')} below={back}>
      <DoorForm onSubmit={ask.mutate} error={ask.error} busy={ask.isPending} button={w('send_link')}>
        <TextInput
          {...field}
          label={w('email')}
          type="email"
          autoComplete="username"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
      </DoorForm>
    </SignInFrame>
  )
}
