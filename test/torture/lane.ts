/**
 * One till and its customers: does one thing after the other, some of it twice, some of it late and out of order, and
 * compares every answer with the model. What is not acknowledged is sent again, with the same id and content.
 */
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '../../server/lib/id.ts'
import { RETURNABLE, type Basket, type Member } from './model.ts'
import type { Product } from './product.ts'
import type { Chance } from './random.ts'
import { CATEGORIES, DISCOUNT_ID, type UnitName } from './town.ts'

export type Person = { customer_id: string; model: Member; story: string[] }
type Town = {
  product: () => Product
  key: string
  store_ids: string[]
  /** How much of each line of a sale points paid: the product's own spreading of cents. */
  paidByLine: (sale_id: string) => Promise<number[]>
}
type Answer = { status: number; body: any }

const SENDING_MS_MAX = 240_000
const STORY_LENGTH = 60

export class Lane {
  /** Everything that was asked: each sale of a till that comes back, each thing sent twice. */
  operations = 0
  counts: Record<string, number> = {}
  private old: { path: string; body: object; answer: any }[] = []
  private town: Town
  private chance: Chance
  /** Who took a reward: cards that were joined share what they have, not what each has taken. */
  private takers = new Map<string, string>()
  people: Person[]
  constructor(town: Town, chance: Chance, people: Person[]) {
    this.town = town
    this.chance = chance
    this.people = people
  }

  private count(what: string, times = 1) {
    this.counts[what] = (this.counts[what] ?? 0) + times
  }

  /** One thing happens to one of its customers. */
  async step(): Promise<void> {
    const person = this.chance.pick(this.people)
    const what = this.chance.next()
    this.operations += 1
    try {
      if (what < 0.64) await this.sell(person)
      else if (what < 0.7) await this.comeBackOnline()
      else if (what < 0.83) await this.giveBack(person)
      else if (what < 0.88) await this.chooseDiscount(person)
      else if (what < 0.9) await this.cancelDiscount(person)
      else if (what < 0.93) await this.correct(person)
      else if (what < 0.955) await this.repeat()
      else if (what < 0.957) await this.join()
      else await this.look(person)
    } catch (error) {
      throw new Error(`${person.customer_id}\n${person.story.join('\n')}\n${(error as Error).stack}`, {
        cause: error,
      })
    }
  }

  private tell(person: Person, words: string) {
    person.story.push(`${new Date(this.town.product().now()).toISOString()} ${words}`)
    if (person.story.length > STORY_LENGTH) person.story.shift()
  }

  private basket(): Basket {
    return Array.from({ length: this.chance.whole(1, 4) }, () => ({
      category: this.chance.pick(CATEGORIES),
      pieces: this.chance.whole(1, 3),
      unit_cents: this.chance.whole(50, 6000),
      discount_cents: this.chance.happens(0.15) ? this.chance.whole(1, 500) : 0,
    }))
  }

  private wish(person: Person, basket: Basket, at: number, more: object = {}) {
    return {
      store_id: this.chance.pick(this.town.store_ids),
      customer_id: person.customer_id,
      occurred_at: new Date(at).toISOString(),
      lines: basket.map(({ category, pieces, unit_cents, discount_cents }) => ({
        label: category,
        category,
        quantity_milli: pieces * 1000,
        unit_price_cents: unit_cents,
        discount_cents,
      })),
      ...more,
    }
  }

  private async sell(person: Person) {
    const { model } = person
    const at = this.town.product().now()
    const usable = [...model.cards].filter(
      ([, card]) => card.cents > 0 && !card.withdrawn && !card.written_off && card.until > at + 86_400_000,
    )
    const basket = this.basket()
    const kitty = this.chance.happens(0.3) ? model.kittyFor(basket, at) : 0
    // A card is refused where nothing is left to pay.
    const costs = sumOf(basket) > kitty
    const cards = costs && usable.length > 0 && this.chance.happens(0.4) ? [this.chance.pick(usable)[0]] : []
    await this.recordSale(person, { basket, at, cards, kitty }, {})
  }

  private async recordSale(
    person: Person,
    wish: { basket: Basket; at: number; cards: string[]; kitty: number },
    more: object,
  ) {
    const { basket, at, cards, kitty } = wish
    const id = newId()
    const body = this.wish(person, basket, at, {
      ...more,
      ...(cards.length > 0 && { vouchers: cards.map((voucher_id) => ({ voucher_id })) }),
      // Asked for more than may be used: the product takes what it may.
      ...(kitty > 0 && { points: [{ unit: 'kitty', units: kitty + this.chance.whole(0, 500) }] }),
    })
    const path = `/sales/${id}`
    this.tell(person, `sale ${id} ${JSON.stringify(body)}`)
    const twice = this.chance.happens(0.05)
    const [answer, other] = await Promise.all([this.put(path, body), twice ? this.put(path, body) : null])
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    await this.judgeSale(person, answer.body, { ...wish, id })
    if (other) {
      assert.deepEqual(other.body, answer.body, 'asked twice, answered the same')
      this.count('sent twice')
      this.operations += 1
    }
    this.remember(path, body, answer.body)
  }

  private async judgeSale(
    person: Person,
    said: any,
    wish: { id: string; basket: Basket; at: number; cards: string[]; kitty: number },
  ) {
    const { model } = person
    const paid = wish.kitty > 0 ? await this.town.paidByLine(wish.id) : []
    assert.equal(
      paid.reduce((all, cents) => all + cents, 0),
      wish.kitty,
      'the kitty pays what it may',
    )
    const told = model.sell(wish, paid, this.town.product().now())
    model.reward(said.triggered, told.sale, wish.at)
    const earned = (unit: string) => said.earned.find((one: any) => one.unit === unit)?.units ?? 0
    const { tier_status: _, ...by_unit } = told.earned
    assert.deepEqual(
      {
        earned: { kitty: earned('kitty'), points: earned('points'), stamps: earned('stamps') },
        times: said.triggered.length,
        total: said.total_cents,
        to_pay: said.to_pay_cents,
        accounts: this.accountsOf(said.accounts),
      },
      {
        earned: by_unit,
        times: told.times,
        total: told.total,
        to_pay: told.to_pay,
        accounts: this.expected(person),
      },
    )
    this.count('sales')
    if (wish.kitty > 0) this.count('paid with the kitty')
  }

  private accountsOf(accounts: any[]) {
    const of = (unit: string) => {
      const { available = 0, pending = 0, debt = 0 } = accounts.find((one) => one.unit === unit) ?? {}
      return { available, pending, debt }
    }
    return { kitty: of('kitty'), points: of('points'), stamps: of('stamps') }
  }

  private expected({ model }: Person) {
    const of = (unit: UnitName) => model.balance(unit)
    return { kitty: of('kitty'), points: of('points'), stamps: of('stamps') }
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
    const answer = await this.put(path, body)
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    const old = from.model
    const now = this.town.product().now()
    old.settle(now)
    into.model.settle(now)
    // Two people after all: nothing was bought meanwhile, and each has what they had, but for debts that were paid.
    const parts = !old.owes() && !into.model.owes()
    if (parts && this.chance.happens(0.8)) {
      const undone = await this.send('DELETE', path)
      assert.equal(undone.status, 200, JSON.stringify(undone.body))
      old.joined = true
      into.model.joined = true
      this.count('accounts parted')
      return
    }
    into.model.join(old, now)
    for (const person of this.people) if (person.model === old) person.model = into.model
    this.count('accounts joined')
  }

  /**
   * A till that had no network for up to two days sends what it sold at once, in any order. Each account is among its
   * customers once: of two purchases that reach the product together, which one's points a reward takes is nobody's to say.
   */
  private async comeBackOnline() {
    const now = this.town.product().now()
    const seen = new Map<Member, Person>()
    for (const person of this.people) if (!seen.has(person.model)) seen.set(person.model, person)
    const share = this.chance.next()
    const customers = [...seen.values()].filter(() => this.chance.happens(share))
    if (customers.length === 0) return
    const sales = customers.map((person) => {
      const basket = this.basket()
      const at = now - this.chance.whole(1, 2 * 86_400_000)
      return { person, basket, at, id: newId(), cards: [], kitty: 0 }
    })
    const body = {
      sales: sales.map(({ person, basket, at, id }) => ({
        sale_id: id,
        ...this.wish(person, basket, at, { offline: true }),
      })),
    }
    for (const [n, { person, id }] of sales.entries())
      this.tell(person, `late sale ${id} ${JSON.stringify(body.sales[n])}`)
    const answer = await this.send('POST', '/sales/batch', body)
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    for (const [n, sale] of sales.entries()) {
      const said = answer.body.answers[n]
      assert.equal(said.status, 200, JSON.stringify(said))
      await this.judgeSale(sale.person, said.answer, sale)
    }
    this.operations += sales.length
    this.count('came back online')
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
    const now = this.town.product().now()
    const body = {
      occurred_at: new Date(now).toISOString(),
      lines: pieces.flatMap((n, i) => (n > 0 ? [{ line_no: i + 1, quantity_milli: n * 1000 }] : [])),
    }
    this.tell(person, `return ${path} ${JSON.stringify(body)}`)
    const answer = await this.put(path, body)
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
  }

  private async chooseDiscount(person: Person) {
    const redemption_id = newId()
    const path = `/customers/${person.customer_id}/redemptions/${redemption_id}`
    this.tell(person, `choose ${redemption_id}`)
    const answer = await this.put(path, { reward_id: DISCOUNT_ID })
    const may = person.model.chooseDiscount(redemption_id, this.town.product().now())
    assert.equal(answer.status, may ? 200 : 409, JSON.stringify(answer.body))
    if (may) this.takers.set(redemption_id, person.customer_id)
    this.count(may ? 'rewards chosen' : 'rewards refused')
  }

  private async cancelDiscount(person: Person) {
    const open = [...person.model.discounts].filter(([, one]) => !one.withdrawn)
    const [redemption_id, discount] = open.at(-1) ?? []
    if (!redemption_id || !discount || this.town.product().now() - discount.at > 40 * 86_400_000) return
    this.tell(person, `cancel ${redemption_id}`)
    const path = `/customers/${this.takers.get(redemption_id)}/redemptions/${redemption_id}`
    const answer = await this.send('DELETE', path)
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    person.model.cancelDiscount(redemption_id, this.town.product().now())
    this.count('rewards cancelled')
  }

  private async correct(person: Person) {
    const unit = this.chance.pick(['points', 'stamps'] as const)
    const amount = this.chance.whole(1, unit === 'points' ? 60 : 2) * (this.chance.happens(0.4) ? -1 : 1)
    const correction_id = newId()
    const path = `/customers/${person.customer_id}/corrections/${correction_id}`
    this.tell(person, `correct ${unit} ${amount}`)
    const now = this.town.product().now()
    const answer = await this.put(path, { unit, amount, reason: 'à la main' })
    const done = person.model.correct(unit, correction_id, amount, now)
    assert.equal(answer.status === 200, done, JSON.stringify(answer.body))
    this.count('corrections')
  }

  /** Something long done is sent again: the same answer, and nothing moves. */
  private async repeat() {
    if (this.old.length === 0) return
    const { path, body, answer } = this.chance.pick(this.old)
    const again = await this.put(path, body)
    assert.deepEqual(again, { status: 200, body: answer }, 'said again, answered the same')
    this.count('repeated')
  }

  private async look(person: Person) {
    const answer = await this.send('GET', `/customers/${person.customer_id}`)
    assert.equal(answer.status, 200)
    person.model.settle(this.town.product().now())
    const accounts = answer.body.accounts.map((one: any) => ({
      ...one,
      available: one.available ?? one.balance,
    }))
    assert.deepEqual(this.accountsOf(accounts), this.expected(person))
    this.count('records read')
  }

  private remember(path: string, body: object, answer: any) {
    this.old.push({ path, body, answer })
    if (this.old.length > 40) this.old.splice(this.chance.whole(0, 39), 1)
  }

  private put(path: string, body: object) {
    return this.send('PUT', path, body)
  }

  /** Until it is answered, whatever is killed meanwhile. */
  private async send(method: string, path: string, body?: object): Promise<Answer> {
    for (const until = performance.now() + SENDING_MS_MAX; ;) {
      // A line that breaks while the answer is on its way: the till knows nothing and asks again.
      const hasty = body !== undefined && this.chance.happens(0.01)
      const answered = await fetch(`${this.town.product().address}/api${path}`, {
        method,
        headers: {
          authorization: `Bearer ${this.town.key}`,
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(hasty ? this.chance.whole(1, 6) : 10_000),
      }).then(
        async (response) => ({ status: response.status, body: await response.json().catch(() => null) }),
        () => null,
      )
      if (answered && answered.status < 500 && answered.status !== 429) return answered
      this.count(answered ? `answered ${answered.status}` : 'lines broken')
      if (performance.now() > until) throw new Error(`${path}: not answered: ${JSON.stringify(answered)}`)
      if (!hasty) await sleep(30)
    }
  }
}

const sumOf = (basket: Basket) =>
  basket.reduce((sum, line) => sum + Math.max(0, line.pieces * line.unit_cents - line.discount_cents), 0)
