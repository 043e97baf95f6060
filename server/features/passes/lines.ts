/** The ways to Apple and to Google, where they are set up, and how a pass's phones are rung. */
import { inTenant, type Database } from '../../platform/database.ts'
import type { Wallet } from './actions.ts'
import { openApns, type Apns } from './apns.ts'
import { readCertificate } from './certificate.ts'
import { openGoogle, readGoogleAccount, type Google, type GoogleAccount } from './google-account.ts'
import { deletePushToken, listPushTokens } from './phone-queries.ts'

export type GoogleLine = { google: Google; account: GoogleAccount }
export type Lines = { apns: Apns | null; google: GoogleLine | null }

export function openLines(settings: Wallet['settings'], now: Date): Lines {
  const apple = readCertificate(settings.apple_pass, now)
  const google = readGoogleAccount(settings)
  return {
    apns: 'certificate' in apple ? openApns({ ...apple.certificate, url: settings.apple_push_url }) : null,
    google: 'account' in google ? { google: openGoogle(google.account), account: google.account } : null,
  }
}

/** How many phones were told that the pass changed, and why another was not; one that is gone is forgotten. */
export async function ringPhones(db: Database, apns: Apns, tenant_id: string, pass_id: string) {
  const who = { tenant_id, actor: 'system' }
  const tokens = await inTenant(db, who, (ctx) => listPushTokens(ctx, pass_id))
  let [rung, problem] = [0, null as string | null]
  for (const token of tokens) {
    const told = await apns.tell(token)
    if (told.gone) await inTenant(db, who, (ctx) => deletePushToken(ctx, token, pass_id))
    else if (told.problem === null) rung++
    else problem ??= told.problem
  }
  return { rung, problem }
}
