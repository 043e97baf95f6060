/** The receipt of one's own purchase, kept once it was read; and the one behind a till's link, for whoever holds it. */
import { useEffect } from 'react'
import { useQuery } from '@tanstack/react-query'
import { api, isUnreachable } from '#ui/api.ts'
import { IconArrowLeft } from '#ui/icons.ts'
import { Link } from '#ui/light/Link.tsx'
import { useKept, type Card } from '../keep/kept.ts'
import { startWords } from '#ui/words.ts'
import { keepReceipt, keptReceipt } from '../keep/receipts.ts'
import { receiptToken } from '../open/address.ts'
import { paths } from '../paths.ts'
import { dressIn } from '../shell/dress.ts'
import { Frame } from '../shell/Frame.tsx'
import { Notice } from '../shell/Notice.tsx'
import { useTitle } from '../shell/Page.tsx'
import { useWords as useShellWords } from '../shell/words.ts'
import { ReceiptPaper } from './ReceiptPaper.tsx'
import styles from './receipt.module.css'
import { useWords } from './words.ts'

export function OwnReceiptPage({ card, sale_id }: { card: Card; sale_id: string }) {
  const w = useWords()
  const { customer_id } = card
  useTitle(w('receipt'))
  const { data, error } = useQuery({
    queryKey: ['sale', sale_id],
    queryFn: async () => {
      const receipt = await api.get('/card/sales/{sale_id}', { params: { sale_id } })
      keepReceipt({ sale_id, customer_id, receipt })
      return receipt
    },
    placeholderData: keptReceipt(customer_id, sale_id),
  })
  const receipt = data ?? keptReceipt(customer_id, sale_id)
  return (
    <div className={styles.page}>
      <Link to={paths.sales} className={`${styles.back} no-print`}>
        <IconArrowLeft size={20} stroke={1.75} aria-hidden="true" />
        {w('back')}
      </Link>
      {receipt ? <ReceiptPaper receipt={receipt} /> : <Missing error={error} />}
    </div>
  )
}

export function LinkedReceiptPage() {
  const w = useWords()
  const shell = useShellWords()
  const has_card = useKept() !== null
  const token = receiptToken() ?? ''
  useTitle(w('receipt'))
  const { data, error } = useQuery({
    queryKey: ['receipt', token],
    queryFn: () => api.get('/receipts/{token}', { params: { token } }),
    enabled: token !== '',
    staleTime: Infinity,
  })
  useEffect(() => {
    if (!data) return
    dressIn(data.shop)
    startWords({ currency: data.currency, time_zone: data.time_zone })
  }, [data])
  return (
    <Frame alone>
      <div className={styles.page}>
        {data ? (
          <ReceiptPaper receipt={data} />
        ) : (
          <Missing error={token === '' ? new Error('no link in the address') : error} />
        )}
        <Link to={paths.card} className={`${styles.card} no-print`}>
          {has_card ? shell('go_on') : w('open_card')}
        </Link>
      </div>
    </Frame>
  )
}

function Missing({ error }: { error: Error | null }) {
  const w = useWords()
  if (!error) return <p aria-busy="true">{w('loading')}</p>
  const kind = isUnreachable(error) ? 'offline' : 'gone'
  return <Notice title={w(`${kind}_title`)} detail={w(`${kind}_detail`)} />
}
