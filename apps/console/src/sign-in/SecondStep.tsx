/** After the password: the code of the authenticator app, or a recovery code when the phone is not there. */
import { useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { DoorForm, field } from './DoorForm.tsx'
import { SignInFrame } from './SignInFrame.tsx'
import { useWords } from './words.ts'

export function SecondStep({ onEntered, onBack }: { onEntered: () => void; onBack: () => void }) {
  const w = useWords()
  const [recovery, setRecovery] = useState(false)
  const [code, setCode] = useState('')
  const verify = useMutation({
    mutationFn: () => {
      const body = { code: recovery ? code.trim() : code.replace(/\D/g, '') }
      return recovery
        ? api.post('/sign-in/two-factor/verify-backup-code', { body })
        : api.post('/sign-in/two-factor/verify-totp', { body })
    },
    onSuccess: onEntered,
  })
  const turn = () => {
    setRecovery(!recovery)
    setCode('')
    verify.reset()
  }
  return (
    <SignInFrame
      title={w('second_title')}
      lead={w(recovery ? 'recovery_lead' : 'second_lead')}
      below={
        <>
          <Button variant="subtle" size="compact-sm" onClick={turn}>
            {w(recovery ? 'use_app' : 'use_recovery')}
          </Button>
          <Button variant="subtle" size="compact-sm" onClick={onBack}>
            {w('start_again')}
          </Button>
        </>
      }
    >
      <DoorForm onSubmit={verify.mutate} error={verify.error} busy={verify.isPending} button={w('verify')}>
        <TextInput
          {...field}
          key={String(recovery)}
          label={w(recovery ? 'recovery_code' : 'second_code')}
          inputMode={recovery ? 'text' : 'numeric'}
          autoComplete="one-time-code"
          maxLength={recovery ? 20 : 8}
          data-autofocus
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one field of a step that was asked for
          autoFocus
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      </DoorForm>
    </SignInFrame>
  )
}
