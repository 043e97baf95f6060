/**
 * One till and its customers: does one thing after the other, some of it twice, some of it late and out of order, and
 * compares every answer with the model. What is not acknowledged is sent again, with the same id and content.
 */
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '../../server/lib/id.ts'
import { Member, type Basket } from './model.ts'
import type { Product } from './product.ts'
import type { Chance } from './random.ts'
import { CATEGORIES, DISCOUNT_ID } from './town.ts'

export type Person = { customer_id: string; model: Member; story: string[] }
type Town = { product: () => Product; key: string; store_ids: string[]; isOver: () => boolean }
type Answer = { status: number; body: any }

const SENDING_MS_MAX = 120_000
const STORY_LENGTH = 60

export class Lane {
  counts: Record<string, number> = {}
  private old: { path: string; body: object; answer: any }[] = []
  private town: Town
  private chance: Chance
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
    try {
      if (what < 0.64) await this.sell(person)
      else if (what < 0.7) await this.comeBackOnline(person)
      else if (what < 0.83) await this.giveBack(person)
      else if (what < 0.88) await this.chooseDiscount(person)
      else if (what < 0.9) await this.cancelDiscount(person)
      else if (what < 0.93) await this.correct(person)
      else if (what < 0.96) await this.repeat()
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
    const now = this.town.product().now()
    const cards = [...model.cards].filter(
      ([, card]) => card.cents > 0 && !card.withdrawn && !card.written_off && card.until > now + 86_400_000,
    )
    const basket = this.basket()
    // A card is refused where nothing is left to pay.
    const costs = basket.some((line) => line.pieces * line.unit_cents > line.discount_cents)
    const used = costs && cards.length > 0 && this.chance.happens(0.4) ? [this.chance.pick(cards)[0]] : []
    await this.recordSale(person, basket, now, used, {})
  }

  private async recordSale(person: Person, basket: Basket, at: number, cards: string[], more: object) {
    const sale_id = newId()
    const body = this.wish(person, basket, at, {
      ...more,
      ...(cards.length > 0 && { vouchers: cards.map((voucher_id) => ({ voucher_id })) }),
    })
    const path = `/sales/${sale_id}`
    this.tell(person, `sale ${sale_id} ${JSON.stringify(body)}`)
    const twice = this.chance.happens(0.05)
    const [answer, other] = await Promise.all([this.put(path, body), twice ? this.put(path, body) : null])
    this.judgeSale(person, answer, sale_id, basket, cards, at)
    if (other) {
      assert.deepEqual(other.body, answer.body, 'asked twice, answered the same')
      this.count('sent twice')
    }
    this.remember(path, body, answer.body)
  }

  private judgeSale(person: Person, answer: Answer, id: string, basket: Basket, cards: string[], at: number) {
    const { model } = person
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    const said = answer.body
    const told = model.sell(id, basket, cards, at, this.town.product().now())
    model.reward(said.triggered, told.sale, at)
    const earned = (unit: string) => said.earned.find((one: any) => one.unit === unit)?.units ?? 0
    const seen = {
      points: earned('points'),
      stamps: earned('stamps'),
      times: said.triggered.length,
      total: said.total_cents,
      to_pay: said.to_pay_cents,
      accounts: this.accountsOf(said.accounts),
    }
    const { points, stamps, times, total, to_pay } = told
    assert.deepEqual(seen, { points, stamps, times, total, to_pay, accounts: this.expected(person) })
    this.count('sales')
  }

  private accountsOf(accounts: any[]) {
    const of = (unit: string) => {
      const { available = 0, pending = 0, debt = 0 } = accounts.find((one) => one.unit === unit) ?? {}
      return { available, pending, debt }
    }
    return { points: of('points'), stamps: of('stamps') }
  }

  private expected({ model }: Person) {
    return { points: model.balance('points'), stamps: model.balance('stamps') }
  }

  /** Sales of a till that had no network reach the product late, in any order. */
  private async comeBackOnline(person: Person) {
    const now = this.town.product().now()
    const sales = Array.from({ length: this.chance.whole(2, 5) }, () => ({
      basket: this.basket(),
      at: now - this.chance.whole(1, 2 * 86_400_000),
    }))
    for (const { basket, at } of sales) await this.recordSale(person, basket, at, [], { offline: true })
    this.count('came back online')
  }

  private async giveBack(person: Person) {
    const { model } = person
    const open = model.sales.slice(-12).filter((sale) => sale.lines.some((line) => line.back < line.pieces))
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
    const reversed = (unit: string) => answer.body.reversed.find((one: any) => one.unit === unit)?.units ?? 0
    assert.deepEqual(
      {
        units: reversed('points'),
        stamps: reversed('stamps'),
        refund: answer.body.total_cents,
        to_cards: answer.body.refund.to_vouchers_cents,
        withdrawn: answer.body.vouchers_withdrawn.map((one: any) => one.voucher_id).sort(),
      },
      { ...told, withdrawn: told.withdrawn.sort() },
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
    this.count(may ? 'rewards chosen' : 'rewards refused')
  }

  private async cancelDiscount(person: Person) {
    const open = [...person.model.discounts].filter(([, one]) => !one.withdrawn)
    const [redemption_id, discount] = open.at(-1) ?? []
    if (!redemption_id || !discount || this.town.product().now() - discount.at > 40 * 86_400_000) return
    this.tell(person, `cancel ${redemption_id}`)
    const path = `/customers/${person.customer_id}/redemptions/${redemption_id}`
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
    for (const unit of ['points', 'stamps'] as const) person.model.settle(unit, this.town.product().now())
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
