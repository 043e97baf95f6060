/** The second step: a code from the phone. Password, QR code, first code, recovery codes, in that order. */
import { useState } from 'react'
import { Badge, Button, Modal, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { QrCode } from '#ui/codes/QrCode.tsx'
import { showDone } from '#ui/components/ask-first.tsx'
import { Section } from '#ui/components/Page.tsx'
import { meQuery } from '../session.ts'
import { DoorForm, field } from '../sign-in/DoorForm.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { useWords } from './words.ts'
import styles from './account.module.css'

/** What the password is asked for. */
type Wish = 'begin' | 'end' | 'codes'
type Enrolment = { totpURI: string; backupCodes: string[] }

export function TwoSteps() {
  const w = useWords()
  const on = useSuspenseQuery(meQuery).data.user.two_factor_enabled
  const [wish, setWish] = useState<Wish>()
  return (
    <Section title={w('two')} lead={w('two_lead')}>
      <div className={styles.line}>
        <Badge color={on ? 'teal' : 'gray'}>{w(on ? 'two_on' : 'two_off')}</Badge>
        <div className={styles.buttons}>
          {on && (
            <Button variant="default" onClick={() => setWish('codes')}>
              {w('two_new_codes')}
            </Button>
          )}
          <Button variant={on ? 'default' : 'filled'} onClick={() => setWish(on ? 'end' : 'begin')}>
            {w(on ? 'two_end' : 'two_begin')}
          </Button>
        </div>
      </div>
      <Modal
        opened={wish !== undefined}
        onClose={() => setWish(undefined)}
        title={w('two')}
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': w('close') }}
      >
        {wish && <Steps wish={wish} onDone={() => setWish(undefined)} />}
      </Modal>
    </Section>
  )
}

function Steps({ wish, onDone }: { wish: Wish; onDone: () => void }) {
  const w = useWords()
  const queries = useQueryClient()
  const [enrolment, setEnrolment] = useState<Enrolment>()
  const [codes, setCodes] = useState<string[]>()
  const finish = async (message: 'two_started' | 'two_ended') => {
    await queries.invalidateQueries(meQuery)
    showDone({ message: w(message) })
  }
  const withPassword = async (password: string) => {
    const body = { password }
    if (wish === 'begin') setEnrolment(await api.post('/sign-in/two-factor/enable', { body }))
    if (wish === 'codes')
      setCodes((await api.post('/sign-in/two-factor/generate-backup-codes', { body })).backupCodes)
    if (wish === 'end') {
      await api.post('/sign-in/two-factor/disable', { body })
      await finish('two_ended')
      onDone()
    }
  }
  if (codes) return <RecoveryCodes codes={codes} onKept={onDone} />
  if (!enrolment) return <AskPassword onPassword={withPassword} wish={wish} />
  return (
    <Enrol
      enrolment={enrolment}
      onVerified={async () => {
        await finish('two_started')
        setCodes(enrolment.backupCodes)
      }}
    />
  )
}

type AskProps = { onPassword: (password: string) => Promise<void>; wish: Wish }

function AskPassword({ onPassword, wish }: AskProps) {
  const w = useWords()
  const [password, setPassword] = useState('')
  const ask = useMutation({ mutationFn: () => onPassword(password) })
  const words = { begin: 'two_begin', end: 'two_end', codes: 'two_new_codes' } as const
  return (
    <DoorForm onSubmit={ask.mutate} error={ask.error} busy={ask.isPending} button={w(words[wish])}>
      <PasswordInput
        {...field}
        label={w('two_confirm_password')}
        autoComplete="current-password"
        data-autofocus
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
    </DoorForm>
  )
}

type EnrolProps = { enrolment: Enrolment; onVerified: () => Promise<void> }

function Enrol({ enrolment, onVerified }: EnrolProps) {
  const w = useWords()
  const [code, setCode] = useState('')
  const secret = new URL(enrolment.totpURI).searchParams.get('secret') ?? ''
  const verify = useMutation({
    mutationFn: () =>
      api.post('/sign-in/two-factor/verify-totp', { body: { code: code.replace(/\D/g, '') } }),
    onSuccess: onVerified,
  })
  return (
    <DoorForm onSubmit={verify.mutate} error={verify.error} busy={verify.isPending} button={w('two_verify')}>
      <p>{w('two_scan')}</p>
      <div className={styles.code}>
        <QrCode text={enrolment.totpURI} label={w('two_scan')} />
      </div>
      <p className={styles.quiet}>
        {w('two_key')} : <code className={styles.key}>{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <TextInput
        {...field}
        label={w('two_code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={8}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
    </DoorForm>
  )
}
