/** The door: e-mail and password, then a code if one is asked for; or a passkey, which is both at once. */
import { useState } from 'react'
import { Alert, Button, Divider, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { api } from '#ui/api.ts'
import { failureOf } from '#ui/failure.ts'
import { IconKey } from '#ui/icons.ts'
import { paths } from '../paths.ts'
import { DoorForm, field } from './DoorForm.tsx'
import { knowsPasskeys, PasskeyNotShown, signInByPasskey } from './passkey.ts'
import { SecondStep } from './SecondStep.tsx'
import { SignInFrame } from './SignInFrame.tsx'
import { LinkAnchor } from '../shell/links.tsx'
import { useWords } from './words.ts'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const { next } = route.useSearch()
  const router = useRouter()
  const queries = useQueryClient()
  const [second, setSecond] = useState(false)
  const onEntered = () => {
    queries.clear()
    router.history.push(router.basepath.replace(/\/$/, '') + (next ?? paths.home))
  }
  if (second) return <SecondStep onEntered={onEntered} onBack={() => setSecond(false)} />
  return <FirstStep onEntered={onEntered} onSecond={() => setSecond(true)} />
}

function FirstStep({ onEntered, onSecond }: { onEntered: () => void; onSecond: () => void }) {
  const w = useWords()
  const { changed } = route.useSearch()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const enter = useMutation({
    mutationFn: () => api.post('/sign-in/sign-in/email', { body: { email: email.trim(), password } }),
    onSuccess: ({ twoFactorRedirect }) => (twoFactorRedirect ? onSecond() : onEntered()),
  })
  return (
    <SignInFrame
      title={w('title')}
      lead={w('lead')}
      below={
        <LinkAnchor to={paths.lost_password} size="sm">
          {w('lost')}
        </LinkAnchor>
      }
    >
      {changed && <Alert color="teal">{w('password_changed')}</Alert>}
      <DoorForm onSubmit={enter.mutate} error={enter.error} busy={enter.isPending} button={w('sign_in')}>
        <TextInput
          {...field}
          label={w('email')}
          type="email"
          autoComplete="username webauthn"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          {...field}
          label={w('password')}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      </DoorForm>
      {knowsPasskeys() && <PasskeyButton onEntered={onEntered} />}
    </SignInFrame>
  )
}

function PasskeyButton({ onEntered }: { onEntered: () => void }) {
  const w = useWords()
  const enter = useMutation({ mutationFn: signInByPasskey, onSuccess: onEntered })
  return (
    <>
      <Divider label={w('or')} />
      {enter.error && (
        <Alert color="red" role="alert">
          {enter.error instanceof PasskeyNotShown ? w('passkey_cancelled') : failureOf(enter.error).title}
        </Alert>
      )}
      <Button
        variant="default"
        leftSection={<IconKey size={18} stroke={1.75} />}
        loading={enter.isPending}
        onClick={() => enter.mutate()}
      >
        {w('with_passkey')}
      </Button>
    </>
  )
}
