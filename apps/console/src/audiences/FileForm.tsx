/** A group of those whom a file names. */
import { useState } from 'react'
import { Button, FileInput, Modal, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { failureOf } from '#ui/failure.ts'
import { houseWords } from '#ui/house-words.ts'
import { paths } from '../paths.ts'
import { useWords } from './words.ts'
import styles from './audiences.module.css'

const FILE_BYTES_MAX = 10_000_000

export function FileForm({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const w = useWords()
  const house = houseWords.useWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const [audience_id] = useState(() => newId())
  const isTooBig = (file?.size ?? 0) > FILE_BYTES_MAX
  const send = useMutation({
    mutationFn: async (chosen: File) =>
      api.put('/audiences/{audience_id}/file', {
        params: { audience_id },
        body: { name: name.trim(), file_name: chosen.name, content: await base64Of(chosen) },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['/audiences'] })
      onClose()
      await navigate({ to: paths.audience, params: { audience_id } })
    },
  })
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={w('file_title')}
      closeButtonProps={{ 'aria-label': house('close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (file && name.trim() && !isTooBig) send.mutate(file)
        }}
      >
        <p className={styles.quiet}>{w('file_lead')}</p>
        <TextInput
          label={w('name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={120}
          required
        />
        <FileInput
          label={w('file')}
          placeholder={w('file_choose')}
          accept=".csv,.txt,.xlsx,.ods"
          value={file}
          onChange={setFile}
          error={isTooBig ? w('file_too_big') : undefined}
          required
        />
        {send.error && <p className={styles.problem}>{failureOf(send.error).title}</p>}
        <Button type="submit" loading={send.isPending} disabled={!file || !name.trim() || isTooBig}>
          {w('file_read')}
        </Button>
      </form>
    </Modal>
  )
}

/** As a data address gives it, without what stands before the comma. */
function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve((reader.result as string).split(',')[1] ?? ''))
    reader.addEventListener('error', () => reject(reader.error ?? new Error('the file could not be read')))
    reader.readAsDataURL(file)
  })
}
