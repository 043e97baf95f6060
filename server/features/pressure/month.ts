/** What planned campaigns would do to people, day by day: pure, by the same decision as sending. */
import { isoDate, localDayOf } from '../../lib/time.ts'
import type { Channel } from '../messages/shape.ts'
import { decide, type PersonState, type Setting } from './rules.ts'
import type { HeldCode } from './shape.ts'

export type Planned = {
  name: string
  channels: Channel[]
  at: Date
  priority: number
}

/** How many people get how many; the last counts all above. */
export const HISTOGRAM_MAX = 12

export type Month = {
  /** People by how many messages they get, from none on. */
  histogram: number[]
  days: { day: string; channel: Channel; messages: number }[]
  campaigns: {
    name: string
    asked: number
    goes: number
    channels: { channel: Channel; messages: number }[]
    held: { code: HeldCode; people: number }[]
    cost_millicents: number
  }[]
  /** People whom some campaign could not reach because they had heard enough. */
  capped: number
}

export type Member = { person: PersonState; of: boolean[] }

const CAPS: HeldCode[] = ['cap_channel', 'cap_purpose', 'cap_overall']

/**
 * Each campaign in the order of its instant, of equal instants the higher priority first. `scale` is how many people
 * each of these stands for.
 */
export async function simulateMonth(
  planned: readonly Planned[],
  members: readonly Member[],
  setting: Setting,
  now: Date,
  scale: number,
  time_zone: string,
  breathe: () => Promise<unknown>,
): Promise<Month> {
  const order = planned
    .map((one, at) => ({ ...one, at_index: at }))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime() || b.priority - a.priority)
  const got = members.map(() => 0)
  const capped = new Set<number>()
  const said = members.map(({ person }) => [...person.said])
  const days = new Map<string, { day: string; channel: Channel; messages: number }>()
  const volumes = { ...setting.volumes }
  const results: Month['campaigns'] = planned.map(({ name }) => ({
    name,
    asked: 0,
    goes: 0,
    channels: [],
    held: [],
    cost_millicents: 0,
  }))
  for (const { at_index, channels, at, priority } of order) {
    const result = results[at_index]!
    await breathe()
    for (const [nth, { person, of }] of members.entries()) {
      if (!of[at_index]) continue
      result.asked++
      const decision = decide(
        {
          message_id: `${at_index}`,
          customer_id: '',
          channels,
          cheapest: channels.length > 1,
          purpose: 'marketing',
          priority,
          origin: { kind: 'campaign', id: '', step: null },
          store_id: null,
          due_at: at,
          useful_until: null,
        },
        { ...person, said: said[nth]! },
        { ...setting, volumes },
        now,
      )
      if (!decision.go) {
        const codes = decision.held.map(({ code }) => code)
        if (codes.some((code) => CAPS.includes(code))) capped.add(nth)
        // The reason nearest to going: somebody who may be written to and had enough is counted as that.
        add(result.held, 'code', codes.find((code) => CAPS.includes(code)) ?? codes.at(-1)!, 'people')
        continue
      }
      const { channel, due_at, cost_millicents } = decision
      said[nth]!.push({ message_id: `${at_index}`, channel, purpose: 'marketing', at_ms: due_at.getTime() })
      volumes[channel] = (volumes[channel] ?? 0) + scale
      got[nth]!++
      result.goes++
      result.cost_millicents += cost_millicents
      add(result.channels, 'channel', channel, 'messages')
      const day = isoDate(localDayOf(due_at.getTime(), time_zone))
      const key = `${day} ${channel}`
      days.set(key, { day, channel, messages: (days.get(key)?.messages ?? 0) + 1 })
    }
  }
  const many = (count: number) => Math.round(count * scale)
  const histogram = Array.from({ length: HISTOGRAM_MAX + 1 }, () => 0)
  for (const count of got) histogram[Math.min(count, HISTOGRAM_MAX)]!++
  return {
    histogram: histogram.map(many),
    days: [...days.values()]
      .map((one) => ({ ...one, messages: many(one.messages) }))
      .toSorted((a, b) => (a.day + a.channel < b.day + b.channel ? -1 : 1)),
    campaigns: results.map((one) => ({
      ...one,
      asked: many(one.asked),
      goes: many(one.goes),
      channels: one.channels.map((of) => ({ ...of, messages: many(of.messages) })),
      held: one.held.map((of) => ({ ...of, people: many(of.people) })),
      cost_millicents: many(one.cost_millicents),
    })),
    capped: many(capped.size),
  }
}

function add<K extends string, C extends string, V extends string>(
  list: (Record<K, V> & Record<C, number>)[],
  key: K,
  value: V,
  count: C,
) {
  const known = list.find((one) => one[key] === value)
  if (known) (known as Record<C, number>)[count]++
  else list.push({ [key]: value, [count]: 1 } as Record<K, V> & Record<C, number>)
}
