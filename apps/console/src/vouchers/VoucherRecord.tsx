/** One voucher with everything that happened to it; its code only when asked for, and that is written down. */
import { useState } from 'react'
import { Badge, Button, Modal, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { GetVoucher } from '#client/types.ts'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { Money } from '#ui/components/Money.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { failureOf } from '#ui/failure.ts'
import { houseWords } from '#ui/house-words.ts'
import { lastMomentOf } from '#ui/last-day.ts'
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { LinkAnchor } from '../shell/links.tsx'
import { useRole } from '../shell/role.ts'
import { useActorName } from '../team/queries.ts'
import { isShown } from './search.ts'
import type { Row } from './search.ts'
import { useWords } from './words.ts'
import { UseButton } from './UseButton.tsx'
import { STATE_COLOURS, vatInWords, worthOf } from './worth.ts'
import styles from './vouchers.module.css'

const vatOf = ({ vat_type, vat_rate_bp }: Row) =>
  vat_type === 'single' && vat_rate_bp !== null
    ? { type: vat_type, rate_basis_points: vat_rate_bp }
    : vat_type === 'multi'
      ? { type: vat_type }
      : null

export function VoucherRecord({ voucher_id }: { voucher_id: string }) {
  const w = useWords()
  const f = useFormats()
  const found = useQuery({
    queryKey: ['/vouchers', voucher_id],
    queryFn: ({ signal }) => api.get('/vouchers/{voucher_id}', { params: { voucher_id }, signal }),
  })
  if (found.error) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <TextSkeleton lines={8} />
  const { voucher, holds, payments } = found.data
  const vat = vatInWords(vatOf(voucher), w, f)
  const means = payments.map((one) => `${one.means} ${f.money(one.amount_cents)}`).join(', ')
  return (
    <div className={styles.record}>
      <div>
        <Badge color={STATE_COLOURS[voucher.state]}>{w(`state_${voucher.state}`)}</Badge>
        <h2 className={styles.recordTitle}>{voucher.name}</h2>
        <p className={styles.soft}>
          {w(`kind_${voucher.kind}`)} · <code>…{voucher.last4}</code>
        </p>
      </div>
      <div>
        {!isShown(voucher.kind) && <div className={styles.worth}>{worthOf(voucher, w, f)}</div>}
        {voucher.kind === 'gift_card' && (
          <p className={styles.soft}>{w('of', { amount: f.money(voucher.amount_cents) })}</p>
        )}
      </div>
      <p className={styles.soft}>
        {voucher.expires_at ? w('valid', { date: f.date(lastMomentOf(voucher.expires_at)) }) : w('no_end')}
        {voucher.held_cents > 0 && ` · ${w('held', { amount: f.money(voucher.held_cents) })}`}
        {means && ` · ${w('paid_by', { means })}`}
      </p>
      {voucher.description && <p className={styles.described}>{voucher.description}</p>}
      {vat && <p className={styles.soft}>{vat}</p>}
      {voucher.customer_id && (
        <LinkAnchor to={paths.customer} params={{ customer_id: voucher.customer_id }}>
          {w('see_customer', { name: voucher.customer_name ?? '…' })}
        </LinkAnchor>
      )}
      {voucher.withdrawn_why && (
        <p className={styles.soft}>{w('withdrawn_why', { reason: voucher.withdrawn_why })}</p>
      )}
      <div className={styles.deeds}>
        <UseButton voucher={voucher} />
      </div>
      <History record={found.data} />
      {holds.some(({ state }) => state === 'held') && <p className={styles.soft}>{w('hold_held')}</p>}
      <Deeds voucher={voucher} />
    </div>
  )
}

function History({ record }: { record: GetVoucher['answer'] }) {
  const w = useWords()
  const f = useFormats()
  const actorName = useActorName()
  return (
    <section aria-labelledby="voucher-history">
      <h3 id="voucher-history" className={styles.partTitle}>
        {w('history')}
      </h3>
      <ol className={styles.history}>
        {record.entries.toReversed().map((entry) => {
          const name = actorName(entry.actor)
          return (
            <li key={entry.entry_id}>
              <span>
                {w(`entry_${entry.kind as 'issue'}`)}
                {name && <span className={styles.soft}> {w('issued_by', { name })}</span>}
                <br />
                <span className={styles.soft}>{f.dateTime(entry.occurred_at)}</span>
              </span>
              {entry.amount_cents !== 0 && <Money cents={entry.amount_cents} signed />}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function Deeds({ voucher }: { voucher: Row }) {
  const w = useWords()
  const role = useRole()
  const [asked, setAsked] = useState(false)
  const see = useMutation({
    mutationFn: () =>
      api.put('/vouchers/{voucher_id}/code-sight', { params: { voucher_id: voucher.voucher_id } }),
  })
  const ask = async () => {
    const question = { title: w('see_code_ask'), children: w('see_code_why'), confirm: w('see_code') }
    if (await confirmWithCount(question)) see.mutate()
  }
  if (voucher.state !== 'open') return null
  return (
    <>
      {see.data && (
        <output className={styles.code} aria-label={w('code')}>
          {see.data.code_grouped}
        </output>
      )}
      <div className={styles.deeds}>
        {role.among('owner') && !see.data && (
          <Button variant="default" loading={see.isPending} onClick={() => void ask()}>
            {w('see_code')}
          </Button>
        )}
        {role.among('owner', 'store_manager') && (
          <Button variant="default" color="red" onClick={() => setAsked(true)}>
            {w('withdraw')}
          </Button>
        )}
      </div>
      <Withdrawal voucher={voucher} opened={asked} onClose={() => setAsked(false)} />
    </>
  )
}

type WithdrawalProps = { voucher: Row; opened: boolean; onClose: () => void }

function Withdrawal({ voucher, opened, onClose }: WithdrawalProps) {
  const w = useWords()
  const f = useFormats()
  const house = houseWords.useWords()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const { voucher_id, name, kind, balance_cents } = voucher
  const withdraw = useMutation({
    mutationFn: () =>
      api.put('/vouchers/{voucher_id}/withdrawal', { params: { voucher_id }, body: { reason } }),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: ['/vouchers'] })
      showDone({ message: w('withdrawn_done') })
    },
  })
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={w('withdraw_title', { name })}
      closeButtonProps={{ 'aria-label': house('close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (reason.trim()) withdraw.mutate()
        }}
      >
        <p>
          {kind === 'gift_card'
            ? w('withdraw_lost', { amount: f.money(balance_cents) })
            : w('withdraw_lost_none')}
        </p>
        <Textarea
          label={w('reason')}
          placeholder={w('reason_example')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={300}
          autosize
          required
          data-autofocus
          error={withdraw.error && failureOf(withdraw.error).title}
        />
        <Button type="submit" color="red" loading={withdraw.isPending}>
          {w('withdraw')}
        </Button>
      </form>
    </Modal>
  )
}
