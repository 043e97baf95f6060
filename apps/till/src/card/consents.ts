/** What this customer may be asked at this counter, and their answers on their way. */
import { newId } from '../../../../server/lib/id.ts'
import type { Bootstrap, ConsentBody, Person } from '../keep/shapes.ts'
import { queue } from '../queue/queue.ts'

export type Question = {
  channel: 'email' | 'sms' | 'push'
  purpose: string
  version: number
  language: string
  text: string
}

/** Only about what can reach them, only what they have not answered yet, in their language where the shop wrote it. */
export function questionsFor(person: Person, known: Bootstrap, language: string): Question[] {
  const reach = { email: person.email_hashes.length > 0, sms: person.last4s.length > 0, push: false }
  return known.settings.ask_consents.flatMap((channel): Question[] => {
    if (!reach[channel] || person.asked.includes(channel)) return []
    const texts = known.consent_texts.filter((text) => text.channel === channel)
    const text = texts.find((one) => one.language === language) ?? texts[0]
    return text ? [{ ...text, channel }] : []
  })
}

export async function queueAnswers(
  person: Person,
  answers: (Question & { given: boolean })[],
): Promise<void> {
  for (const { channel, purpose, version, language, given } of answers) {
    const at = new Date().toISOString()
    const body: ConsentBody = {
      channel,
      purpose,
      given,
      text_version: version,
      language: language === 'en' ? 'en' : 'fr',
      occurred_at: at,
    }
    await queue({
      kind: 'consent',
      key: person.customer_id,
      params: { customer_id: person.customer_id, consent_id: newId() },
      body,
      made_at: at,
      tries: 0,
      state: 'waiting',
      about: { name: person.first_name, amount_cents: null, earned: [] },
    })
  }
}
