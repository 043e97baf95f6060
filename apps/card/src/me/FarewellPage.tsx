/** After leaving: what stays and why, and the gift cards that are still good. */
import { useFormats } from '#ui/words.ts'
import { Page } from '../shell/Page.tsx'
import { Section } from '../shell/Section.tsx'
import type { Departed } from './departed.ts'
import styles from './me.module.css'
import { useWords } from './words.ts'

export function FarewellPage({ shop, kept, gift_cards }: Departed) {
  const w = useWords()
  const f = useFormats()
  return (
    <Page title={w('left_title')} lead={w('left_lead', { shop })}>
      {gift_cards.length > 0 && (
        <Section title={w('left_codes')}>
          <p className={styles.soft}>{w('left_codes_lead')}</p>
          <ul className={styles.box}>
            {gift_cards.map(({ voucher_id, name, balance_cents, code_grouped }) => (
              <li key={voucher_id} className={styles.detail}>
                <div>
                  <small>
                    {name} · {f.moneyShort(balance_cents)}
                  </small>
                  <div className={styles.secret}>{code_grouped}</div>
                </div>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={w('left_kept')}>
        <dl className={styles.kept}>
          {kept.map(({ what, why }) => (
            <div key={what}>
              <dt>{what}</dt>
              <dd>{why}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <p className={styles.soft}>{w('left_back')}</p>
    </Page>
  )
}
