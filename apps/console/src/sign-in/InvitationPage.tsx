/** Joining a team by the link of an invitation: a name and a password, or the account one already has. */
import { useState } from 'react'
import { PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { api } from '#ui/api.ts'
import { invitationQuery, meQuery } from '../session.ts'
import { paths } from '../paths.ts'
import { DoorForm, field } from './DoorForm.tsx'
import { SignInFrame } from './SignInFrame.tsx'
import { LinkAnchor } from '../shell/links.tsx'
import { useWords } from './words.ts'

const route = getRouteApi('/invitation/$token')

/** In place of the form when the link has served or is too old. */
export function InvitationOver() {
  const w = useWords()
  const below = (
    <LinkAnchor to={paths.sign_in} size="sm">
      {w('back_to_sign_in')}
    </LinkAnchor>
  )
  return <SignInFrame title={w('invitation_over')} lead={w('invitation_over_lead')} below={below} />
}

export function InvitationPage() {
  const w = useWords()
  const { token } = route.useParams()
  const invited = useSuspenseQuery(invitationQuery(token)).data
  const me = useQuery({ ...meQuery, enabled: invited.has_account, retry: false }).data
  const is_mine = me?.user.email.toLowerCase() === invited.email.toLowerCase()
  const role = w(`role_${invited.role}`)
  const lead = w('invited_lead', { role, email: invited.email })
  if (invited.has_account && !is_mine)
    return (
      <SignInFrame
        title={w('invited_title', { shop: invited.tenant.name })}
        lead={lead}
        below={
          <LinkAnchor to={paths.sign_in} search={{ next: `/invitation/${token}` }}>
            {w('sign_in')}
          </LinkAnchor>
        }
      >
        <p>{w('join_has_account')}</p>
      </SignInFrame>
    )
  return (
    <SignInFrame title={w('invited_title', { shop: invited.tenant.name })} lead={lead}>
      <JoinForm token={token} name={invited.name} email={invited.email} known={is_mine} />
    </SignInFrame>
  )
}

type JoinFormProps = { token: string; name: string; email: string; known: boolean }

function JoinForm({ token, email, known, ...first }: JoinFormProps) {
  const w = useWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [name, setName] = useState(first.name)
  const [password, setPassword] = useState('')
  const join = useMutation({
    mutationFn: async () => {
      const body = known ? {} : { name: name.trim(), password }
      await api.put('/invitations/{token}/acceptance', { params: { token }, body })
      if (!known) await api.post('/sign-in/sign-in/email', { body: { email, password } })
    },
    onSuccess: () => {
      queries.clear()
      return navigate({ to: paths.home })
    },
  })
  const button = w(known ? 'join_as' : 'join')
  return (
    <DoorForm onSubmit={join.mutate} error={join.error} busy={join.isPending} button={button}>
      {!known && (
        <>
          <TextInput
            {...field}
            label={w('your_name')}
            autoComplete="name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <PasswordInput
            {...field}
            label={w('password')}
            description={w('password_hint')}
            autoComplete="new-password"
            minLength={10}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        </>
      )}
    </DoorForm>
  )
}
