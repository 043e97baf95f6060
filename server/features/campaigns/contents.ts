/** What a campaign says: its templates as they stand, what their reader finds in them, and one person's message. */
import type { Context } from '../../platform/database.ts'
import type { Channel } from '../messages/shape.ts'
import { compileContent, readVersion } from '../templates/actions.ts'
import { sayFinding } from '../templates/lint-words.ts'
import { isBlocking } from '../templates/lint.ts'
import { openTemplate } from '../templates/open.ts'
import { readReaders } from '../templates/readers.ts'
import type { Content, TemplateChannel, TemplatePurpose } from '../templates/schemas.ts'
import type { Links, Rendered } from '../templates/shape.ts'
import { sizeOfSms } from '../templates/sms-rules.ts'
import { valueName } from '../templates/value-names.ts'
import type { Codes } from '../vouchers/codes.ts'
import type { Contents, Figures } from './queries.ts'
import type { CampaignWish } from './wish.ts'

type Plan = Pick<CampaignWish, 'variants'>
type Found = {
  template_id: string
  channel: string
  purpose: string
  last_version: number
  archived_at: Date | null
}

export type Checked = { contents: Contents; unknown: string[] }

const messagesOf = ({ variants }: Plan) =>
  variants.flatMap(({ variant, messages }) => messages.map((one) => ({ ...one, variant })))

/** Versions in service now; what is none of ours, put away, not in service or of another channel is `unknown`. */
export async function readContents(ctx: Context, plan: Plan): Promise<Checked> {
  const rows = await listTemplates(ctx, [...new Set(messagesOf(plan).map(({ template_id }) => template_id))])
  const known = new Map(rows.map((row) => [row.template_id, row]))
  const checked: Checked = { contents: {}, unknown: [] }
  for (const { variant, channel, template_id } of messagesOf(plan)) {
    const template = known.get(template_id)
    if (!template || template.archived_at || template.last_version === 0 || template.channel !== channel)
      checked.unknown.push(template_id)
    else (checked.contents[variant] ??= {})[channel] = { template_id, version: template.last_version }
  }
  return checked
}

const listTemplates = ({ tx, tenant_id }: Context, template_ids: string[]): Promise<Found[]> =>
  tx
    .selectFrom('template')
    .select(['template_id', 'channel', 'purpose', 'last_version', 'archived_at'])
    .where('tenant_id', '=', tenant_id)
    .where('template_id', 'in', template_ids)
    .execute()

/** Read again as the shop stands now: what was right when it was put in service may have lost its legal lines since. */
export async function lintContents(ctx: Context, public_url: string, plan: Plan): Promise<Figures['lint']> {
  const { contents } = await readContents(ctx, plan)
  const lint: Figures['lint'] = []
  for (const [variant, channels] of Object.entries(contents))
    for (const [channel, { template_id, version }] of Object.entries(channels)) {
      const [template] = await listTemplates(ctx, [template_id])
      const purpose = template!.purpose as TemplatePurpose
      const content = (await readVersion(ctx, template_id, version)).content as Content
      const written = { channel: channel as TemplateChannel, purpose }
      for (const one of (await compileContent(ctx, public_url, written, content)).findings) {
        const level = isBlocking(one, purpose) ? 'error' : 'warning'
        lint.push({
          variant,
          channel,
          level,
          words: { fr: sayFinding(one, 'fr'), en: sayFinding(one, 'en') },
        })
      }
    }
  return lint
}

/** Nothing is signed for somebody to whom nothing is sent. */
const PLAIN: Links = {
  unsubscribe: '#',
  preferences: '#',
  view: '#',
  follow: (url) => url,
  pixel: '',
}

export const EXAMPLE_VOUCHER = {
  name: '–',
  code: 'XXXXXXXXXXXXXXXXXXXXXXX',
  code_grouped: 'XXXX-XXXX-XXXX-XXXX-XXXX-XXX',
  until: '31/12',
}

export type Saying = { template_id: string; version: number; values: Record<string, unknown>; codes?: Codes }

/** The message of each of these people, as it would leave now. */
export async function renderFor(ctx: Context, customer_ids: string[], { codes, values, ...named }: Saying) {
  const french = await openTemplate(ctx, { ...named, language: 'fr' })
  const english = await openTemplate(ctx, { ...named, language: 'en' })
  const needs = [...new Set([...french.needs, ...english.needs])]
  const readers = await readReaders(ctx, customer_ids, needs, codes ? { codes } : {})
  const rendered = new Map<string, Rendered>()
  for (const [customer_id, reader] of readers)
    rendered.set(customer_id, (reader.language === 'en' ? english : french).render(reader, values, PLAIN))
  return rendered
}

const SAMPLE = 50

/** In how many parts the text of each variant goes out: the most that any of some people needs, for what it will cost. */
export async function measureTexts(
  ctx: Context,
  plan: Plan,
  customer_ids: string[],
): Promise<Map<string, number>> {
  const { contents } = await readContents(ctx, plan)
  const parts = new Map<string, number>()
  for (const [variant, { sms }] of Object.entries(contents)) {
    if (!sms) continue
    const texts = await renderFor(ctx, customer_ids.slice(0, SAMPLE), {
      ...sms,
      values: { voucher: EXAMPLE_VOUCHER },
    })
    parts.set(variant, Math.max(1, ...[...texts.values()].map(({ text }) => sizeOfSms(text).parts)))
  }
  return parts
}

/** What these people lack of what their message asks: who lacks anything is sent nothing. */
export async function findMissing(
  ctx: Context,
  plan: Plan,
  people: { customer_id: string; variant: string; channel: Channel; values: Record<string, unknown> }[],
): Promise<Figures['lint']> {
  const { contents } = await readContents(ctx, plan)
  const lint: Figures['lint'] = []
  for (const [variant, channels] of Object.entries(contents))
    for (const [channel, content] of Object.entries(channels)) {
      const some = people.filter((one) => one.variant === variant && one.channel === channel)
      if (some.length === 0) continue
      const values = { voucher: EXAMPLE_VOUCHER, ...some[0]!.values }
      const rendered = await renderFor(
        ctx,
        some.map(({ customer_id }) => customer_id),
        { ...content, values },
      )
      const lacking = [...rendered.values()].filter(({ missing }) => missing.length > 0)
      if (lacking.length > 0)
        lint.push({ variant, channel, level: 'warning', words: sayLacking(lacking, some.length) })
    }
  return lint
}

function sayLacking(lacking: Rendered[], tried: number) {
  const names = (language: 'fr' | 'en') =>
    [...new Set(lacking.flatMap(({ missing }) => missing.map((name) => valueName(name, language))))].join(
      ', ',
    )
  const count = lacking.length
  return {
    fr: `${count} sur ${tried} des personnes essayées ne recevront rien\u202f: on ne connaît pas leur «\u202f${names('fr')}\u202f».`,
    en: `${count} of ${tried} people tried will get nothing: their “${names('en')}” is not known.`,
  }
}

/** It cannot be archived until the transaction ends: either the launch comes first or the archiving does. */
export async function audienceIsThere({ tx, tenant_id }: Context, audience_id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('audience')
    .select('audience_id')
    .where('tenant_id', '=', tenant_id)
    .where('audience_id', '=', audience_id)
    .where('archived_at', 'is', null)
    .forShare()
    .executeTakeFirst()
  return row !== undefined
}
