/** A promotion, written whole. */
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { Alert, Button, Radio, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { DateField } from '#ui/components/DateField.tsx'
import { dayHere } from '#ui/day-text.ts'
import { failureOf } from '#ui/failure.ts'
import { Discount, Goods } from './PromotionGoods.tsx'
import { Limits } from './PromotionLimits.tsx'
import { endOf, missingIn, startOf, wishOf, type Promotion, type Wish } from './promotion-wish.ts'
import { useWords } from './words.ts'
import styles from './templates.module.css'

type Props = { promotion: Promotion | null; readOnly: boolean; onDone: (open: string | undefined) => void }

export function PromotionForm({ promotion, readOnly, onDone }: Props) {
  const w = useWords()
  const queries = useQueryClient()
  const [promotion_id] = useState(() => promotion?.promotion_id ?? newId())
  const [wish, setWish] = useState<Wish>(() => wishOf(promotion))
  const [on, setOn] = useState<'product' | 'category'>(promotion?.category ? 'category' : 'product')
  const set = (more: Partial<Wish>) => setWish({ ...wish, ...more })
  const refresh = () => queries.invalidateQueries({ queryKey: ['/promotions'] })
  const save = useMutation({
    mutationFn: () =>
      api.put('/promotions/{promotion_id}', {
        params: { promotion_id },
        body: { ...wish, name: wish.name.trim() },
      }),
    onSuccess: async () => {
      await refresh()
      showDone({ message: w('saved') })
      onDone(promotion_id)
    },
  })
  const withdraw = useMutation({
    mutationFn: () => api.delete('/promotions/{promotion_id}', { params: { promotion_id } }),
    onSuccess: async () => {
      await refresh()
      showDone({ message: w('withdrawn') })
      onDone(undefined)
    },
  })
  const ask = async () => {
    const sure = await confirmWithCount({
      title: `${w('withdraw')} « ${wish.name} »`,
      children: w('withdraw_hint'),
      confirm: w('withdraw'),
      danger: true,
    })
    if (sure) withdraw.mutate()
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const missing = missingIn(wish, on)
  return (
    <form className={styles.form} onSubmit={submit}>
      <h2 className={styles.paneTitle}>{promotion ? promotion.name : w('promotion_new')}</h2>
      <TextInput
        label={w('promotion_name')}
        placeholder={w('promotion_name_example')}
        value={wish.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        maxLength={120}
        required
        withAsterisk={false}
        readOnly={readOnly}
      />
      <Goods wish={wish} set={set} on={on} onOn={setOn} readOnly={readOnly} />
      <Discount wish={wish} set={set} readOnly={readOnly} isProduct={on === 'product'} />
      <Radio.Group
        label={w('for_whom')}
        value={wish.for_whom}
        onChange={(for_whom) => !readOnly && set({ for_whom: for_whom as Wish['for_whom'] })}
      >
        <div className={styles.choices}>
          {(['shown', 'everybody'] as const).map((one) => (
            <Radio
              key={one}
              value={one}
              label={w(`for_whom_${one}`)}
              description={w(`for_whom_${one}_hint`)}
              disabled={readOnly}
            />
          ))}
        </div>
      </Radio.Group>
      <div className={styles.line}>
        <DateField
          label={w('from')}
          value={dayHere(wish.valid_from)}
          onValue={(day) => set({ valid_from: startOf(day) })}
          readOnly={readOnly}
        />
        <DateField
          label={w('until')}
          min={dayHere(wish.valid_from)}
          value={dayHere(Date.parse(wish.valid_until) - 1)}
          onValue={(day) => set({ valid_until: endOf(day) })}
          readOnly={readOnly}
        />
      </div>
      <Limits wish={wish} set={set} readOnly={readOnly} />
      {(save.error ?? withdraw.error) && (
        <Alert color="red" role="alert">
          {failureOf((save.error ?? withdraw.error)!).title}
        </Alert>
      )}
      {!readOnly && (
        <div className={styles.blockActions}>
          <Button type="submit" loading={save.isPending} disabled={missing !== null}>
            {w('save')}
          </Button>
          {missing && (
            <span className={styles.soft} role="status">
              {w(missing)}
            </span>
          )}
          {promotion && !promotion.withdrawn_at && (
            <Button variant="default" color="red" loading={withdraw.isPending} onClick={() => void ask()}>
              {w('withdraw')}
            </Button>
          )}
        </div>
      )}
    </form>
  )
}
