/**
 * `npm run bench -- templates [--quick]`: what each kind of template takes to be filled in for one reader after another,
 * as every message that leaves is. Compiled and read once, as the outbox does; readers differ. The limit is on the
 * slowest kind. Before it, a thousand letters merged into one file.
 */
import { assert } from '../server/lib/assert.ts'
import { compileVariant, type Shop } from '../server/features/templates/compile.ts'
import { lettersPdf } from '../server/features/templates/letter-pdf.ts'
import { ready } from '../server/features/templates/render.ts'
import { STARTERS, type Starter } from '../server/features/templates/starters.ts'
import type { Links } from '../server/features/templates/shape.ts'

const LIMIT_PER_S = 5_000
const SECONDS = 3
const QUICK_SECONDS = 0.5
const READERS = 1_000
/** What one request to print may hold. */
const LETTERS = 1_000

const shop: Shop = {
  name: 'Lili Rose',
  url: 'https://boutique.example/t/lili',
  currency: 'EUR',
  brand: {
    primary: '#1f5c46',
    logo_picture_id: null,
    font: 'humanist',
    rounded: true,
    legal_name: 'Lili Rose SARL',
    postal_address: '4 rue des Lilas, 42000 Saint-Étienne',
    phone: null,
    site_url: null,
    privacy_url: null,
    sms_name: null,
    sms_stop: '36180',
    sms_part_millicents: 10_000,
  },
}
const links: Links = {
  unsubscribe: 'https://boutique.example/stop/abcdefghijklmnop',
  preferences: 'https://boutique.example/choose/abcdefghijklmnop',
  view: 'https://boutique.example/view/abcdefghijklmnop',
  follow: (url, place) => `https://boutique.example/l/${place}?to=${encodeURIComponent(url)}`,
  pixel: 'https://boutique.example/p/abcdefghijklmnop',
}

/** Names, figures and goods of their own: nothing is filled in twice the same. */
function readerOf(n: number, language: 'fr' | 'en') {
  const name = `Prénom ${n}`
  const promotions = Array.from({ length: 4 }, (_, at) => ({
    promotion_id: `${n}-${at}`,
    name: `Robe ${n}.${at}`,
    price_words: `${30 + at} €`,
    old_price_words: `${50 + at} €`,
    why: `Parce que vous achetez : Robes ${n}`,
    url: `https://boutique.example/robes/${n}/${at}`,
  }))
  const voucher = { name: 'Carte cadeau de 10 €', code: 'ABCD', code_grouped: 'AB CD', until: '31 décembre' }
  return {
    customer_id: null,
    language,
    values: {
      first_name: name,
      last_name: 'Martin',
      salutation: `Bonjour ${name}`,
      points: 100 + n,
      points_words: `${100 + n} points`,
      next_reward: { name: 'Carte cadeau', to_go: 60, to_go_words: '60 points', progress: n % 100 },
      expiring: { words: `${n} points`, date: '31 janvier', days: 12 },
      vouchers: [voucher],
      voucher,
      promotions,
      store: {
        name: 'Saint-Étienne',
        address: '4 rue des Lilas',
        hours: ['Lundi'],
        phone: '04 77 00 00 00',
        phone_url: 'tel:+33477000000',
        map_url: 'https://boutique.example/plan',
      },
      last_purchase: { date: '3 mars', total: '59,90 €', store: 'Saint-Étienne' },
      card_number: '2123456789012',
      birthday_words: '3 mars',
      today_words: '27 novembre',
      postal: {
        name: `${name} Martin`,
        line1: `${n} rue des Lilas`,
        line2: null,
        postal_code: '42000',
        city: 'Saint-Étienne',
        country: 'FR',
      },
    },
  }
}

async function measure({ starter, channel, purpose, draft }: Starter, seconds: number) {
  const opened = ready(await compileVariant(shop, { channel, purpose, language: 'fr' }, draft.fr!))
  const readers = Array.from({ length: READERS }, (_, n) => readerOf(n, 'fr'))
  const fill = (n: number) => opened.render(readers[n % READERS]!, {}, links)
  for (let n = 0; n < READERS; n++) fill(n)
  const heap = process.memoryUsage().heapUsed
  const cpu = process.cpuUsage()
  const begun = performance.now()
  let [times, letters, spent_s] = [0, 0, 0]
  while (spent_s < seconds) {
    for (let n = 0; n < 100; n++, times++) {
      const { html, text } = fill(times)
      letters += (html ?? text).length
    }
    spent_s = (performance.now() - begun) / 1000
  }
  const { user, system } = process.cpuUsage(cpu)
  return {
    template: starter,
    channel,
    per_s: Math.round(times / spent_s),
    // On a machine that others use too, this says what the work takes.
    per_cpu_s: Math.round((times * 1e6) / (user + system)),
    letters: Math.round(letters / times),
    heap_mb: Math.round((process.memoryUsage().heapUsed - heap) / 1e6),
  }
}

/** Letters of one request, merged and in one file: how long that takes, and the most memory it had. */
async function measureLetters(count: number) {
  const starter = STARTERS.find(({ channel }) => channel === 'letter')
  assert(starter, 'there is a letter to begin with')
  const { channel, purpose, draft } = starter
  const opened = ready(await compileVariant(shop, { channel, purpose, language: 'fr' }, draft.fr!))
  let rss_most = process.memoryUsage().rss
  const before = rss_most
  const looking = setInterval(() => {
    rss_most = Math.max(rss_most, process.memoryUsage().rss)
  }, 20)
  const cpu = process.cpuUsage()
  const begun = performance.now()
  const letters = Array.from({ length: count }, (_, n) => opened.render(readerOf(n, 'fr'), {}, links).letter!)
  const pdf = await lettersPdf(letters)
  const took_s = (performance.now() - begun) / 1000
  clearInterval(looking)
  const { user, system } = process.cpuUsage(cpu)
  return {
    letters: count,
    pages: letters.filter(({ address }) => address !== null).length,
    took_s: Math.round(took_s * 10) / 10,
    cpu_s: Math.round((user + system) / 1e5) / 10,
    more_mb: Math.round((Math.max(rss_most, process.memoryUsage().rss) - before) / 1e6),
    file_kb: Math.round(pdf.length / 1000),
  }
}

export async function run({ quick }: { quick: boolean }) {
  const letters = await measureLetters(LETTERS)
  console.table([letters])
  const rows = []
  for (const starter of STARTERS) rows.push(await measure(starter, quick ? QUICK_SECONDS : SECONDS))
  console.table(rows)
  const ours = Math.min(...rows.map(({ per_cpu_s }) => per_cpu_s))
  return {
    bench: 'templates',
    ours,
    limit: LIMIT_PER_S,
    ratio: Math.round((100 * ours) / LIMIT_PER_S) / 100,
    slowest: rows.find(({ per_cpu_s }) => per_cpu_s === ours)!.template,
    per_s_slowest: Math.min(...rows.map(({ per_s }) => per_s)),
    letters,
    kinds: Object.fromEntries(rows.map(({ template, per_cpu_s }) => [template, per_cpu_s])),
  }
}
