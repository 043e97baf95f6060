/** Where the link of a lost password leads. */
import { useState } from 'react'
import { PasswordInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { api, ApiError } from '#ui/api.ts'
import { paths } from '../paths.ts'
import { DoorForm, field } from './DoorForm.tsx'
import { SignInFrame } from './SignInFrame.tsx'
import { LinkAnchor } from '../shell/links.tsx'
import { useWords } from './words.ts'

const route = getRouteApi('/password/$token')

export function NewPasswordPage() {
  const w = useWords()
  const { token } = route.useParams()
  const navigate = useNavigate()
  const [newPassword, setPassword] = useState('')
  const save = useMutation({
    mutationFn: () => api.post('/sign-in/reset-password', { body: { token, newPassword } }),
    onSuccess: () => navigate({ to: paths.sign_in, search: { changed: true }, replace: true }),
  })
  const over = save.error instanceof ApiError && save.error.code === 'link_expired'
  return (
    <SignInFrame
      title={w('new_title')}
      lead={w('new_lead')}
      below={
        <LinkAnchor to={over ? paths.lost_password : paths.sign_in} size="sm">
          {w(over ? 'ask_new_link' : 'back_to_sign_in')}
        </LinkAnchor>
      }
    >
      <DoorForm onSubmit={save.mutate} error={save.error} busy={save.isPending} button={w('save_password')}>
        <PasswordInput
          {...field}
          label={w('new_password')}
          description={w('password_hint')}
          autoComplete="new-password"
          minLength={10}
          value={newPassword}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      </DoorForm>
    </SignInFrame>
  )
}
