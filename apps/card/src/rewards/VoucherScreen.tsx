/** One voucher at the till: its code in three ways, and what it is worth. */
import { Button } from '#ui/light/Button.tsx'
import { goTo } from '#ui/light/route.ts'
import { useFormats } from '#ui/words.ts'
import { CodeScreen } from '../card/CodeScreen.tsx'
import type { Card } from '../keep/kept.ts'
import { paths } from '../paths.ts'
import { Frame } from '../shell/Frame.tsx'
import { Notice } from '../shell/Notice.tsx'
import { useTitle } from '../shell/Page.tsx'
import { useWords as useShellWords } from '../shell/words.ts'
import { valueOf, wordsOf } from './benefit.ts'
import { CopyCode } from './CopyCode.tsx'
import styles from './rewards.module.css'
import { useEnds } from './use-ends.ts'
import { benefitOf, type Voucher } from './Vouchers.tsx'
import { useWords } from './words.ts'

type Props = { card: Card; voucher_id: string; just_taken: boolean }

export function VoucherScreen({ card, voucher_id, just_taken }: Props) {
  const w = useWords()
  const shell = useShellWords()
  const voucher = card.vouchers.find((one) => one.voucher_id === voucher_id)
  useTitle(voucher?.name ?? w('gone'))
  if (voucher) return <Shown voucher={voucher} just_taken={just_taken} />
  return (
    <Frame alone>
      <Notice title={w('gone')} detail={w('gone_detail')}>
        <Button full onClick={() => goTo(paths.card, { replace: true })}>
          {shell('back_to_card')}
        </Button>
      </Notice>
    </Frame>
  )
}

function Shown({ voucher, just_taken }: { voucher: Voucher; just_taken: boolean }) {
  const w = useWords()
  const f = useFormats()
  const ends = useEnds()(voucher)
  const { name, kind, code, code_grouped, amount_cents, balance_cents } = voucher
  const benefit = benefitOf(voucher)
  const begun = kind === 'gift_card' && balance_cents < amount_cents
  return (
    <CodeScreen
      title={name}
      lead={
        <>
          <span className={styles.worth}>{valueOf(benefit, w, f)}</span>{' '}
          {begun && w('left_of', { left: f.moneyShort(balance_cents), amount: f.moneyShort(amount_cents) })}
        </>
      }
      qr={{ text: code, label: w('qr', { name }) }}
      barcode={{ text: code, label: w('barcode', { name }) }}
      number_label={w('code')}
      number={code_grouped}
    >
      {just_taken && <output className={styles.taken}>{w('ours', { name })}</output>}
      <div className={styles.terms}>
        {voucher.description && <p className={styles.described}>{voucher.description}</p>}
        <p>
          {wordsOf(benefit, w, f)}, <span data-soon={ends.soon || undefined}>{ends.words}</span>.
        </p>
        <p>{w('keep_secret')}</p>
        <CopyCode code={code_grouped} />
      </div>
    </CodeScreen>
  )
}
