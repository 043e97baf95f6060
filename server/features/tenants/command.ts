/** `npm run tenant -- --name "Lili Rose" --slug lili-rose --owner-email ada@example.org [--owner-name Ada] [--store Lyon]` */
import { parseArgs } from 'node:util'
import type { Parts } from '../../app.ts'
import { newId } from '../../lib/id.ts'
import { Refusal, sayRefusal } from '../../platform/refusal.ts'
import { createTenant } from './actions.ts'

type Say = (fr: string, en: string) => void

const OPTIONS = {
  name: { type: 'string' },
  slug: { type: 'string' },
  'owner-email': { type: 'string' },
  'owner-name': { type: 'string' },
  store: { type: 'string' },
  language: { type: 'string' },
  'time-zone': { type: 'string' },
} as const

/** Answers the exit code. The owner's link is printed, since mail may not be set up yet. */
export async function tenantCommand(
  { config, db }: Parts,
  args: string[],
  say: Say = (fr) => console.log(fr),
): Promise<number> {
  const { values } = parseArgs({ args, options: OPTIONS, strict: false })
  const given = values as Record<string, string | undefined>
  const { name, slug, 'owner-email': email } = given
  if (!name || !email || !slug || !/^[a-z0-9][a-z0-9-]{1,40}$/.test(slug)) {
    const usage = 'npm run tenant -- --name "…" --slug lili-rose --owner-email ada@example.org'
    say(
      `Il manque le nom, l’adresse courte ou l’e-mail du propriétaire\u202f: ${usage}`,
      `Name, slug or the owner’s e-mail is missing: ${usage}`,
    )
    return 2
  }
  try {
    const made = await createTenant(db, config, {
      tenant_id: newId(),
      name,
      slug,
      store_name: given.store,
      time_zone: given['time-zone'],
      language: given.language === 'en' ? 'en' : 'fr',
      owner: { how: 'by_invitation', name: given['owner-name'] ?? email.split('@')[0]!, email },
    })
    say(
      `« ${name} » est ouvert\u202f: ${config.public_url}/t/${made.slug}`,
      `“${name}” is open: ${config.public_url}/t/${made.slug}`,
    )
    say(
      `Invitation du propriétaire (sept jours)\u202f: ${made.link}`,
      `The owner’s invitation (seven days): ${made.link}`,
    )
    return 0
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    say(sayRefusal(error.code, 'fr').title, sayRefusal(error.code, 'en').title)
    return 1
  }
}

export const run = ({ parts }: { parts: Parts }, args: string[], say: Say) => tenantCommand(parts, args, say)
