/** What the page of preferences asks, and what an answer changes. Pure. */

export type Standing = { channel: string; purpose: string; given: boolean }
export type Question = { channel: string; purpose: string; version: number; text: string; yes: boolean }
export type Text = { channel: string; purpose: string; version: number; language: string; text: string }

export const keyOf = ({ channel, purpose }: { channel: string; purpose: string }) => `${channel}/${purpose}`

const ORDER = ['email', 'sms', 'push', 'letter', 'phone', 'tracking']

/** What stands for whoever never answered: letters and news of one's own points come until somebody says no. */
const byDefault = ({ channel, purpose }: { channel: string; purpose: string }) =>
  purpose === 'loyalty' || channel === 'letter'

/** In the words that are in force, for the channels by which this person can be reached; offers first, then points. */
export function questionsFor(
  texts: readonly Text[],
  standing: readonly Standing[],
  reachable: ReadonlySet<string>,
): Question[] {
  const answers = new Map(standing.map((one) => [keyOf(one), one.given]))
  return texts
    .filter(({ channel }) => reachable.has(channel))
    .map((text) => {
      const { channel, purpose, version } = text
      return { channel, purpose, version, text: text.text, yes: answers.get(keyOf(text)) ?? byDefault(text) }
    })
    .toSorted(
      (a, b) =>
        Number(a.purpose === 'loyalty') - Number(b.purpose === 'loyalty') ||
        ORDER.indexOf(a.channel) - ORDER.indexOf(b.channel) ||
        (a.purpose < b.purpose ? -1 : 1),
    )
}

export type Change = { channel: string; purpose: string; given: boolean; text_version?: number }

/** Only what is different from what stands, and only of what was asked: what the page did not show is not a no. */
export function changesOf(
  questions: readonly Question[],
  asked: ReadonlySet<string>,
  yes: ReadonlySet<string>,
): Change[] {
  return questions
    .filter((one) => asked.has(keyOf(one)) && yes.has(keyOf(one)) !== one.yes)
    .map(({ channel, purpose, version, yes: before }) => ({
      channel,
      purpose,
      given: !before,
      text_version: version,
    }))
}

/**
 * What one press on « ne plus recevoir » ends: every purpose of that channel that has a yes, and offers also where
 * nobody ever asked; points only if the message was about points.
 */
export function endedBy(channel: string, purpose: string, standing: readonly Standing[]): Change[] {
  const of = channel === 'wallet' ? 'push' : channel
  const answers = new Map(standing.map((one) => [keyOf(one), one.given]))
  const purposes = new Set(['offers'])
  for (const one of standing)
    if (one.channel === of && one.given && one.purpose !== 'loyalty') purposes.add(one.purpose)
  if (purpose === 'loyalty') purposes.add('loyalty')
  return [...purposes]
    .filter((one) => answers.get(`${of}/${one}`) !== false)
    .map((one) => ({ channel: of, purpose: one, given: false }))
}

/** Everything at once: each question that stands at yes, and each yes that was given anywhere. */
export function allOff(questions: readonly Question[], standing: readonly Standing[]): Change[] {
  const open = new Map(
    questions.filter(({ yes }) => yes).map((one) => [keyOf(one), one as Standing | Question]),
  )
  for (const one of standing) if (one.given) open.set(keyOf(one), one)
  return [...open.values()].map(({ channel, purpose }) => ({ channel, purpose, given: false }))
}

export const PAUSE_DAYS = 30
