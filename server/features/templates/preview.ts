/** What a template will look like for one person, before anybody is sent it; and what a text message will cost. */
import type { Context } from '../../platform/database.ts'
import type { Codes } from '../vouchers/codes.ts'
import { readShop } from './brand.ts'
import { compileVariant } from './compile.ts'
import { lint, type Finding } from './lint.ts'
import { sayFinding } from './lint-words.ts'
import { escapeHtml } from './liquid.ts'
import { sampleCustomers } from './reader-queries.ts'
import { readReaders } from './readers.ts'
import { refuse } from './refusals.ts'
import { ready, type Marks } from './render.ts'
import type { TemplateChannel, TemplateLanguage, TemplatePurpose, Variant } from './schemas.ts'
import type { Links, Reader, Rendered } from './shape.ts'
import { rangeOfSms, sizeOfSms, type SmsRange } from './sms-rules.ts'
import { valueName } from './value-names.ts'
import { wholeVariant } from './whole.ts'

export type PreviewWish = {
  channel: TemplateChannel
  purpose: TemplatePurpose
  language: TemplateLanguage
  variant: Variant
  customer_id?: string | null
}
export type PreviewOptions = { public_url: string; codes: Codes; language: TemplateLanguage }

/** A voucher and a sale such as a cause will bring: without them their places would always be empty. */
const exampleValues = (language: TemplateLanguage) => ({
  voucher: {
    name: language === 'fr' ? 'Carte cadeau de 10\u00a0€' : '€10 gift card',
    amount_words: language === 'fr' ? '10\u00a0€' : '€10',
    code: 'EXEMPLE23456789ABCDEFGH',
    code_grouped: 'EXEM-PLE2-3456-789A-BCDE-FGH',
    until: language === 'fr' ? '31 décembre' : '31 December',
  },
})

const plainLinks: Links = {
  unsubscribe: '#unsubscribe',
  preferences: '#preferences',
  view: '#view',
  follow: (url) => url,
  pixel: '',
}

const marksIn = (language: TemplateLanguage): Marks => {
  const words = (name: string) => `${valueName(name, language)} ?`
  return {
    text: (name) => `[${words(name)}]`,
    html: (name) =>
      `<span style="background:#ffdca8;color:#4a2f00;border:1px solid #c98a2b;border-radius:4px;padding:0 5px;font-weight:600">${escapeHtml(words(name))}</span>`,
  }
}

export type Preview = Rendered & {
  shop_url: string
  customer_id: string | null
  size_bytes: number
  findings: (Finding & { words: string })[]
  missing_words: string[]
  needs: string[]
  sms: { alphabet: string; letters: number; parts: number; left: number } | null
}

/** Without a customer, the newest one; without any, every value is shown as missing. */
export async function previewTemplate(
  ctx: Context,
  wish: PreviewWish,
  options: PreviewOptions,
): Promise<Preview> {
  const { channel, purpose, language } = wish
  const shop = await readShop(ctx, options.public_url)
  const variant = await wholeVariant(ctx, channel, wish.variant)
  const written = { channel, purpose, language }
  const compiled = await compileVariant(shop, written, variant)
  const findings = lint({ ...written, brand: shop.brand, shop_name: shop.name, variant, compiled })
  const opened = ready(compiled)
  const customer_id = wish.customer_id ?? (await sampleCustomers(ctx, 1))[0]
  const readers = await readReaders(ctx, customer_id ? [customer_id] : [], opened.needs, {
    codes: options.codes,
    language,
  })
  const reader: Reader = readers.get(customer_id ?? '') ?? { customer_id: null, language, values: {} }
  const rendered = opened.preview(marksIn(language))(reader, exampleValues(language), plainLinks)
  return {
    ...rendered,
    shop_url: shop.url,
    customer_id: reader.customer_id,
    size_bytes: Buffer.byteLength(rendered.html ?? rendered.text),
    findings: findings.map((one) => ({ ...one, words: sayFinding(one, options.language) })),
    missing_words: rendered.missing.map((name) => valueName(name, options.language)),
    needs: opened.needs,
    sms: channel === 'sms' ? sizeOfSms(rendered.text) : null,
  }
}

const MEASURED = 1000

/** Filled in for up to a thousand real customers. Throws `template_not_of_channel` for what is no text message. */
export async function measureSms(
  ctx: Context,
  wish: PreviewWish,
  options: PreviewOptions,
): Promise<SmsRange | null> {
  if (wish.channel !== 'sms') throw refuse('template_not_of_channel')
  const shop = await readShop(ctx, options.public_url)
  const variant = await wholeVariant(ctx, 'sms', wish.variant)
  const opened = ready(await compileVariant(shop, wish, variant))
  const readers = await readReaders(ctx, await sampleCustomers(ctx, MEASURED), opened.needs, {
    codes: options.codes,
  })
  const texts = [...readers.values()]
    .map((reader) => opened.render(reader, exampleValues(wish.language), plainLinks))
    // Who misses a value is sent nothing, and costs nothing.
    .filter(({ missing }) => missing.length === 0)
    .map(({ text }) => text)
  return rangeOfSms(texts, shop.brand.sms_part_millicents)
}
