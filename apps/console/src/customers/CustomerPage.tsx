/** One person's record on a page of its own, to link to and to print. */
import { useEffect } from 'react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { IconArrowLeft } from '#ui/icons.ts'
import { paths } from '../paths.ts'
import { CustomerRecord } from './CustomerRecord.tsx'
import { fullName, recordQuery } from './queries.ts'
import { useWords } from './words.ts'
import styles from './customer-page.module.css'

const route = getRouteApi('/shell/customers/$customer_id')

export function CustomerPage() {
  const w = useWords()
  const { customer_id } = route.useParams()
  const { tab } = route.useSearch()
  const navigate = useNavigate()
  const record = useQuery(recordQuery(customer_id)).data
  const name = record && fullName(record)
  useEffect(() => {
    if (name) document.title = w('record', { name })
  }, [name, w])
  return (
    <div className={styles.page}>
      <Link to={paths.customers} className={`${styles.back} no-print`}>
        <IconArrowLeft size={18} stroke={1.75} aria-hidden />
        {w('title')}
      </Link>
      <CustomerRecord
        customer_id={customer_id}
        tab={tab}
        onTab={(chosen) =>
          void navigate({
            to: paths.customer,
            params: { customer_id },
            search: (now) => ({ ...now, tab: chosen }),
            replace: true,
          })
        }
      />
    </div>
  )
}
