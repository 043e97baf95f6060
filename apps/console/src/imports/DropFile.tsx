/** The way in for a file: dropped or chosen, sent as it is, and opened once the server has looked at it. */
import { useRef, useState } from 'react'
import { Alert, Button, Loader, SegmentedControl } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { failureOf } from '#ui/failure.ts'
import { IconFileImport } from '#ui/icons.ts'
import { paths } from '../paths.ts'
import { importQuery, KINDS } from './queries.ts'
import type { Kind } from './queries.ts'
import { useWords } from './words.ts'
import styles from './imports.module.css'

const route = getRouteApi('/shell/settings/imports')
const ACCEPTED = '.csv,.txt,.tsv,.xlsx,.ods'

export function DropFile() {
  const w = useWords()
  const { kind = 'customers' } = route.useSearch()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const field = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const send = useMutation({
    mutationFn: (file: File) => {
      const body = new FormData()
      body.append('kind', kind)
      body.append('file', file)
      // The contract describes JSON; files go as the browser sends forms.
      return api.put('/imports/{import_id}', { params: { import_id: newId() }, body: body as never })
    },
    onSuccess: async (found) => {
      const { import_id } = found
      queries.setQueryData(importQuery(import_id).queryKey, found)
      await navigate({ to: paths.import, params: { import_id } })
    },
  })
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0]
    if (file && !send.isPending) send.mutate(file)
  }
  const failure = send.error && failureOf(send.error)
  return (
    <div className={styles.new}>
      <SegmentedControl
        className={styles.kinds}
        aria-label={w('kind')}
        value={kind}
        onChange={(chosen) =>
          void navigate({ to: paths.imports, search: { kind: chosen as Kind }, replace: true })
        }
        data={KINDS.map((one) => ({ value: one, label: w(`kind_${one}`) }))}
      />
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the button inside is for the keyboard */}
      <div
        className={styles.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          take(event.dataTransfer.files)
        }}
      >
        {send.isPending ? (
          <output className={styles.sending}>
            <Loader size="sm" aria-hidden />
            {w('sending', { name: send.variables.name })}
          </output>
        ) : (
          <>
            <IconFileImport size={36} stroke={1.5} aria-hidden />
            <p className={styles.dropTitle}>{w('drop')}</p>
            <p className={styles.soft}>{w('drop_formats')}</p>
            <Button onClick={() => field.current?.click()}>{w('choose')}</Button>
          </>
        )}
        <input
          ref={field}
          type="file"
          aria-label={w('choose')}
          accept={ACCEPTED}
          hidden
          onChange={(event) => {
            take(event.currentTarget.files)
            event.currentTarget.value = ''
          }}
        />
      </div>
      {failure && (
        <Alert color="red" title={failure.title}>
          {failure.detail}
        </Alert>
      )}
    </div>
  )
}
