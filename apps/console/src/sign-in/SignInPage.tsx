/** The door: e-mail and password. */
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { Alert, Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { api } from '#ui/api.ts'
import { failureOf } from '#ui/failure.ts'
import { paths } from '../paths.ts'
import { SignInFrame } from './SignInFrame.tsx'
import { useWords } from './words.ts'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const w = useWords()
  const { next } = route.useSearch()
  const router = useRouter()
  const queries = useQueryClient()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const enter = useMutation({
    mutationFn: () => api.post('/sign-in/sign-in/email', { body: { email: email.trim(), password } }),
    onSuccess: () => {
      queries.clear()
      router.history.push(router.basepath.replace(/\/$/, '') + (next ?? paths.home))
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    enter.mutate()
  }
  return (
    <SignInFrame title={w('title')} lead={w('lead')}>
      <form onSubmit={submit} style={{ display: 'grid', gap: 'var(--space-2)' }}>
        <TextInput
          label={w('email')}
          type="email"
          autoComplete="username webauthn"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={w('password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {enter.error && (
          <Alert color="red" role="alert">
            {failureOf(enter.error).title}
          </Alert>
        )}
        <Button type="submit" loading={enter.isPending}>
          {w('sign_in')}
        </Button>
      </form>
    </SignInFrame>
  )
}
