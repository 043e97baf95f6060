/** What one does with a code: print it, change where it leads, end it. */
import { Button, Menu } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { IconDownload, IconPencil, IconX } from '#ui/icons.ts'
import { place } from '#ui/places.ts'
import type { TraceCode } from './queries.ts'
import { useWords } from './words.ts'
import styles from './links.module.css'

type Props = { code: TraceCode; onEdit: () => void; onChanged: () => Promise<unknown> }
const FORMATS = ['pdf', 'png', 'svg'] as const

export function CodeActions({ code, onEdit, onChanged }: Props) {
  const w = useWords()
  const { code_id, name, ended_at } = code
  const file = (format: string) => `${place().shop_path}/api/trace-codes/${code_id}/print?format=${format}`
  const end = useMutation({
    mutationFn: () => api.delete('/trace-codes/{code_id}', { params: { code_id } }),
    onSuccess: async () => {
      await onChanged()
      showDone({ message: w('ended') })
    },
    onError: (error) => showDone({ message: failureOf(error).title }),
  })
  const ask = async () => {
    const sure = await confirmWithCount({
      title: w('end_ask', { name }),
      children: w('end_body'),
      confirm: w('end'),
      danger: true,
    })
    if (sure) end.mutate()
  }
  if (ended_at) return null
  return (
    <div className={`${styles.actions} no-print`}>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="default" size="compact-md" leftSection={<IconDownload size={18} stroke={1.75} />}>
            {w('print')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {FORMATS.map((format) => (
            <Menu.Item key={format} component="a" href={file(format)} download>
              {w(`print_${format}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button
        variant="subtle"
        size="compact-md"
        leftSection={<IconPencil size={18} stroke={1.75} />}
        onClick={onEdit}
      >
        {w('edit')}
      </Button>
      <Button
        variant="subtle"
        color="gray"
        size="compact-md"
        leftSection={<IconX size={18} stroke={1.75} />}
        loading={end.isPending}
        onClick={() => void ask()}
      >
        {w('end')}
      </Button>
    </div>
  )
}
