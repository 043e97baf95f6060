/** Tags, put on and taken off where they stand. */
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { Badge, Button, CloseButton, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { IconPlus } from '#ui/icons.ts'
import { useRefresh } from './queries.ts'
import type { CustomerRecord } from './queries.ts'
import { useWords } from './words.ts'
import styles from './record.module.css'

export function TagsPart({ record: { customer_id, tags } }: { record: CustomerRecord }) {
  const w = useWords()
  const refresh = useRefresh()
  const [writing, setWriting] = useState(false)
  const [tag, setTag] = useState('')
  const at = (one: string) => ({ params: { customer_id, tag: one } })
  const put = useMutation({
    mutationFn: (one: string) => api.put('/customers/{customer_id}/tags/{tag}', at(one)),
    onSuccess: refresh,
  })
  const remove = useMutation({
    mutationFn: (one: string) => api.delete('/customers/{customer_id}/tags/{tag}', at(one)),
    onSuccess: refresh,
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (tag.trim()) put.mutate(tag.trim())
    setTag('')
    setWriting(false)
  }
  return (
    <div className={styles.tags}>
      {tags.map((one) => (
        <Badge
          key={one}
          color="gray"
          rightSection={
            <CloseButton
              className="no-print"
              size={24}
              aria-label={w('tag_remove', { tag: one })}
              onClick={() => remove.mutate(one)}
            />
          }
        >
          {one}
        </Badge>
      ))}
      {writing ? (
        <form onSubmit={submit}>
          <TextInput
            size="xs"
            w={160}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- asked for by a click on the button it replaces
            autoFocus
            aria-label={w('tag_add')}
            placeholder={w('tag_placeholder')}
            maxLength={60}
            value={tag}
            onChange={(event) => setTag(event.currentTarget.value)}
            onBlur={submit}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return
              event.preventDefault()
              setTag('')
              setWriting(false)
            }}
          />
        </form>
      ) : (
        <Button
          className="no-print"
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconPlus size={16} stroke={1.75} />}
          onClick={() => setWriting(true)}
        >
          {w('tag')}
        </Button>
      )}
    </div>
  )
}
