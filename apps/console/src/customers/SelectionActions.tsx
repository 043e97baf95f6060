/** What can be done with the customers that are ticked: a tag, a list. One by one, six at a time. */
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { Button, Menu, Popover, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { ListCustomers } from '#client/types.ts'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { IconList, IconTag } from '#ui/icons.ts'
import { isSelected, selectedCount } from '#ui/selection.ts'
import type { Selection } from '#ui/selection.ts'
import { listsQuery, useMay, useRefresh } from './queries.ts'
import { useWords } from './words.ts'
import styles from './customers.module.css'

/** More than this at once would hold the page for minutes. */
const AT_ONCE_MAX = 1000
const PAGE = 200
const SIDE_BY_SIDE = 6

type Query = ListCustomers['query']
type Props = { selection: Selection; query: Query; total: number; onDone: () => void }

/** The ids behind a selection; « tout » is read page by page by the same filters. */
async function idsOf({ selection, query }: Pick<Props, 'selection' | 'query'>): Promise<string[]> {
  if (!selection.all) return [...selection.keys]
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page = await api.get('/customers', { query: { ...query, limit: PAGE, cursor } })
    ids.push(...page.items.map(({ customer_id }) => customer_id))
    cursor = page.next_cursor ?? undefined
  } while (cursor)
  return ids.filter((id) => isSelected(selection, id))
}

async function each(ids: string[], work: (customer_id: string) => Promise<unknown>) {
  const waiting = [...ids]
  const worker = async () => {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) await work(id)
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker))
  return ids.length
}

export function SelectionActions({ selection, query, total, onDone }: Props) {
  const w = useWords()
  const may = useMay()
  const refresh = useRefresh()
  const work = useMutation({
    mutationFn: async ({ one }: { one: (customer_id: string) => Promise<unknown>; said: Said }) =>
      each(await idsOf({ selection, query }), one),
    onSuccess: async (count, { said }) => {
      await refresh()
      showDone({ message: said(count) })
      onDone()
    },
    onError: (error) => showDone({ message: failureOf(error).title }),
  })
  const start = (one: (customer_id: string) => Promise<unknown>, said: Said) => work.mutate({ one, said })
  if (selectedCount(selection, total) > AT_ONCE_MAX)
    return <span>{w('too_many', { count: AT_ONCE_MAX })}</span>
  return (
    <>
      <TagThem
        busy={work.isPending}
        onTag={(tag) =>
          start(
            (customer_id) => api.put('/customers/{customer_id}/tags/{tag}', { params: { customer_id, tag } }),
            (count) => w('tag_done', { count, tag }),
          )
        }
      />
      {may.join_lists && (
        <AddToList
          busy={work.isPending}
          onList={(list_id, list) =>
            start(
              (customer_id) =>
                api.put('/lists/{list_id}/members/{customer_id}', { params: { list_id, customer_id } }),
              (count) => w('added', { count, list }),
            )
          }
        />
      )}
    </>
  )
}

type Said = (count: number) => string

function TagThem({ busy, onTag }: { busy: boolean; onTag: (tag: string) => void }) {
  const w = useWords()
  const [open, setOpen] = useState(false)
  const [tag, setTag] = useState('')
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (tag.trim() === '') return
    onTag(tag.trim())
    setOpen(false)
    setTag('')
  }
  return (
    <Popover opened={open} onChange={setOpen} width={300} shadow="sm" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          loading={busy}
          leftSection={<IconTag size={18} stroke={1.75} />}
          onClick={() => setOpen(!open)}
        >
          {w('tag_them')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit} className={styles.editor}>
          <TextInput
            data-autofocus
            aria-label={w('filter_tag')}
            placeholder={w('tag_placeholder')}
            maxLength={60}
            value={tag}
            onChange={(event) => setTag(event.currentTarget.value)}
          />
          <Button type="submit">{w('tag_them')}</Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}

function AddToList({ busy, onList }: { busy: boolean; onList: (list_id: string, name: string) => void }) {
  const w = useWords()
  const lists = useQuery(listsQuery).data?.items ?? []
  return (
    <Menu width={280} shadow="sm">
      <Menu.Target>
        <Button variant="default" loading={busy} leftSection={<IconList size={18} stroke={1.75} />}>
          {w('add_to_list')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {lists.length === 0 && <Menu.Label>{w('no_list')}</Menu.Label>}
        {lists.map(({ list_id, name }) => (
          <Menu.Item key={list_id} onClick={() => onList(list_id, name)}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
