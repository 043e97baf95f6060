/**
 * One till and its customers: does one thing after the other, some of it twice, some of it late and out of order, much of
 * it in bulk, and compares every answer with the model. What is not acknowledged is sent again, with the same id and content.
 */
import assert from 'node:assert/strict'
import { newId } from '../../server/lib/id.ts'
import { asking, type Ask } from './asking.ts'
import { basketFrom, linesOf, sumOf } from './basket.ts'
import { RETURNABLE, type Basket, type Member } from './model.ts'
import { storyOf, tell, type Person } from './person.ts'
import type { Product } from './product.ts'
import type { Chance } from './random.ts'
import { DISCOUNT_ID, type UnitName } from './town.ts'

type Town = {
  product: () => Product
  key: string
  store_ids: string[]
  /** So many corrections one caller may still write today. */
  corrections_left: number
  /** How much of each line of these sales points paid: the product's own spreading of cents. */
  paidByLine: (sale_ids: string[]) => Promise<Map<string, number[]>>
}
type Sale = {
  person: Person
  id: string
  basket: Basket
  at: number
  cards: string[]
  kitty: number
  body: object
}

const DAY_MS = 86_400_000
/** What may be sent at once. */
const BULK_MAX = 500

export class Lane {
  /** What was asked, by kind: each sale of a bulk by itself, and each thing sent twice. */
  counts: Record<string, number> = {}
  /** What happened besides. */
  seen: Record<string, number> = {}
  /** Whose accounts changed since the town last looked. */
  touched = new Set<Person>()
  people: Person[]
  private old: { path: string; body: object; answer: any }[] = []
  private town: Town
  private chance: Chance
  private ask: Ask
  private kinds: [share: number, (person: Person) => Promise<void>][] = [
    [0.03, () => this.sendQueue()],
    [0.32, (person) => this.sell(person)],
    [0.24, (person) => this.giveBack(person)],
    [0.1, (person) => this.chooseDiscount(person)],
    [0.05, (person) => this.cancelDiscount(person)],
    [0.06, (person) => this.correct(person)],
    [0.06, () => this.repeat()],
    [0.003, () => this.join()],
    [1, (person) => this.look(person)],
  ]
  constructor(town: Town, chance: Chance, people: Person[]) {
    this.town = town
    this.chance = chance
    this.people = people
    this.ask = asking(town.product, town.key, chance, (what) => this.see(what))
  }

  get operations(): number {
    return Object.values(this.counts).reduce((sum, times) => sum + times, 0)
  }

  /** One thing happens to one of its customers, or a till sends what it has. */
  async step(): Promise<void> {
    const person = this.chance.pick(this.people)
    const what = this.chance.next()
    let upTo = 0
    const [, happen] = this.kinds.find(([share]) => what < (upTo += share))!
    try {
      await happen(person)
    } catch (error) {
      throw new Error(`${storyOf(person)}\n${(error as Error).stack}`, { cause: error })
    }
  }

  private count(what: string, times = 1) {
    this.counts[what] = (this.counts[what] ?? 0) + times
  }
  private see(what: string, times = 1) {
    this.seen[what] = (this.seen[what] ?? 0) + times
  }
  private get now() {
    return this.town.product().now()
  }
  private tell(person: Person, words: string, body?: object) {
    tell(person, this.now, words, body)
    this.touched.add(person)
  }

  /** A sale as it is made in the shop, with what the customer has to pay with; or one that a till makes alone, long before it tells. */
  private wish(person: Person, at: number, offline: boolean): Sale {
    const basket = basketFrom(this.chance)
    const { cards, kitty } = offline ? { cards: [], kitty: 0 } : this.means(person.model, basket, at)
    const body = {
      store_id: this.chance.pick(this.town.store_ids),
      customer_id: person.customer_id,
      occurred_at: new Date(at).toISOString(),
      lines: linesOf(basket),
      ...(offline && { offline }),
      ...(cards.length > 0 && { vouchers: cards.map((voucher_id) => ({ voucher_id })) }),
      // Asked for more than may be used: the product takes what it may.
      ...(kitty > 0 && { points: [{ unit: 'kitty', units: kitty + this.chance.whole(0, 500) }] }),
    }
    return { person, id: newId(), basket, at, cards, kitty, body }
  }

  private means(model: Member, basket: Basket, at: number) {
    const kitty = this.chance.happens(0.12) ? model.kittyFor(basket, at) : 0
    // A card is refused where nothing is left to pay.
    if (sumOf(basket) <= kitty || !this.chance.happens(0.25)) return { cards: [], kitty }
    const usable = [...model.cards].filter(
      ([, card]) => card.cents > 0 && !card.withdrawn && !card.written_off && card.until > at + DAY_MS,
    )
    return { cards: usable.length > 0 ? [this.chance.pick(usable)[0]] : [], kitty }
  }

  private async sell(person: Person) {
    const sale = this.wish(person, this.now, false)
    const path = `/sales/${sale.id}`
    this.tell(person, `sale ${sale.id}`, sale.body)
    const twice = this.chance.happens(0.05)
    const [answer, other] = await Promise.all([
      this.ask('PUT', path, sale.body),
      twice ? this.ask('PUT', path, sale.body) : null,
    ])
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    await this.judge([[sale, answer.body]])
    this.count('sales one by one')
    if (other) {
      assert.deepEqual(other.body, answer.body, 'asked twice, answered the same')
      this.count('sent twice')
    }
    this.remember(path, sale.body, answer.body)
  }

  /**
   * A till that had no network for up to two days sends what it sold, in any order; or a shop sends what it has just sold.
   * Each account is in it once: of two purchases that reach the product together, which one's points a reward takes is
   * nobody's to say.
   */
  private async sendQueue() {
    const { now } = this
    const offline = this.chance.happens(0.6)
    const share = this.chance.next()
    const seen = new Set<Member>()
    const sales: Sale[] = []
    for (const person of this.people) {
      if (sales.length === BULK_MAX || seen.has(person.model) || !this.chance.happens(share)) continue
      seen.add(person.model)
      const at = offline ? now - this.chance.whole(1, 2 * DAY_MS) : now
      sales.push(this.wish(person, at, offline))
    }
    if (sales.length === 0) return
    const body = { sales: sales.map((sale) => ({ sale_id: sale.id, ...sale.body })) }
    for (const { person, id, body: said } of sales)
      this.tell(person, `${offline ? 'late sale' : 'sale in bulk'} ${id}`, said)
    const twice = this.chance.happens(0.03)
    const [answer, other] = await Promise.all([
      this.ask('POST', '/sales/batch', body),
      twice ? this.ask('POST', '/sales/batch', body) : null,
    ])
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    const answers: { status: number; answer: any }[] = answer.body.answers
    for (const one of answers) assert.equal(one.status, 200, JSON.stringify(one))
    await this.judge(sales.map((sale, n) => [sale, answers[n]!.answer]))
    this.count(offline ? 'sales after an outage' : 'sales in bulk', sales.length)
    this.see('queues sent')
    if (other) {
      assert.deepEqual(other.body, answer.body, 'a queue sent twice, answered the same')
      this.count('sent twice', sales.length)
    }
    const n = this.chance.whole(0, sales.length - 1)
    this.remember(`/sales/${sales[n]!.id}`, sales[n]!.body, answers[n]!.answer)
  }

  /** What was answered beside the model. */
  private async judge(sales: [Sale, any][]) {
    const with_kitty = sales.filter(([sale]) => sale.kitty > 0).map(([sale]) => sale.id)
    const paid = with_kitty.length > 0 ? await this.town.paidByLine(with_kitty) : new Map<string, number[]>()
    const { now } = this
    for (const [sale, said] of sales)
      try {
        this.judgeOne(sale, said, paid.get(sale.id) ?? [], now)
      } catch (error) {
        throw new Error(`${storyOf(sale.person)}\n${(error as Error).stack}`, { cause: error })
      }
  }

  private judgeOne(sale: Sale, said: any, paid: number[], now: number) {
    const { model } = sale.person
    assert.equal(sumUp(paid), sale.kitty, 'the kitty pays what it may')
    const told = model.sell(sale, paid, now)
    model.reward(said.triggered, told.sale, sale.at)
    const earned = (unit: string) => said.earned.find((one: any) => one.unit === unit)?.units ?? 0
    const { tier_status: _, ...by_unit } = told.earned
    assert.deepEqual(
      {
        earned: { kitty: earned('kitty'), points: earned('points'), stamps: earned('stamps') },
        times: said.triggered.length,
        total: said.total_cents,
        to_pay: said.to_pay_cents,
        accounts: accountsOf(said.accounts),
      },
      {
        earned: by_unit,
        times: told.times,
        total: told.total,
        to_pay: told.to_pay,
        accounts: balances(model),
      },
    )
    if (sale.kitty > 0) this.see('paid with the kitty')
    if (sale.cards.length > 0) this.see('paid with a gift card')
    if (told.times > 0) this.see('rewards set off', told.times)
  }

  /** Two cards turn out to be one person's. */
  private async join() {
    const [into, from] = [this.chance.pick(this.people), this.chance.pick(this.people)]
    if (from.model === into.model) return
    const path = `/account-merges/${newId()}`
    for (const one of [from, into]) this.tell(one, `join ${from.customer_id} to ${into.customer_id}`)
    const body = {
      from_customer_id: from.customer_id,
      into_customer_id: into.customer_id,
      reason: 'même personne',
    }
    const answer = await this.ask('PUT', path, body)
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    const old = from.model
    const { now } = this
    old.settle(now)
    into.model.settle(now)
    this.count('cards joined')
    // Two people after all: nothing was bought meanwhile, and each has what they had, but for debts that were paid.
    const parts = !old.owes() && !into.model.owes()
    if (parts && this.chance.happens(0.8)) {
      const undone = await this.ask('DELETE', path)
      assert.equal(undone.status, 200, JSON.stringify(undone.body))
      old.joined = true
      into.model.joined = true
      this.count('cards parted')
      return
    }
    into.model.join(old, now)
    for (const person of this.people) if (person.model === old) person.model = into.model
  }

  private async giveBack(person: Person) {
    const { model } = person
    const open = model.sales
      .slice(-RETURNABLE)
      .filter((sale) => sale.lines.some((line) => line.back < line.pieces))
    if (open.length === 0) return
    const sale = this.chance.pick(open)
    const whole = this.chance.happens(0.4)
    const pieces = sale.lines.map((line) =>
      whole ? line.pieces - line.back : this.chance.whole(0, line.pieces - line.back),
    )
    if (pieces.every((n) => n === 0)) return
    const path = `/sales/${sale.id}/returns/${newId()}`
    const { now } = this
    const body = {
      occurred_at: new Date(now).toISOString(),
      lines: pieces.flatMap((n, i) => (n > 0 ? [{ line_no: i + 1, quantity_milli: n * 1000 }] : [])),
    }
    this.tell(person, `return ${path}`, body)
    const answer = await this.ask('PUT', path, body)
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    const told = model.giveBackGoods(sale, pieces, now)
    const { tier_status: _, ...seen } = told
    const reversed = (unit: string) => answer.body.reversed.find((one: any) => one.unit === unit)?.units ?? 0
    assert.deepEqual(
      {
        kitty: reversed('kitty'),
        points: reversed('points'),
        stamps: reversed('stamps'),
        refund: answer.body.total_cents,
        to_kitty: answer.body.refund.to_points_cents,
        to_cards: answer.body.refund.to_vouchers_cents,
        withdrawn: answer.body.vouchers_withdrawn.map((one: any) => one.voucher_id).sort(),
      },
      { ...seen, withdrawn: told.withdrawn.sort() },
    )
    this.remember(path, body, answer.body)
    this.count('returns')
    if (told.withdrawn.length > 0) this.see('rewards withdrawn', told.withdrawn.length)
  }

  private async chooseDiscount(person: Person) {
    const redemption_id = newId()
    const path = `/customers/${person.customer_id}/redemptions/${redemption_id}`
    this.tell(person, `choose ${redemption_id}`)
    const answer = await this.ask('PUT', path, { reward_id: DISCOUNT_ID })
    const may = person.model.chooseDiscount(redemption_id, person.customer_id, this.now)
    assert.equal(answer.status, may ? 200 : 409, JSON.stringify(answer.body))
    this.count(may ? 'rewards chosen' : 'rewards refused')
  }

  private async cancelDiscount(person: Person) {
    const open = [...person.model.discounts].filter(([, one]) => !one.withdrawn)
    const [redemption_id, discount] = open.at(-1) ?? []
    if (!redemption_id || !discount || this.now - discount.at > 40 * DAY_MS) return
    this.tell(person, `cancel ${redemption_id}`)
    const path = `/customers/${discount.taker}/redemptions/${redemption_id}`
    const answer = await this.ask('DELETE', path)
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    person.model.cancelDiscount(redemption_id, this.now)
    this.count('rewards cancelled')
  }

  private async correct(person: Person) {
    if (this.town.corrections_left <= 0) return
    this.town.corrections_left -= 1
    const unit = this.chance.pick(['points', 'stamps'] as const)
    const amount = this.chance.whole(1, unit === 'points' ? 60 : 2) * (this.chance.happens(0.4) ? -1 : 1)
    const correction_id = newId()
    const path = `/customers/${person.customer_id}/corrections/${correction_id}`
    this.tell(person, `correct ${unit} ${amount}`)
    const { now } = this
    const answer = await this.ask('PUT', path, { unit, amount, reason: 'à la main' })
    const done = person.model.correct(unit, correction_id, amount, now)
    assert.equal(answer.status === 200, done, JSON.stringify(answer.body))
    this.count('corrections')
  }

  /** Something long done is sent again: the same answer, and nothing moves. */
  private async repeat() {
    if (this.old.length === 0) return
    const { path, body, answer } = this.chance.pick(this.old)
    const again = await this.ask('PUT', path, body)
    assert.deepEqual(again, { status: 200, body: answer }, 'said again, answered the same')
    this.count('repeated')
  }

  private async look(person: Person) {
    const answer = await this.ask('GET', `/customers/${person.customer_id}`)
    assert.equal(answer.status, 200)
    person.model.settle(this.now)
    const accounts = answer.body.accounts.map((one: any) => ({
      ...one,
      available: one.available ?? one.balance,
    }))
    assert.deepEqual(accountsOf(accounts), balances(person.model))
    this.count('records read')
  }

  private remember(path: string, body: object, answer: any) {
    this.old.push({ path, body, answer })
    if (this.old.length > 40) this.old.splice(this.chance.whole(0, 39), 1)
  }
}

const sumUp = (cents: number[]) => cents.reduce((all, one) => all + one, 0)

function accountsOf(accounts: any[]) {
  const of = (unit: string) => {
    const { available = 0, pending = 0, debt = 0 } = accounts.find((one) => one.unit === unit) ?? {}
    return { available, pending, debt }
  }
  return { kitty: of('kitty'), points: of('points'), stamps: of('stamps') }
}

function balances(model: Member) {
  const of = (unit: UnitName) => model.balance(unit)
  return { kitty: of('kitty'), points: of('points'), stamps: of('stamps') }
}
