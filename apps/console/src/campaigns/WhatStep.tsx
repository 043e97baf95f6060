/** What is said by which channel, what comes with it, and for a private sale what it is to. */
import { Radio, Switch } from '@mantine/core'
import { Section } from '#ui/components/Page.tsx'
import { MessageFields } from './MessageFields.tsx'
import { OfferFields } from './OfferFields.tsx'
import { NEW_OFFER } from './plan.ts'
import type { Plan } from './queries.ts'
import type { SaleDraft } from './sale.ts'
import { SaleFields } from './SaleFields.tsx'
import { useWords } from './words.ts'
import styles from './campaigns.module.css'

type Props = {
  plan: Plan
  sale: SaleDraft
  onPlan: (plan: Plan) => void
  onSale: (sale: SaleDraft) => void
}

const LETTERS = ['A', 'B', 'C', 'D'] as const

export function WhatStep({ plan, sale, onPlan, onSale }: Props) {
  const w = useWords()
  const { variants } = plan
  const several = variants.length > 1
  const compare = (on: boolean) =>
    onPlan({
      ...plan,
      variants: on
        ? [...variants, { variant: 'B', share: 1, messages: [...variants[0]!.messages] }]
        : variants.slice(0, 1),
    })
  return (
    <>
      {plan.kind === 'private_sale' && (
        <Section title={w('sale')} lead={w('sale_lead')}>
          <SaleFields sale={sale} onChange={onSale} />
        </Section>
      )}
      {variants.map((one, at) => (
        <Section
          key={one.variant}
          title={several ? w('variant', { letter: LETTERS[at]! }) : w('messages')}
          lead={at === 0 ? w('messages_lead') : undefined}
        >
          <MessageFields plan={plan} at={at} onPlan={onPlan} title={sale.title} />
        </Section>
      ))}
      <div className={styles.column}>
        {variants.some(({ messages }) => messages.length > 1) && (
          <Radio.Group
            label={w('choice')}
            value={plan.choice}
            onChange={(choice) => onPlan({ ...plan, choice: choice as Plan['choice'] })}
          >
            <div className={styles.choices}>
              <Radio value="in_order" label={w('choice_in_order')} />
              <Radio value="cheapest" label={w('choice_cheapest')} />
            </div>
          </Radio.Group>
        )}
        <Switch
          label={w('compare')}
          description={w('compare_hint')}
          checked={several}
          onChange={(event) => compare(event.currentTarget.checked)}
        />
        <Switch
          label={w('offer')}
          description={w('offer_hint')}
          checked={plan.offer !== null}
          onChange={(event) => onPlan({ ...plan, offer: event.currentTarget.checked ? NEW_OFFER : null })}
        />
        {plan.offer && <OfferFields offer={plan.offer} onChange={(offer) => onPlan({ ...plan, offer })} />}
      </div>
    </>
  )
}
