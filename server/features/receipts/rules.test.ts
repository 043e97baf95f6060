import assert from 'node:assert/strict'
import { test } from 'node:test'
import { receiptMail } from './mail.ts'
import type { Receipt } from './receipt.ts'
import { receiptText } from './rules.ts'

const receipt: Receipt = {
  language: 'fr',
  currency: 'EUR',
  time_zone: 'Europe/Paris',
  shop: { name: 'Lili Rose', theme: {} },
  store: {
    name: 'Saint-Étienne',
    address: ['12 rue de la République', '42000 Saint-Étienne'],
    phone: null,
    legal_name: 'Lili Rose SARL',
    siret: '732 829 320 00074',
  },
  receipt_number: 'A1-42',
  occurred_at: new Date('2026-11-21T13:05:00Z'),
  customer_first_name: 'Camille',
  lines: [
    {
      line_no: 1,
      label: 'Robe à fleurs',
      quantity_milli: 1000,
      unit_price_cents: 59_90,
      gross_cents: 59_90,
      total_cents: 53_91,
    },
    {
      line_no: 2,
      label: 'Collant très opaque d’hiver en laine mérinos',
      quantity_milli: 2000,
      unit_price_cents: 12_50,
      gross_cents: 25_00,
      total_cents: 25_00,
    },
  ],
  gross_cents: 84_90,
  discount_cents: 5_99,
  total_cents: 78_91,
  to_pay_cents: 68_91,
  vouchers: [{ name: 'Carte cadeau', kind: 'gift_card', last4: 'K7QX', used_cents: 10_00, left_cents: 5_00 }],
  payments: [{ means: 'card', amount_cents: 68_91 }],
  earned: [{ unit: 'points', units: 78, pending: false, words: '78 points' }],
  returns: [
    {
      occurred_at: new Date('2026-11-22T09:00:00Z'),
      total_cents: 12_50,
      lines: [{ label: 'Collant', quantity_milli: 1000, total_cents: 12_50 }],
    },
  ],
}

test('the printed receipt, word for word', () => {
  assert.equal(
    receiptText(receipt, 32),
    `           Lili Rose
         Saint-Étienne
    12 rue de la République
      42000 Saint-Étienne
    SIRET 732 829 320 00074
--------------------------------
21 nov. 2026, 14:05
Ticket A1-42
--------------------------------
Robe à fleurs            59,90 €
  Remise                 -5,99 €
Collant très opaque      25,00 €
d’hiver en laine mérinos
  2 × 12,50 €
--------------------------------
Total                    78,91 €
Carte cadeau …K7QX      -10,00 €
  reste 5,00 €
À payer                  68,91 €
Carte bancaire           68,91 €
Gagné : 78 points
--------------------------------
Retour du 22 nov. 2026  -12,50 €
  1 × Collant
--------------------------------
     Merci de votre visite.`,
  )
})

test('no line is wider than the paper, whatever is on it', () => {
  const long = {
    ...receipt.lines[0]!,
    label: `Anticonstitutionnellement${'x'.repeat(60)} long`,
    gross_cents: 1_234_567_89,
  }
  for (const width of [48, 42, 32])
    for (const language of ['fr', 'en'] as const) {
      const lines = receiptText({ ...receipt, language, lines: [...receipt.lines, long] }, width).split('\n')
      assert.ok(lines.length > 25)
      for (const line of lines) assert.ok(line.length <= width, `${width}: ${line}`)
      assert.doesNotMatch(lines.join(''), /[\u00a0\u202f]/)
    }
})

test('atk-C12: what a shop or a cashier typed is text in the mail, never markup', () => {
  const evil = '<script>alert(1)</script>"><img src=x onerror=1>&'
  const { html, subject } = receiptMail(
    {
      ...receipt,
      shop: { name: evil, theme: {} },
      store: { ...receipt.store, name: evil, address: [evil], legal_name: evil },
      receipt_number: evil,
      lines: [{ ...receipt.lines[0]!, label: evil }],
      vouchers: [{ ...receipt.vouchers[0]!, name: evil }],
      payments: [{ means: evil, amount_cents: 1 }],
      earned: [{ ...receipt.earned[0]!, words: evil }],
      returns: [{ ...receipt.returns[0]!, lines: [{ ...receipt.returns[0]!.lines[0]!, label: evil }] }],
    },
    'https://x.example/"><script>',
  )
  assert.doesNotMatch(html, /<script|<img|onerror=1>/i)
  assert.ok(subject.includes(evil), 'a subject is no markup')
  assert.equal(html.match(/&lt;script&gt;/g)!.length >= 9, true)
})

test('the mail fetches nothing: no picture, no style sheet, no pixel', () => {
  const { html, text } = receiptMail(receipt, 'https://comptoir.example/t/lili/card/#r=rl_x')
  assert.doesNotMatch(html, /<img|<link|@import|url\(|src=/i)
  assert.deepEqual(html.match(/https?:[^"' <]+/g), ['https://comptoir.example/t/lili/card/#r=rl_x'])
  assert.match(text, /https:\/\/comptoir\.example\/t\/lili\/card\/#r=rl_x/)
})
