/** A day in a shop, from the first customer to the night's work: everything the program does that asks the database. */
import { personOf } from '../person.ts'
import { openShop } from '../shop.ts'
import { cardOnThePhone, lookBack, night } from './after.ts'
import { giftCards, rewards, sell, welcomeCustomers } from './counter.ts'
import { bringFilesIn, openTheHouse, staffSignsIn, tillIsPaired } from './house.ts'
import { verbs } from './verbs.ts'

/** Prepares the shop and answers the day, which is yet to be lived. */
export async function dayInAShop(): Promise<() => Promise<void>> {
  const shop = await openShop()
  const day = { shop, key: await shop.keyFor('owner'), ...verbs(shop.call) }
  const ada = await personOf(shop, 'owner')
  return async () => {
    await openTheHouse(day)
    await staffSignsIn(day, ada.email)
    const customer_id = await welcomeCustomers(day)
    await tillIsPaired(day)
    await sell(day, customer_id)
    await giftCards(day, customer_id)
    await rewards(day, customer_id)
    await lookBack(day, customer_id)
    await cardOnThePhone(day, customer_id)
    await bringFilesIn(day)
    await night(day)
  }
}
