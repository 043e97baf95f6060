/** What is wrong with a template before anybody is sent it. Pure; `error` keeps marketing from leaving, `warning` does not. */
import type { Compiled } from './compile.ts'
import { lintEmail } from './lint-email.ts'
import { safeUrl } from './liquid.ts'
import { forSms } from '../messages/rules.ts'
import { sizeOfSms } from './sms-rules.ts'
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
  Variant,
} from './schemas.ts'

export type Finding = {
  code: string
  level: 'error' | 'warning'
  language: TemplateLanguage
  /** In which block; null: in the whole. */
  block_id: string | null
  details: Record<string, string | number>
}

export type Linted = {
  channel: TemplateChannel
  purpose: TemplatePurpose
  language: TemplateLanguage
  brand: Brand
  shop_name: string
  variant: Variant
  compiled: Compiled
}

/** What each finding is called, with its level. */
export type Report = (
  code: string,
  level: Finding['level'],
  details?: Finding['details'],
  block_id?: string,
) => void

/** Values that a message brings from its cause, besides what is known of the reader. */
const KNOWN = [
  'first_name last_name salutation points points_words next_reward expiring tier vouchers store stores products',
  'last_purchase card_number promotions birthday_words season today today_words shop postal voucher sale campaign link',
]
  .join(' ')
  .split(' ')

/** Service goes even so: it is asked for, and a receipt is not held back by a long subject. */
export const isBlocking = ({ level, code }: Finding, purpose: TemplatePurpose) =>
  level === 'error' && (purpose === 'marketing' || ALWAYS.includes(code))
const ALWAYS = ['link_unsafe', 'promotion_in_service', 'empty']

export function lint(linted: Linted): Finding[] {
  const findings: Finding[] = []
  const report: Report = (code, level, details = {}, block_id) =>
    findings.push({ code, level, details, block_id: block_id ?? null, language: linted.language })
  for (const name of linted.compiled.needs)
    if (!KNOWN.includes(name.split('.')[0]!)) report('value_unknown', 'warning', { name })
  if (linted.channel === 'email') lintEmail(linted, report)
  else BY_CHANNEL[linted.channel](linted, report)
  return findings
}

const lintPush = ({ variant }: Linted, report: Report) => {
  const { title, text, target, url } = variant as PushVariant
  if (!title.trim() || !text.trim()) report('empty', 'error')
  if (title.length > 50) report('push_title_long', 'warning', { length: title.length, max: 50 })
  if (text.length > 150) report('push_text_long', 'warning', { length: text.length, max: 150 })
  if (target === 'url') lintUrl(url ?? '', report)
}

const BY_CHANNEL: Record<Exclude<TemplateChannel, 'email'>, (linted: Linted, report: Report) => void> = {
  sms: ({ variant, compiled, brand, purpose, shop_name }, report) => {
    const { text } = variant as SmsVariant
    if (!text.trim()) report('empty', 'error')
    const { parts } = sizeOfSms(compiled.text)
    if (parts > 4) report('sms_long', 'error', { parts, max: 4 })
    else if (parts > 2) report('sms_dear', 'warning', { parts })
    for (const [url] of text.matchAll(/https?:\/\/\S+/g)) lintUrl(url, report)
    if (purpose !== 'marketing') return
    // The law and the operators' charter: an advertisement names its sender and how to stop.
    if (!brand.sms_stop) report('sms_stop_missing', 'error')
    else if (!brand.sms_stop.startsWith('36')) report('sms_stop_number', 'error', { number: brand.sms_stop })
    const named = [brand.sms_name, shop_name].some((one) => one && fold(text).includes(fold(one)))
    if (!named && !/\{\{\s*shop\.name/.test(text))
      report('sms_sender_missing', 'error', { name: brand.sms_name ?? shop_name })
  },
  push: lintPush,
  wallet: lintPush,
  letter: ({ variant, brand, purpose }, report) => {
    const { words } = variant as LetterVariant
    if (!words.trim()) report('empty', 'error')
    if (words.length > 2200) report('letter_long', 'warning')
    if (purpose !== 'service' && !brand.legal_name) report('legal_name_missing', 'error')
    if (!brand.postal_address) report('postal_address_missing', purpose === 'marketing' ? 'error' : 'warning')
  },
  phone: ({ variant, purpose, shop_name }, report) => {
    const { steps, outcomes } = variant as PhoneVariant
    if (steps.length === 0) report('empty', 'error')
    if (outcomes.length === 0) report('phone_no_outcome', 'error')
    if (purpose !== 'marketing') return
    if (!outcomes.some(({ code }) => code === 'no_more_calls')) report('phone_no_refusal', 'error')
    const first = steps[0] ? fold(`${steps[0].title} ${steps[0].text}`) : ''
    if (!first.includes(fold(shop_name)) && !first.includes('shop.name'))
      report('phone_sender_missing', 'error', { name: shop_name })
  },
  social: ({ variant }, report) => {
    const { text, picture_id, alt, url } = variant as SocialVariant
    if (!text.trim()) report('empty', 'error')
    if (picture_id && !alt.trim()) report('alt_missing', 'error')
    if (url) lintUrl(url, report)
    if (/\{\{/.test(text)) report('social_personal', 'error')
  },
}

const fold = (text: string) => forSms(text).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const SHORTENERS =
  /^https?:\/\/(www\.)?(bit\.ly|tinyurl\.com|goo\.gl|t\.co|ow\.ly|is\.gd|buff\.ly|rebrand\.ly|cutt\.ly|rb\.gy|lnkd\.in|s\.id)(\/|$)/i

/** Where a link may lead: no way that a mail program runs, none that hides where it goes. */
export function lintUrl(url: string, report: Report, block_id?: string): void {
  const plain = url.trim()
  if (plain === '') return report('link_missing', 'error', {}, block_id)
  if (/^\s*\{\{/.test(plain)) return
  if (SHORTENERS.test(plain)) report('link_shortened', 'error', { url: plain }, block_id)
  else if (/^http:\/\//i.test(plain)) report('link_insecure', 'error', { url: plain }, block_id)
  else if (safeUrl(plain.replace(/\{\{[^}]*\}\}/g, 'x')) === null)
    report('link_unsafe', 'error', { url: plain }, block_id)
}
