/** The holder's own page: details, what was agreed to, this phone, and the ways out. */
import { isUnreachable } from '#ui/api.ts'
import { failureOf } from '#ui/failure.ts'
import { useFormats } from '#ui/words.ts'
import type { Card } from '../keep/kept.ts'
import { Page } from '../shell/Page.tsx'
import { Section } from '../shell/Section.tsx'
import { Consents } from './Consents.tsx'
import { Details } from './Details.tsx'
import styles from './me.module.css'
import { MyData } from './MyData.tsx'
import { SpendingLock } from './SpendingLock.tsx'
import { ThisPhone } from './ThisPhone.tsx'
import { useMe } from './use-me.ts'
import { useWords } from './words.ts'

export function MePage({ card }: { card: Card }) {
  const w = useWords()
  const f = useFormats()
  const mine = useMe()
  return (
    <Page title={card.first_name ?? w('title')} lead={w('since', { month: f.month(card.member_since) })}>
      {mine.me ? (
        <>
          <Section title={w('identity')}>
            <Details me={mine.me} change={mine.change} verify={mine.verify} />
          </Section>
          {mine.me.consents.length > 0 && (
            <Section title={w('consents')}>
              <Consents consents={mine.me.consents} become={mine.become} />
            </Section>
          )}
        </>
      ) : (
        <p className={styles.soft} aria-busy={!mine.error}>
          {mine.error
            ? isUnreachable(mine.error)
              ? w('offline')
              : failureOf(mine.error).title
            : w('loading')}
        </p>
      )}
      <Section title={w('safety')}>
        <SpendingLock />
      </Section>
      <Section title={w('this_phone')}>
        <ThisPhone />
      </Section>
      <Section title={w('my_data')}>
        <MyData />
      </Section>
    </Page>
  )
}
