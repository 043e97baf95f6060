/** The customers a shop already has: from a file, or none. */
import { Alert } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { IconFileImport } from '#ui/icons.ts'
import { paths } from '../paths.ts'
import { LinkButton } from '../shell/links.tsx'
import { useWords } from './words.ts'
import styles from './first-run.module.css'

export function CustomersStep() {
  const w = useWords()
  const found = useQuery({
    queryKey: ['/customers', 'how many'],
    queryFn: ({ signal }) => api.get('/customers', { query: { limit: 1 }, signal }),
  })
  const count = found.data?.total ?? 0
  return (
    <>
      <p>{w('customers_lead')}</p>
      {count > 0 && <Alert color="teal">{w('customers_there', { count })}</Alert>}
      <div className={styles.foot}>
        <LinkButton to={paths.imports} leftSection={<IconFileImport size={18} stroke={1.75} />}>
          {w('customers_import')}
        </LinkButton>
        {count > 0 && (
          <LinkButton to={paths.customers} variant="default">
            {w('customers_see')}
          </LinkButton>
        )}
      </div>
    </>
  )
}
