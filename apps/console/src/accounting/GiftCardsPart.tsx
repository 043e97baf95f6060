/** Sold gift cards: what came in, what was used, what is left, and when VAT is due. */
import { useFormats } from '#ui/words.ts'
import type { GiftCards, MerchantFigures, Statement } from './queries.ts'
import { useWords } from './words.ts'
import styles from './accounting.module.css'

const ROWS = [
  ['opening', 'opening'],
  ['issued', 'g_issued'],
  ['spent', 'g_spent'],
  ['restored', 'g_restored'],
  ['expired', 'g_expired'],
  ['reversed', 'g_reversed'],
  ['closing', 'closing'],
] as const

type Props = { figures: Statement['figures']; merchant: MerchantFigures }

export function GiftCardsPart({ figures, merchant: { gift_cards } }: Props) {
  const w = useWords()
  const f = useFormats()
  if (gift_cards.length === 0) return null
  const title = ({ vat_type, vat_rate_bp, origin }: GiftCards) => {
    const name =
      vat_type === 'single' ? w('class_single', { rate: f.percent(vat_rate_bp / 10_000) }) : w('class_multi')
    return origin === 'import' ? w('class_import', { name }) : name
  }
  const shown = ROWS.filter(
    ([key]) => key === 'opening' || key === 'closing' || gift_cards.some(({ tally }) => tally[key] !== 0),
  )
  const at_use = gift_cards.some((one) => one.vat_at_use_cents !== 0)
  const at_issue = gift_cards.some((one) => one.vat_at_issue_cents !== 0)
  return (
    <section className={styles.part}>
      <div>
        <h2 className={styles.title}>{w('gift_cards')}</h2>
        <p className={styles.lead}>{w('gift_cards_lead')}</p>
      </div>
      <div className={styles.scroll} role="region" aria-label={w('gift_cards')} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <td />
              {gift_cards.map((one) => (
                <th key={one.class} scope="col">
                  {title(one)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(([key, word]) => (
              <tr key={key} data-kind={key === 'opening' || key === 'closing' ? 'stand' : undefined}>
                <th scope="row">{w(word)}</th>
                {gift_cards.map(({ class: of, tally }) => (
                  <td key={of}>{f.money(tally[key])}</td>
                ))}
              </tr>
            ))}
            {at_issue && (
              <tr>
                <th scope="row">{w('vat_at_issue')}</th>
                {gift_cards.map((one) => (
                  <td key={one.class}>{f.money(one.vat_at_issue_cents)}</td>
                ))}
              </tr>
            )}
            {at_use && (
              <tr>
                <th scope="row">{w('vat_at_use')}</th>
                {gift_cards.map((one) => (
                  <td key={one.class}>{f.money(one.vat_at_use_cents)}</td>
                ))}
              </tr>
            )}
          </tbody>
        </table>
      </div>
      {at_use && (
        <p className={styles.note}>
          {w('vat_at_use_note', { rate: f.percent(figures.parameters.settings.vat_rate_bp / 10_000) })}
        </p>
      )}
    </section>
  )
}
