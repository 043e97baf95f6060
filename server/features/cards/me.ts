/** What a holder sees and changes of what the shop knows of them. */
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import { readPhone } from '../../lib/phone.ts'
import { refuse as refusePlatform } from '../../platform/refusal.ts'
import type { Tenant } from '../../platform/tenancy.ts'
import { currentConsents, listConsentTexts } from '../consents/actions.ts'
import { changeCustomer } from '../customers/change-customer.ts'
import type { Place } from '../customers/place.ts'
import { addressOf } from '../customers/record.ts'
import type { CustomerChange } from '../customers/schemas.ts'
import { verifyIdentifier } from '../customers/verify-identifier.ts'
import { useCode } from './code-queries.ts'
import { askForCode, tryCode } from './codes.ts'
import { findHolder, kindOf, listIdentifiers } from './queries.ts'
import { refuse } from './refusals.ts'
import { readRecipient, type CodeChannel } from './rules.ts'

export async function readMe(ctx: Context, customer_id: string) {
  const [holder] = await findHolder(ctx, customer_id)
  if (!holder) throw refusePlatform('not_signed_in')
  const { first_name, last_name, birth_date, language } = holder
  const identifiers = await listIdentifiers(ctx, customer_id)
  const of = (kind: string) =>
    identifiers.filter((one) => one.kind === kind).map(({ value, verified_at }) => ({ value, verified_at }))
  return {
    first_name,
    last_name,
    birth_date,
    language,
    address: addressOf(holder),
    emails: of('email'),
    phones: of('phone'),
    consents: await questionsOf(ctx, customer_id, language),
  }
}

/** Every question the shop asks, in the holder's language, with the last answer; never asked means no. */
async function questionsOf(ctx: Context, customer_id: string, language: string) {
  const answers = await currentConsents(ctx, customer_id)
  const texts = (await listConsentTexts(ctx)).filter((text) => text.in_force)
  const questions = new Map(texts.map((text) => [`${text.channel}/${text.purpose}`, text]))
  for (const text of texts)
    if (text.language === language) questions.set(`${text.channel}/${text.purpose}`, text)
  return [...questions.values()].map(({ channel, purpose, version, language: written_in, text }) => {
    const answer = answers.find((one) => one.channel === channel && one.purpose === purpose)
    return {
      channel,
      purpose,
      text_version: version,
      language: written_in,
      text,
      given: answer?.given ?? false,
      occurred_at: answer?.occurred_at ?? null,
    }
  })
}

type MyChange = Pick<CustomerChange, 'first_name' | 'last_name' | 'birth_date' | 'address' | 'language'> & {
  email?: string
  phone?: string
}

/** A new e-mail or phone waits for its code: until then the old one stands. Says where codes were sent. */
export async function changeMe(ctx: Context, customer_id: string, wish: MyChange, place: Place, ip: string) {
  const { email, phone, ...identity } = wish
  if (Object.keys(identity).length > 0) await changeCustomer(ctx, customer_id, identity, place)
  const to_verify: { recipient: string; channel: CodeChannel }[] = []
  for (const [channel, given] of [
    ['email', email],
    ['sms', phone],
  ] as const) {
    const recipient = given === undefined ? null : readRecipient(given, channel)
    if (given === undefined) continue
    // Here one is told at once: nobody else's secret is in the answer.
    if (!recipient?.served) throw refuse('recipient_unclear')
    await askForCode(ctx, { recipient: recipient.value, channel, ip, customer_id })
    to_verify.push({ recipient: recipient.value, channel })
  }
  return { ...(await readMe(ctx, customer_id)), to_verify }
}

type Proof = { customer_id: string; recipient: string; code: string }

/** The address is one's own: it takes the place of the e-mail, or of the mobile, that stood before. Throws code_wrong. */
export async function verifyMine(db: Database, home: string, tenant: Tenant, proof: Proof, place: Place) {
  const { customer_id } = proof
  const channel = proof.recipient.includes('@') ? 'email' : 'sms'
  const value = readRecipient(proof.recipient, channel)?.value ?? ''
  const answer = await inTenant(
    db,
    { tenant_id: tenant.tenant_id, actor: `customer:${customer_id}` },
    async (ctx) => {
      const tried = await tryCode(ctx, home, { recipient: value, code: proof.code, customer_id })
      if (!tried || !(await useCode(ctx, tried.code_id))) return null
      const kind = kindOf(channel)
      const standing = (await listIdentifiers(ctx, customer_id)).filter((one) => one.kind === kind)
      // Two may share an address, so nobody is warned of another record: that would tell whose it is.
      const change = {
        accept_duplicates: true,
        ...(kind === 'email'
          ? { emails: [value] }
          : { phones: [...standing.map((one) => one.value).filter(isFixed), value] }),
      }
      await changeCustomer(ctx, customer_id, change, place)
      await verifyIdentifier(ctx, customer_id, kind, value)
      return readMe(ctx, customer_id)
    },
  )
  if (!answer) throw refuse('code_wrong')
  return answer
}

const isFixed = (value: string) => readPhone(value)?.sms !== true
