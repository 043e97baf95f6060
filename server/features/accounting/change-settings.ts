/** How the shop counts: each change is a version with who made it and why; closed months keep theirs. */
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { AccountingSettingsChanged } from './events.ts'
import { addSettings, findSettings, lockAccounting } from './queries.ts'
import { refuse } from './refusals.ts'
import { DEFAULTS, settingsOf, type AccountingSettings } from './settings.ts'

export async function readSettings(ctx: Context) {
  const stored = await findSettings(ctx)
  return {
    version: stored?.version ?? 0,
    settings: settingsOf(stored?.settings),
    defaults: DEFAULTS,
    reason: stored?.reason ?? null,
    written_by_name: stored?.written_by_name ?? null,
    written_at: stored?.written_at ?? null,
  }
}

type Wish = { version: number; settings: AccountingSettings; reason?: string | undefined; by_name: string }

/** What a person decides against the figures wants its reason. */
const decided = ({ units, voucher_use_bp }: AccountingSettings) => JSON.stringify([units, voucher_use_bp])

/** `version` is the one read plus one: two people who change at once do not overwrite each other. */
export async function changeSettings(ctx: Context, { version, settings, reason, by_name }: Wish) {
  await lockAccounting(ctx)
  const before = await readSettings(ctx)
  const same = JSON.stringify(before.settings) === JSON.stringify(settingsOf(settings))
  if (version === before.version && same) return before
  if (version !== before.version + 1) throw refuse('settings_version_taken', { version: before.version })
  const why = reason?.trim() || null
  if (decided(settings) !== decided(before.settings) && !why) throw refuse('estimate_reason_missing')
  if (!(await addSettings(ctx, version, settings, why, by_name)))
    throw refuse('settings_version_taken', { version })
  await publish(ctx, AccountingSettingsChanged, { version, reason: why })
  return readSettings(ctx)
}
