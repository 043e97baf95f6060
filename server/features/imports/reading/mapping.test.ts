import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ImportKind } from './fields.ts'
import { correctMapping, proposeMapping } from './mapping.ts'
import type { Mapping } from './mapping.ts'
import { readRows, sniff } from './reading.ts'
import { fileInMemory } from './source.ts'
import type { Row } from './source.ts'
import { toCustomer } from './to-customer.ts'
import { toProduct } from './to-product.ts'
import { toSaleLine } from './to-sale-line.ts'

const today = '2026-03-15'

async function read<K extends ImportKind>(kind: K, content: string) {
  const file = fileInMemory('x.csv', Buffer.from(content))
  const sniffed = await sniff(file)
  const mapping = proposeMapping(kind, sniffed, { today })
  const rows: Row[] = []
  for await (const batch of readRows(file, { sniffed })) rows.push(...batch.rows)
  return { mapping, rows, fields: mapping.columns.map(({ field }) => field as string | null) }
}

const headers: [kind: ImportKind, header: string, fields: (string | null)[]][] = [
  [
    'customers',
    'Civilité;Nom;Prénom;Date de naissance;Adresse;CP;Ville;Tél. fixe;Portable;E-mail;N° carte fidélité;Points;Optin SMS;Pointure',
    [
      'ignored',
      'last_name',
      'first_name',
      'birth_date',
      'address_line1',
      'postal_code',
      'city',
      'phone',
      'mobile',
      'email',
      'card_number',
      'points_balance',
      'consent_sms',
      null,
    ],
  ],
  [
    'customers',
    'First Name;Last Name;Email Address;Phone;Mobile;DOB;Zip;Country;Created At',
    [
      'first_name',
      'last_name',
      'email',
      'phone',
      'mobile',
      'birth_date',
      'postal_code',
      'country',
      'created_at',
    ],
  ],
  [
    'customers',
    'NOM DU CLIENT;ADRESSE MAIL;TELEPHONE;TELEPHONE;Magasin',
    ['last_name', 'email', 'phone', null, 'home_store'],
  ],
  [
    'products',
    'Réf.;Désignation;Famille;Marque;Prix TTC;EAN13;Photo;Stock',
    ['sku', 'name', 'category', 'brand', 'price', 'barcode', 'photo_url', 'ignored'],
  ],
  [
    'sales',
    'N° ticket;Date;Heure;Client;Magasin;Code article;Libellé;Qté;PU TTC;Montant;Remise;TVA',
    [
      'sale_reference',
      'occurred_date',
      'occurred_time',
      'customer_id',
      'store',
      'sku',
      'description',
      'quantity',
      'unit_price',
      'line_total',
      'discount',
      'vat',
    ],
  ],
  [
    'sales',
    'InvoiceNo;StockCode;Description;Quantity;InvoiceDate;UnitPrice;CustomerID',
    ['sale_reference', 'sku', 'description', 'quantity', 'occurred_at', 'unit_price', 'customer_id'],
  ],
]
for (const [kind, header, fields] of headers) {
  test(`the columns ${header.slice(0, 40)}…`, async () =>
    assert.deepEqual((await read(kind, `${header}\n`)).fields, fields))
}

test('without a header the content speaks', async () => {
  const rows = [
    'Dupont;Marie;0612345678;marie@free.fr;12/05/1974;75011;12 rue Foch',
    'Martin;Pierre;0761234567;p@sfr.fr;03/11/1981;69003;3 quai Gailleton',
    'Petit;Sylvie;0698765432;s@free.fr;25/12/1960;13001;7 bd Baille',
  ]
  const { fields } = await read('customers', `${rows.join('\n')}\n`)
  assert.deepEqual(fields, [
    null,
    'first_name',
    'mobile',
    'email',
    'birth_date',
    'postal_code',
    'address_line1',
  ])
})

test('a correction by hand takes the field from the column that had it, and is kept for the next file', async () => {
  const { mapping } = await read('customers', 'Nom;Prénom;Contact mail;E-mail\nA;B;a@b.fr;c@d.fr\n')
  const corrected = correctMapping(mapping as Mapping<'customers'>, 2, 'email')
  assert.deepEqual(
    corrected.columns.map(({ field }) => field),
    ['last_name', 'first_name', 'email', null],
  )
  const next = await sniff(
    fileInMemory('y.csv', Buffer.from('Prénom;Contact mail;Nom;Ville\nB;a@b.fr;A;Lyon\n')),
  )
  const again = proposeMapping('customers', next, { today, earlier: corrected })
  assert.deepEqual(
    again.columns.map(({ field, is_new }) => [field, is_new]),
    [
      ['first_name', false],
      ['email', false],
      ['last_name', false],
      ['city', true],
    ],
  )
})

test('a spoiled customer row comes out clean', async () => {
  const header = 'Civilité;Nom;Prénom;Né le;Adresse;CP;Ville;Téléphone;E-mail;Points;Optin email;Langue'
  const { rows, mapping } = await read(
    'customers',
    `${header}\nMme;DE LA TOUR;JEAN-PIERRE;12/05/74;N°12, RUE DE LA PAIX;1000;BOURG EN BRESSE CEDEX;612345678 / 01 42 68 53 00; J.Tour@GMIAL.com ;1 250;oui;français\n`,
  )
  const outcome = toCustomer(rows[0]!, mapping as Mapping<'customers'>)
  assert.ok(outcome.ok)
  const { phones, ...rest } = outcome.value
  assert.deepEqual(
    phones.map(({ e164, type }) => [e164, type]),
    [
      ['+33612345678', 'mobile'],
      ['+33142685300', 'fixed'],
    ],
  )
  assert.deepEqual(rest, {
    external_id: null,
    first_name: 'Jean-Pierre',
    last_name: 'de La Tour',
    emails: ['J.Tour@gmial.com'],
    birth_date: '1974-05-12',
    address_line1: '12 rue de la Paix',
    address_line2: null,
    postal_code: '01000',
    city: 'Bourg en Bresse CEDEX',
    country: 'FR',
    language: 'fr',
    card_number: null,
    points_balance: 1250,
    home_store: null,
    tags: [],
    notes: null,
    created_at: null,
    consent_email: true,
    consent_sms: null,
  })
  assert.deepEqual(
    outcome.warnings.map(({ code }) => code),
    ['email_typo', 'phone_second', 'date_doubtful', 'postal_code_zero'],
  )
  assert.equal(
    outcome.warnings[0]!.fr,
    'Faute de frappe possible, vouliez-vous dire «\u202FJ.Tour@gmail.com\u202F»\u202F? (colonne «\u202FE-mail\u202F»).',
  )
})

test('a row that names nobody is refused with every reason', async () => {
  const { rows, mapping } = await read(
    'customers',
    'Nom;E-mail;Portable\nA;a@b.fr;0612345678\n;pas un mail;6,12345678E8\n',
  )
  const outcome = toCustomer(rows[1]!, mapping as Mapping<'customers'>)
  assert.ok(!outcome.ok)
  assert.deepEqual(
    outcome.reasons.map(({ code, column }) => [code, column]),
    [
      ['nothing_to_identify', ''],
      ['email_invalid', 'E-mail'],
      ['phone_lossy', 'Portable'],
    ],
  )
  assert.match(outcome.reasons[1]!.en, /“pas un mail” is not an e-mail address \(column “E-mail”\)/)
})

test('products: price to the cent, barcode checked, a reference that Excel shortened refused', async () => {
  const { rows, mapping } = await read(
    'products',
    'Réf;Désignation;Prix TTC;EAN13\nA1;Pull;1 234,50 €;4006381333931\n3,7E+12;Robe;12,00;4006381333932\n',
  )
  const [good, bad] = rows.map((row) => toProduct(row, mapping as Mapping<'products'>))
  assert.ok(good?.ok)
  assert.deepEqual([good.value.price_cents, good.value.barcode], [123450, '4006381333931'])
  assert.ok(bad && !bad.ok)
  assert.deepEqual(
    bad.reasons.map(({ code }) => code),
    ['sku_lossy'],
  )
})

test('sale lines: returns by sign or by word, totals compared, the missing third computed', async () => {
  const { rows, mapping } = await read(
    'sales',
    'Ticket;Date;Heure;Qté;PU TTC;Montant;Retour\nT1;31/12/2025;14h30;2;12,50;25,00;non\nT2;31/12/2025;;-1;12,50;-12,50;\nT3;31/12/2025;;1;12,50;12,50;oui\nT4;31/12/2025;;3;;10,00;\nT5;31/12/2025;;2;12,50;30,00;\n;31/12/2027;;x;12,50;;\n',
  )
  const outcomes = rows.map((row) => toSaleLine(row, mapping as Mapping<'sales'>))
  const lines = outcomes.flatMap((outcome) =>
    outcome.ok
      ? [
          [
            outcome.value.kind,
            outcome.value.quantity,
            outcome.value.unit_price.exact,
            outcome.value.line_total.cents,
            outcome.warnings.map(({ code }) => code).join(),
          ],
        ]
      : [],
  )
  assert.deepEqual(lines, [
    ['sale', '2', '12.5', 2500, ''],
    ['return', '-1', '12.5', -1250, ''],
    ['return', '-1', '12.5', -1250, ''],
    ['sale', '3', '3.3333', 1000, 'rounded'],
    ['sale', '2', '12.5', 3000, 'total_differs'],
  ])
  const [first] = outcomes
  assert.ok(first?.ok)
  assert.deepEqual([first.value.occurred_at, first.value.has_time], ['2025-12-31T14:30:00', true])
  const last = outcomes[5]!
  assert.ok(!last.ok)
  assert.deepEqual(
    last.reasons.map(({ code }) => code),
    ['missing', 'date_future', 'number_invalid'],
  )
})
