/** One person of the team: role in plain words, stores, PIN, invitation, and leaving. */
import { useState } from 'react'
import { Alert, Button, MultiSelect, PasswordInput, Radio, TextInput } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { storesQuery } from '../session.ts'
import { useRole } from '../shell/role.ts'
import { staffQuery } from './queries.ts'
import type { Member } from './queries.ts'
import { ROLES } from './roles.ts'
import type { Role } from './roles.ts'
import { useWords } from './words.ts'
import styles from './team.module.css'

type FormProps = { member: Member | undefined; onClose: () => void }
type Wish = { name: string; email: string; role: Role; store_ids: string[]; pin: string }

const BY_MANAGERS: readonly Role[] = ['seller', 'delivery']
const isPin = (pin: string) => /^\d{4,6}$/.test(pin)

export function MemberForm({ member, onClose }: FormProps) {
  const w = useWords()
  const queries = useQueryClient()
  const stores = useSuspenseQuery(storesQuery).data.items.filter((one) => !one.closed_at)
  const roles = useRole().among('owner') ? ROLES : BY_MANAGERS
  const [staff_id] = useState(() => member?.staff_id ?? newId())
  const [wish, setWish] = useState<Wish>({
    name: member?.name ?? '',
    email: member?.email ?? '',
    role: member?.role ?? 'seller',
    store_ids: member?.store_ids ?? [],
    pin: '',
  })
  const set = (change: Partial<Wish>) => setWish({ ...wish, ...change })
  const invites = !member && wish.email.trim() !== ''
  const save = useMutation({
    mutationFn: async () => {
      const { role, store_ids, pin } = wish
      const [name, email] = [wish.name.trim(), wish.email.trim()]
      await api.put('/staff/{staff_id}', {
        params: { staff_id },
        body: { name, role, store_ids, email: email || null, ...(pin && { pin }) },
      })
      if (invites) await api.put('/staff/{staff_id}/invitation', { params: { staff_id }, body: { email } })
      return name
    },
    onSuccess: async (name) => {
      await queries.invalidateQueries(staffQuery)
      showDone({ message: w(member ? 'saved' : 'added', { name }) })
      onClose()
    },
  })
  const failure = save.error && failureOf(save.error)
  const pin_wrong = wish.pin !== '' && !isPin(wish.pin)
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (wish.name.trim() && !pin_wrong) save.mutate()
      }}
    >
      <h2 className={styles.title}>{member ? member.name : w('new_title')}</h2>
      <TextInput
        label={w('name')}
        value={wish.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        maxLength={100}
        required
      />
      <Radio.Group label={w('role')} value={wish.role} onChange={(role) => set({ role: role as Role })}>
        <div className={styles.answers}>
          {roles.map((role) => (
            <Radio key={role} value={role} label={w(`role_${role}`)} description={w(`role_${role}_for`)} />
          ))}
        </div>
      </Radio.Group>
      <MultiSelect
        label={w('stores')}
        placeholder={wish.store_ids.length === 0 ? w('stores_all') : undefined}
        data={stores.map((one) => ({ value: one.store_id, label: one.name }))}
        value={wish.store_ids}
        onChange={(store_ids) => set({ store_ids })}
      />
      <TextInput
        type="email"
        label={w('email')}
        description={w('email_hint')}
        value={wish.email}
        onChange={(event) => set({ email: event.currentTarget.value })}
        disabled={member?.has_account}
        maxLength={254}
      />
      <PasswordInput
        label={member?.has_pin ? w('pin_change') : w('pin')}
        description={w('pin_hint')}
        value={wish.pin}
        onChange={(event) => set({ pin: event.currentTarget.value.replaceAll(/\D/g, '').slice(0, 6) })}
        error={pin_wrong && w('pin_hint')}
        inputMode="numeric"
        autoComplete="off"
      />
      {failure && (
        <Alert color="red" title={failure.title}>
          {failure.detail}
        </Alert>
      )}
      <div className={styles.deeds}>
        <Button type="submit" loading={save.isPending}>
          {member ? w('save') : invites ? w('add_and_invite') : w('add')}
        </Button>
        {member && <Invitation member={member} email={wish.email} />}
        {member && <Leaving member={member} onClose={onClose} />}
      </div>
    </form>
  )
}

function Invitation({ member, email }: { member: Member; email: string }) {
  const w = useWords()
  const queries = useQueryClient()
  const { staff_id, has_account, invited_at, name } = member
  const invite = useMutation({
    mutationFn: () =>
      api.put('/staff/{staff_id}/invitation', { params: { staff_id }, body: { email: email.trim() } }),
    onSuccess: async (sent) => {
      await queries.invalidateQueries(staffQuery)
      showDone({ message: w('invited', { email: sent.email }) })
    },
  })
  if (has_account || !email.includes('@')) return null
  return (
    <>
      <Button
        variant="default"
        aria-label={w('invite_of', { name })}
        loading={invite.isPending}
        onClick={() => invite.mutate()}
      >
        {w(invited_at ? 'invite_again' : 'invite')}
      </Button>
      {invite.error && <Alert color="red">{failureOf(invite.error).title}</Alert>}
    </>
  )
}

function Leaving({ member, onClose }: { member: Member; onClose: () => void }) {
  const w = useWords()
  const queries = useQueryClient()
  const mine = useRole().staff_id
  const { staff_id, name } = member
  const leave = useMutation({
    mutationFn: () => api.delete('/staff/{staff_id}', { params: { staff_id } }),
    onSuccess: async () => {
      await queries.invalidateQueries(staffQuery)
      showDone({ message: w('left', { name }) })
      onClose()
    },
  })
  if (staff_id === mine) return null
  const ask = async () => {
    const question = { title: w('leave_ask', { name }), children: w('leave_why'), confirm: w('leave_yes') }
    if (await confirmWithCount({ ...question, danger: true })) leave.mutate()
  }
  return (
    <>
      <Button variant="default" loading={leave.isPending} onClick={() => void ask()}>
        {w('leave')}
      </Button>
      {leave.error && <Alert color="red">{failureOf(leave.error).title}</Alert>}
    </>
  )
}
