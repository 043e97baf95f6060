/** The entries to book, each with its accounts. */
import { useFormats } from '#ui/words.ts'
import type { MerchantFigures, Statement } from './queries.ts'
import { useWords } from './words.ts'
import styles from './accounting.module.css'

type EntriesProps = { statement: Statement; merchant: MerchantFigures }

export function Entries({ statement: { state }, merchant: { entries } }: EntriesProps) {
  const w = useWords()
  const f = useFormats()
  const amount = (cents: number) => (cents === 0 ? '' : f.money(cents))
  return (
    <section className={styles.part}>
      <div>
        <h2 className={styles.title}>{w('entries')}</h2>
        <p className={styles.lead}>
          {w(
            entries.length === 0 ? 'entries_none' : state === 'closed' ? 'entries_final' : 'entries_preview',
          )}{' '}
          {entries.length > 0 && w('entries_sales')}
        </p>
      </div>
      {entries.length > 0 && (
        <div className={styles.scroll} role="region" aria-label={w('entries')} tabIndex={0}>
          <table className={styles.entries}>
            <thead>
              <tr>
                <th scope="col">{w('account')}</th>
                <th scope="col">{w('debit')}</th>
                <th scope="col">{w('credit')}</th>
              </tr>
            </thead>
            {entries.map(({ no, label, lines }) => (
              <tbody key={no}>
                <tr className={styles.entryHead}>
                  <th scope="rowgroup" colSpan={3}>
                    <span className={styles.soft}>{w('entry_no', { no })}</span> {label}
                  </th>
                </tr>
                {lines.map((line, at) => (
                  <tr key={`${line.account} ${at}`}>
                    <td>
                      <span className={styles.account}>{line.account}</span> {line.label}
                    </td>
                    <td>{amount(line.debit_cents)}</td>
                    <td>{amount(line.credit_cents)}</td>
                  </tr>
                ))}
              </tbody>
            ))}
          </table>
        </div>
      )}
    </section>
  )
}
