/** What went back, as the server answered; or that it will be, when the network is back. */
import { Button } from '#ui/light/Button.tsx'
import { goTo } from '#ui/light/route.ts'
import { useFormats } from '#ui/words.ts'
import { useUnits } from '../customer/units.ts'
import type { ReturnAnswer } from '../keep/shapes.ts'
import { paths } from '../paths.ts'
import { Frame } from '../shell/Frame.tsx'
import { useWords } from './words.ts'
import styles from './returns.module.css'

export function Returned({ answer }: { answer: ReturnAnswer | 'later' }) {
  const w = useWords()
  const f = useFormats()
  const units = useUnits()
  const title = w(answer === 'later' ? 'done_later' : 'done')
  return (
    <Frame
      title={title}
      actions={<Button onClick={() => goTo(paths.rest, { replace: true })}>{w('rest')}</Button>}
    >
      <output className={styles.returned}>
        <p className={styles.headline}>{title}</p>
        {answer !== 'later' && (
          <>
            {answer.refund.to_customer_cents > 0 && (
              <p className={styles.money}>
                {w('to_customer', { amount: f.money(answer.refund.to_customer_cents) })}
              </p>
            )}
            {answer.refund.to_vouchers_cents > 0 && (
              <p>{w('to_vouchers', { amount: f.money(answer.refund.to_vouchers_cents) })}</p>
            )}
            {units &&
              answer.reversed.map(({ unit, units: count, owed }) => (
                <p key={unit}>
                  {w('points_back', { units: units.say(unit, count) })}
                  {owed > 0 && `, ${w('owed', { units: units.say(unit, owed) })}`}
                </p>
              ))}
            {units &&
              answer.restored.map(({ unit, units: count }) => (
                <p key={unit}>{w('points_restored', { units: units.say(unit, count) })}</p>
              ))}
            {answer.vouchers_withdrawn.map(({ voucher_id, reward_name }) => (
              <p key={voucher_id}>{w('withdrawn', { name: reward_name })}</p>
            ))}
            {units &&
              answer.accounts.map(({ unit, available }) => (
                <p key={unit} className={styles.soft}>
                  {w('has_now', { units: units.say(unit, available) })}
                </p>
              ))}
          </>
        )}
      </output>
    </Frame>
  )
}
