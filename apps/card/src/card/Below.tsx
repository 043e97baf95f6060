/** What stands under the card and what one can have: it comes a moment later, from the phone's own store. */
import { useState } from 'react'
import type { Card } from '../keep/kept.ts'
import { useInvitation } from '../open/invitation.ts'
import { StatementLink } from '../points/StatementLink.tsx'
import { PrivateSales } from '../private-sales/PrivateSales.tsx'
import { Promotions } from '../promotions/Promotions.tsx'
import { LastSales } from '../sales/LastSales.tsx'
import { WalletButton } from '../wallet/WalletButton.tsx'
import { Advantages, Expiring, OtherBalances } from './Around.tsx'
import { Clubs } from './Clubs.tsx'
import { Friend } from './Friend.tsx'
import { Invited } from './Invited.tsx'
import { Standing } from './Standing.tsx'
import styles from './page.module.css'

export function Below({ card, silent }: { card: Card; silent: boolean }) {
  const invitation = useInvitation()
  const [said, setSaid] = useState<string>()
  return (
    <>
      {said && (
        <output className={styles.pending}>
          <p>{said}</p>
        </output>
      )}
      {!silent && <WalletButton />}
      <PrivateSales silent={silent} />
      {invitation && <Invited code={invitation} silent={silent} onSaid={setSaid} />}
      {/* A card kept from before may know nothing of these. */}
      {(card.tiers ?? []).map((ladder) => (
        <Standing key={ladder.ladder_id} ladder={ladder} />
      ))}
      <OtherBalances card={card} />
      <Expiring accounts={card.accounts} />
      {card.accounts.length > 0 && <StatementLink />}
      {card.promotions && <Promotions promotions={card.promotions} />}
      <Advantages advantages={card.advantages} />
      {card.clubs && <Clubs clubs={card.clubs} silent={silent} />}
      {card.referral && <Friend referral={card.referral} silent={silent} />}
      {card.last_sales.length > 0 && <LastSales card={card} />}
    </>
  )
}
