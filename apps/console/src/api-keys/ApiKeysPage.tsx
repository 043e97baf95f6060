/** Keys for other programs: made with a role, shown once, revoked at once. */
import { useState } from 'react'
import { Alert, Badge, Button, CopyButton, Modal, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ListApiKeys, PutApiKey } from '#client/types.ts'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { DataTable } from '#ui/components/DataTable.tsx'
import type { Column } from '#ui/components/DataTable.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Page } from '#ui/components/Page.tsx'
import { failureOf } from '#ui/failure.ts'
import { houseWords } from '#ui/house-words.ts'
import { IconCopy, IconExternalLink, IconPlus } from '#ui/icons.ts'
import { place } from '#ui/places.ts'
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { ROLES } from '../team/roles.ts'
import type { Role } from '../team/roles.ts'
import { useWords } from './words.ts'
import styles from './api-keys.module.css'

type Key = ListApiKeys['answer']['items'][number]
const queryKey = ['/api-keys']

export function ApiKeysPage() {
  const w = useWords()
  const [making, setMaking] = useState(false)
  const found = useQuery({
    queryKey,
    queryFn: async ({ signal }) => (await api.get('/api-keys', { signal })).items,
  })
  const add = (
    <Button leftSection={<IconPlus size={18} stroke={1.75} />} onClick={() => setMaking(true)}>
      {w('new')}
    </Button>
  )
  return (
    <Page
      title={w('title')}
      lead={w('lead')}
      breadcrumbs={[{ label: w('settings'), to: paths.settings }]}
      actions={
        <>
          <Button
            component="a"
            variant="default"
            href={`${place().shop_path}/api/docs`}
            target="_blank"
            rightSection={<IconExternalLink size={18} stroke={1.75} />}
          >
            {w('docs')}
          </Button>
          {found.data && found.data.length > 0 && add}
        </>
      }
    >
      <DataTable
        label={w('title')}
        columns={useColumns()}
        rows={found.data ?? []}
        rowKey={(row) => row.api_key_id}
        rowName={(row) => row.name}
        loading={found.isPending}
        error={found.error}
        onRetry={() => void found.refetch()}
        empty={
          <EmptyState picture="nothing" title={w('none')} action={add}>
            {w('none_for')}
          </EmptyState>
        }
      />
      {making && <NewKey onClose={() => setMaking(false)} />}
    </Page>
  )
}

function useColumns(): Column<Key>[] {
  const w = useWords()
  const f = useFormats()
  return [
    { key: 'name', label: w('name'), width: 220, cell: (row) => row.name },
    { key: 'key', label: w('key'), width: 120, cell: (row) => <code>{row.hint}</code> },
    { key: 'role', label: w('role'), width: 280, cell: (row) => w(`role_${row.role}`) },
    {
      key: 'used',
      label: w('used'),
      width: 140,
      cell: (row) => (row.last_used_at ? f.relativeDay(row.last_used_at) : w('never')),
    },
    { key: 'end', label: '', width: 130, align: 'end', cell: (row) => <Revocation row={row} /> },
  ]
}

function Revocation({ row }: { row: Key }) {
  const w = useWords()
  const queries = useQueryClient()
  const { api_key_id, name } = row
  const revoke = useMutation({
    mutationFn: () => api.delete('/api-keys/{api_key_id}', { params: { api_key_id } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey })
      showDone({ message: w('revoked_done') })
    },
  })
  if (row.revoked_at) return <Badge color="gray">{w('revoked')}</Badge>
  const ask = async () => {
    const question = { title: w('revoke_ask', { name }), children: w('revoke_why'), confirm: w('revoke') }
    if (await confirmWithCount({ ...question, danger: true })) revoke.mutate()
  }
  return (
    <Button
      variant="subtle"
      size="compact-md"
      aria-label={w('revoke_of', { name })}
      loading={revoke.isPending}
      onClick={() => void ask()}
    >
      {w('revoke')}
    </Button>
  )
}

function NewKey({ onClose }: { onClose: () => void }) {
  const w = useWords()
  const house = houseWords.useWords()
  const queries = useQueryClient()
  const [api_key_id] = useState(newId)
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('seller')
  const make = useMutation({
    mutationFn: () =>
      api.put('/api-keys/{api_key_id}', { params: { api_key_id }, body: { name: name.trim(), role } }),
    onSuccess: () => queries.invalidateQueries({ queryKey }),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      // A click beside it must not lose a key that is shown once.
      closeOnClickOutside={!make.data}
      title={make.data ? w('shown_once', { name: make.data.name }) : w('new')}
      closeButtonProps={{ 'aria-label': house('close') }}
    >
      {make.data ? (
        <Shown made={make.data} onClose={onClose} />
      ) : (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault()
            if (name.trim()) make.mutate()
          }}
        >
          <TextInput
            label={w('name')}
            placeholder={w('name_example')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={100}
            required
            data-autofocus
          />
          <Select
            label={w('role')}
            value={role}
            onChange={(chosen) => chosen && setRole(chosen as Role)}
            allowDeselect={false}
            data={ROLES.map((one) => ({ value: one, label: w(`role_${one}`) }))}
          />
          {make.error && <Alert color="red">{failureOf(make.error).title}</Alert>}
          <Button type="submit" loading={make.isPending}>
            {w('create')}
          </Button>
        </form>
      )}
    </Modal>
  )
}

function Shown({ made, onClose }: { made: PutApiKey['answer']; onClose: () => void }) {
  const w = useWords()
  return (
    <div className={styles.form}>
      <p className={styles.soft}>{w('shown_once_for')}</p>
      <output className={styles.key} aria-label={w('key')}>
        {made.key}
      </output>
      <div className={styles.line}>
        <CopyButton value={made.key ?? ''}>
          {({ copied, copy }) => (
            <Button leftSection={<IconCopy size={18} stroke={1.75} />} onClick={copy}>
              {w(copied ? 'copied' : 'copy')}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" onClick={onClose}>
          {w('understood')}
        </Button>
      </div>
    </div>
  )
}
