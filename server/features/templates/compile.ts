/** From what was written to what is filled in: one language of a template, compiled once, when it is saved. */
import type { Making } from './block-parts.ts'
import { makeEmail, type WholeEmail } from './email.ts'
import { checkWords, readTemplate } from './liquid.ts'
import { letterTemplate } from './letter.ts'
import { lookOf } from './look.ts'
import { makeVault } from './markup.ts'
import { PHRASES } from './phrases.ts'
import type {
  Brand,
  LetterVariant,
  PhoneVariant,
  PushVariant,
  SmsVariant,
  SocialVariant,
  TemplateChannel,
  TemplateLanguage,
  TemplatePurpose,
} from './schemas.ts'
import { stopMention } from './sms-rules.ts'

/** Kept with the version, as JSON. `parts` are short templates by name. */
export type Compiled = {
  channel: TemplateChannel
  purpose: TemplatePurpose
  language: TemplateLanguage
  currency: string
  subject: string | null
  html: string | null
  text: string
  links: string[]
  fixed: Record<string, string>
  parts: Record<string, string>
  needs: string[]
  shop: { name: string; url: string; card_url: string; site_url: string | null }
  /** What a letter or a notification shows besides its words. */
  around: Record<string, string>
}

export type Shop = {
  name: string
  url: string
  currency: string
  brand: Brand
}

export type Written = { channel: TemplateChannel; purpose: TemplatePurpose; language: TemplateLanguage }

/** Shared blocks are in their places. Throws `template_malformed` when words between braces are not understood. */
export async function compileVariant(shop: Shop, written: Written, variant: unknown): Promise<Compiled> {
  const compiled: Compiled = {
    ...written,
    currency: shop.currency,
    subject: null,
    html: null,
    text: '',
    links: [],
    fixed: {},
    parts: {},
    needs: [],
    shop: { name: shop.name, url: shop.url, card_url: `${shop.url}/card/`, site_url: shop.brand.site_url },
    around: {},
  }
  checkAll(variant)
  const needs = new Set<string>()
  if (written.channel === 'email') await compileEmail(shop, compiled, needs, variant as WholeEmail)
  else BY_CHANNEL[written.channel](shop, compiled, variant as never)
  return { ...compiled, needs: [...needsOf(compiled, needs)].sort() }
}

/** What people wrote is held to what people may write, before blocks add what is theirs. */
function checkAll(part: unknown): void {
  if (typeof part === 'string') return checkWords(part)
  if (typeof part === 'object' && part !== null) for (const one of Object.values(part)) checkAll(one)
}

async function compileEmail(shop: Shop, into: Compiled, needs: Set<string>, email: WholeEmail) {
  const making: Making = {
    brand: shop.brand,
    shop_name: shop.name,
    shop_url: shop.url,
    look: lookOf(shop.brand),
    language: into.language,
    purpose: into.purpose,
    vault: makeVault(),
    links: into.links,
    fixed: into.fixed,
    needs,
  }
  const { html, text } = await makeEmail(making, email)
  into.subject = email.subject
  into.html = html.replace('</body>', '{% address pixel %}</body>')
  into.text = text
}

type Compile = (shop: Shop, into: Compiled, variant: never) => void

const pictureOf = (shop: Shop, picture_id: string | null) =>
  picture_id ? `${shop.url}/api/pictures/${picture_id}` : ''

const compilePush = (shop: Shop, into: Compiled, push: PushVariant) => {
  into.subject = push.title
  into.text = push.text
  into.around = {
    picture: pictureOf(shop, push.picture_id),
    target: push.target === 'url' ? (push.url ?? '') : `${shop.url}/card/${TARGETS[push.target]}`,
  }
}
/** Pages of the card. */
const TARGETS = { card: '', rewards: 'programme', vouchers: '', sales: 'sales', preferences: 'me' }

const BY_CHANNEL: Record<Exclude<TemplateChannel, 'email'>, Compile> = {
  sms: (shop, into, { text }: SmsVariant) => {
    const stop = into.purpose === 'marketing' ? stopMention(shop.brand.sms_stop, into.language) : ''
    into.text = text.trim() + (stop && `\n${stop}`)
  },
  push: compilePush,
  wallet: compilePush,
  social: (shop, into, social: SocialVariant) => {
    into.text = social.text + (social.url ? `\n\n${social.url}` : '')
    into.around = { picture: pictureOf(shop, social.picture_id), alt: social.alt }
  },
  phone: (_shop, into, { steps, outcomes }: PhoneVariant) => {
    into.text = steps.map(({ title, text }) => `${title}\n${text}`).join('\n\n')
    into.around = { outcomes: JSON.stringify(outcomes) }
    for (const [at, { title, text }] of steps.entries()) {
      into.parts[`title_${at}`] = title
      into.parts[`text_${at}`] = text
    }
  },
  letter: (shop, into, letter: LetterVariant) => {
    const { brand } = shop
    into.subject = letter.subject
    into.text = letterTemplate(letter.words)
    into.around = {
      place: letter.place,
      legal: into.purpose === 'marketing' ? PHRASES[into.language].objection : '',
      legal_name: brand.legal_name ?? shop.name,
      postal_address: brand.postal_address ?? '',
      phone: brand.phone ?? '',
      colour: lookOf(brand).accent,
      logo: brand.logo_picture_id ?? '',
    }
  },
}

/** The first names of everything that is read, and the finer ones that blocks have asked for. */
function needsOf({ subject, html, text, links, parts, channel }: Compiled, more: Set<string>): Set<string> {
  const sources: [string | null, 'html' | 'text' | 'url'][] = [
    [subject, 'text'],
    [html, 'html'],
    [text, 'text'],
    ...links.map((url): [string, 'url'] => [url, 'url']),
    ...Object.values(parts).map((part): [string, 'text'] => [part, 'text']),
  ]
  const needs = new Set(more)
  for (const [source, kind] of sources)
    if (source !== null) for (const name of readTemplate(source, kind).needs) needs.add(name)
  if (channel === 'letter') for (const one of ['postal', 'today']) needs.add(one)
  return needs
}
