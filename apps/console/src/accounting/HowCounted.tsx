/** By which rules and values, and the proof that a close is what its movements say. */
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { useLanguage } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { LinkAnchor } from '../shell/links.tsx'
import type { MerchantFigures, Statement } from './queries.ts'
import { useUnitName } from './unit-name.ts'
import { useWords } from './words.ts'
import styles from './accounting.module.css'

type HowProps = { statement: Statement; merchant: MerchantFigures }

export function HowCounted({ statement, merchant }: HowProps) {
  const w = useWords()
  const name = useUnitName()
  const { settings, units } = statement.figures.parameters
  const mine = units.filter(({ unit }) => merchant.units.some((one) => one.unit === unit))
  const micro = useMicro(statement.figures.parameters.currency)
  return (
    <section className={styles.part}>
      <h2 className={styles.title}>{w('how')}</h2>
      <ul className={styles.how}>
        <li>{w('how_cutoff')}</li>
        <li>
          {w(`how_method_${settings.method}`)}{' '}
          {settings.method === 'provision' && settings.margin_bp === null && w('how_margin_none')}{' '}
          <LinkAnchor to={paths.accounting_settings} underline="always" className="no-print">
            {w('how_change')}
          </LinkAnchor>
        </li>
        {mine.map((one) => (
          <li key={one.unit}>
            {w('how_value', {
              unit: name.title(one.unit),
              value: micro(one.value_micro * (name.isMoney(one.unit) ? 100 : 1)),
              cost: micro(one.cost_micro * (name.isMoney(one.unit) ? 100 : 1)),
            })}{' '}
            ({w(`how_value_${one.value_from}`)}).
          </li>
        ))}
        {statement.content_hash && <li>{w('how_hash', { hash: statement.content_hash.slice(0, 16) })}</li>}
      </ul>
      {statement.state === 'closed' && <Prove month={statement.month} />}
    </section>
  )
}

/** Millionths of a cent, as money with what a unit is worth below a cent. */
function useMicro(currency: string) {
  const language = useLanguage()
  const write = new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: 4 })
  return (value: number) => write.format(value / 100_000_000).replaceAll('\u00a0', '\u202f')
}

/** Asked for by hand: it counts every movement of the month again. */
function Prove({ month }: { month: string }) {
  const w = useWords()
  const proof = useMutation({
    mutationFn: () => api.get('/accounting/months/{month}/proof', { params: { month } }),
  })
  return (
    <div className={`${styles.prove} no-print`} aria-live="polite">
      <Button variant="default" loading={proof.isPending} onClick={() => proof.mutate()}>
        {w('prove')}
      </Button>
      {proof.error && <ErrorState error={proof.error} onRetry={() => proof.mutate()} />}
      {proof.data && (
        <p className={styles.text} data-wrong={!proof.data.proved || undefined}>
          {w(proof.data.proved ? 'proved' : 'not_proved')}
        </p>
      )}
    </div>
  )
}
