/** Marks a service, an experience or a private sale as used, and takes the mark back. */
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { useRole } from '../shell/role.ts'
import { useStoreId } from '../shell/SignedIn.tsx'
import { isShown } from './search.ts'
import type { Row } from './search.ts'
import { useWords } from './words.ts'
import styles from './vouchers.module.css'

export function UseButton({ voucher }: { voucher: Row }) {
  const w = useWords()
  const role = useRole()
  const store_id = useStoreId()
  const queries = useQueryClient()
  const { voucher_id, name, state, kind } = voucher
  const params = { voucher_id }
  const isUsed = state === 'used'
  const mark = useMutation({
    mutationFn: () =>
      isUsed
        ? api.delete('/vouchers/{voucher_id}/use', { params })
        : api.put('/vouchers/{voucher_id}/use', { params, body: store_id ? { store_id } : {} }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['/vouchers'] })
      showDone({ message: w(isUsed ? 'mark_undone' : 'mark_used_done', { name }) })
    },
  })
  const may = isShown(kind) && role.among('owner', 'service', 'store_manager', 'seller')
  if (!may || (state !== 'open' && state !== 'used')) return null
  return (
    <>
      <Button variant={isUsed ? 'default' : 'filled'} loading={mark.isPending} onClick={() => mark.mutate()}>
        {w(isUsed ? 'mark_undo' : 'mark_used')}
      </Button>
      {mark.error && (
        <p className={styles.failed} role="alert">
          {failureOf(mark.error).title}
        </p>
      )}
    </>
  )
}
