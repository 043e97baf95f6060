import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../lib/id.ts'
import { namedId } from '../../lib/named-id.ts'
import { dayOfIsoDate, isoDate } from '../../lib/time.ts'
import {
  controlPpm,
  drawOf,
  isHeldOut,
  isInGlobalControl,
  mayDo,
  needsApproval,
  stateOf,
  TERMS,
  variantOf,
  VERBS,
  whyNotForStore,
  whyNotLaunch,
  withinBudget,
  type CampaignState,
  type Checked,
  type Deeds,
} from './rules.ts'
import {
  birthDatesOn,
  birthdayIn,
  dueAt,
  firstInstant,
  goesOn,
  instantOf,
  nextDay,
  spreadMs,
  weekdayOf,
} from './schedule.ts'

const deeds = (some: Partial<Deeds>): Deeds => ({
  kind: 'one_off',
  archived: false,
  stopped: false,
  paused: false,
  launched: false,
  begun: false,
  finished: false,
  approval: 'none',
  ...some,
})

test('a campaign is in the state that its strongest deed put it in', () => {
  const launched = { launched: true, begun: true }
  const cases: [Partial<Deeds>, CampaignState][] = [
    [{}, 'draft'],
    [{ approval: 'asked' }, 'waiting_approval'],
    [{ approval: 'approved' }, 'draft'],
    [{ approval: 'refused' }, 'refused'],
    [{ launched: true }, 'planned'],
    [{ launched: true, paused: true }, 'paused'],
    [launched, 'sending'],
    [{ ...launched, kind: 'birthday' }, 'running'],
    [{ ...launched, kind: 'newsletter', finished: true }, 'sent'],
    [{ ...launched, paused: true }, 'paused'],
    [{ ...launched, paused: true, finished: true }, 'sent'],
    [{ ...launched, finished: true }, 'sent'],
    [{ ...launched, paused: true, stopped: true }, 'stopped'],
    [{ ...launched, stopped: true, archived: true }, 'archived'],
    [{ archived: true, approval: 'asked' }, 'archived'],
  ]
  for (const [some, state] of cases) assert.equal(stateOf(deeds(some)), state, JSON.stringify(some))
})

test('what may be done in which state', () => {
  const table: Record<CampaignState, string> = {
    draft: 'edit rehearse ask_approval launch archive',
    waiting_approval: 'edit rehearse decide archive',
    refused: 'edit rehearse ask_approval archive',
    planned: 'pause stop',
    sending: 'pause stop',
    running: 'pause stop',
    paused: 'resume stop',
    sent: 'archive',
    stopped: 'archive',
    archived: '',
  }
  for (const [state, verbs] of Object.entries(table))
    assert.equal(VERBS.filter((verb) => mayDo(state as CampaignState, verb)).join(' '), verbs, state)
})

test('nothing goes without a rehearsal of these words, young, without errors, and approved where it must be', () => {
  const now = new Date('2026-12-01T10:00:00Z')
  const ended = (ms: number) => ({
    plan_version: 2,
    state: 'done',
    ended_at: new Date(now.getTime() - ms),
    errors: 0,
  })
  const ready = {
    plan_version: 2,
    rehearsal: ended(0),
    needs_approval: false,
    approval: 'none' as Deeds['approval'],
  }
  const cases: [
    Partial<Omit<typeof ready, 'rehearsal'>> & { rehearsal?: Checked['rehearsal'] },
    string | null,
  ][] = [
    [{}, null],
    [{ rehearsal: null }, 'campaign_not_rehearsed'],
    [{ rehearsal: { ...ended(0), plan_version: 1 } }, 'campaign_not_rehearsed'],
    [{ rehearsal: { ...ended(0), state: 'running' } }, 'campaign_not_rehearsed'],
    [{ rehearsal: ended(86_399_999) }, null],
    [{ rehearsal: ended(86_400_000) }, 'campaign_rehearsal_old'],
    [{ rehearsal: { ...ended(0), errors: 1 } }, 'campaign_has_errors'],
    [{ needs_approval: true }, 'campaign_not_approved'],
    [{ needs_approval: true, approval: 'asked' }, 'campaign_not_approved'],
    [{ needs_approval: true, approval: 'refused' }, 'campaign_not_approved'],
    [{ needs_approval: true, approval: 'approved' }, null],
  ]
  for (const [some, why] of cases)
    assert.equal(whyNotLaunch({ ...ready, ...some }, now), why, JSON.stringify(some))
})

test('a second person is asked above the amount, and for every campaign of a store where the terms say so', () => {
  const terms = { approval_above_cents: 10_000, store_approval: true }
  assert.equal(needsApproval(terms, { by_store: false, cost_cents: 10_000 }), false)
  assert.equal(needsApproval(terms, { by_store: false, cost_cents: 10_001 }), true)
  assert.equal(needsApproval(terms, { by_store: true, cost_cents: 0 }), true)
  const open = { ...terms, store_approval: false }
  assert.equal(needsApproval(open, { by_store: true, cost_cents: 10_000 }), false)
  assert.equal(needsApproval(open, { by_store: true, cost_cents: 10_001 }), true)
  assert.equal(
    needsApproval({ ...open, approval_above_cents: null }, { by_store: true, cost_cents: 9e9 }),
    false,
  )
})

test('the control group has the share it was given, stays, and is another in another campaign', () => {
  const people = Array.from({ length: 100_000 }, (_, at) => namedId('person', String(at)))
  const [one, other] = [namedId('a'), namedId('b')]
  for (const basis_points of [100, 1_000, 5_000]) {
    const held = people.filter((id) => isHeldOut(one, id, basis_points * 100))
    const share = held.length / people.length
    const wanted = basis_points / 10_000
    // Four standard deviations of a fair draw.
    const slack = 4 * Math.sqrt((wanted * (1 - wanted)) / people.length)
    assert.ok(Math.abs(share - wanted) < slack, `${share} for ${wanted}`)
    const both = held.filter((id) => isHeldOut(other, id, basis_points * 100)).length
    assert.ok(Math.abs(both / held.length - wanted) < 0.03, 'the two draws know nothing of each other')
  }
  assert.equal(people.filter((id) => isHeldOut(one, id, 0)).length, 0)
  assert.equal(people.filter((id) => isHeldOut(one, id, 1_000_000)).length, people.length)
  const global = people.filter((id) => isInGlobalControl(one, id, 500)).length
  assert.ok(Math.abs(global / people.length - 0.05) < 0.003)
  // The same words give the same number for ever: a customer keeps their side when the program is renewed.
  assert.equal(drawOf('control', 'c', 'p'), 26_476)
})

test('a number of people becomes a share of those within reach', () => {
  assert.equal(controlPpm({ basis_points: 1000, people: null }, 5), 100_000)
  assert.equal(controlPpm({ basis_points: 0, people: 50 }, 1000), 50_000)
  assert.equal(controlPpm({ basis_points: 0, people: 50 }, 40), 900_000)
  assert.equal(controlPpm({ basis_points: 0, people: 50 }, 0), 0)
})

test('variants share people out by their weights', () => {
  const variants = [
    { variant: 'A', share: 3 },
    { variant: 'B', share: 1 },
  ]
  const id = newId()
  const people = Array.from({ length: 40_000 }, (_, at) => String(at))
  const a = people.filter((person) => variantOf(id, person, variants).variant === 'A').length
  assert.ok(Math.abs(a / people.length - 0.75) < 0.01)
})

test('a budget pays to the last thousandth of a cent and not one more', () => {
  assert.equal(withinBudget(null, 0, [1, 2, 3]), 3)
  assert.equal(withinBudget(1, 0, [500, 500]), 2)
  assert.equal(withinBudget(1, 0, [500, 501]), 1)
  assert.equal(withinBudget(1, 1, [500, 500]), 1)
  assert.equal(withinBudget(0, 0, [0, 0, 1]), 2)
  assert.equal(withinBudget(0, 0, [1]), 0)
  assert.equal(withinBudget(1, 2000, [0]), 0)
})

test('a manager of a store plans what headquarters allows', () => {
  const wish = (channel: string, store_id: string | null = 's1', template_id = 't1') => ({
    store_id,
    variants: [{ variant: 'A', share: 1, messages: [{ channel: channel as 'email', template_id }] }],
  })
  const terms = { ...TERMS, store_channels: ['email' as const], store_month_max: 2 }
  assert.equal(whyNotForStore(wish('email'), ['s1'], terms, 1), null)
  assert.equal(whyNotForStore(wish('email'), ['s1'], terms, 2), 'campaign_store_month_full')
  assert.equal(whyNotForStore(wish('sms'), ['s1'], terms, 0), 'campaign_channel_not_allowed')
  assert.equal(whyNotForStore(wish('email', 's2'), ['s1'], terms, 0), 'campaign_store_not_yours')
  assert.equal(whyNotForStore(wish('email', null), ['s1'], terms, 0), 'campaign_store_not_yours')
  const only = { ...terms, store_template_ids: ['t1'] }
  assert.equal(whyNotForStore(wish('email'), ['s1'], only, 0), null)
  assert.equal(whyNotForStore(wish('email', 's1', 't2'), ['s1'], only, 0), 'campaign_template_not_allowed')
})

test('an hour on the wall is its instant, also on the nights when clocks change', () => {
  const cases: [string, string, string, string][] = [
    ['2026-12-01', '10:00', 'Europe/Paris', '2026-12-01T09:00:00.000Z'],
    ['2026-07-01', '10:00', 'Europe/Paris', '2026-07-01T08:00:00.000Z'],
    ['2026-07-01', '10:00', 'Indian/Reunion', '2026-07-01T06:00:00.000Z'],
    ['2026-07-01', '10:00', 'America/Martinique', '2026-07-01T14:00:00.000Z'],
    // 29 March 2026: 02:00 becomes 03:00 in Paris.
    ['2026-03-29', '01:59', 'Europe/Paris', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29', '02:30', 'Europe/Paris', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29', '03:00', 'Europe/Paris', '2026-03-29T01:00:00.000Z'],
    ['2026-03-29', '10:00', 'Europe/Paris', '2026-03-29T08:00:00.000Z'],
    // 25 October 2026: 03:00 becomes 02:00; the first 02:30 counts.
    ['2026-10-25', '02:30', 'Europe/Paris', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25', '03:00', 'Europe/Paris', '2026-10-25T02:00:00.000Z'],
    ['2026-10-25', '10:00', 'Europe/Paris', '2026-10-25T09:00:00.000Z'],
  ]
  for (const [day, hour, zone, instant] of cases)
    assert.equal(
      new Date(instantOf(dayOfIsoDate(day), hour, zone)).toISOString(),
      instant,
      `${day} ${hour} ${zone}`,
    )
})

const schedule = {
  date: '2026-12-01',
  hour: '10:00',
  clock: 'recipient' as const,
  spread_minutes: 0,
  per_hour_max: null,
}

test('it begins where the hour comes first, and reaches everybody at theirs', () => {
  const now = new Date('2026-11-20T00:00:00Z')
  const zones = ['Europe/Paris', 'Indian/Reunion', 'America/Martinique']
  assert.equal(firstInstant(schedule, zones, 'Europe/Paris', now).toISOString(), '2026-12-01T06:00:00.000Z')
  const by_shop = { ...schedule, clock: 'shop' as const }
  assert.equal(firstInstant(by_shop, zones, 'Europe/Paris', now).toISOString(), '2026-12-01T09:00:00.000Z')
  const late = new Date('2026-12-01T12:00:00Z')
  assert.equal(firstInstant(schedule, zones, 'Europe/Paris', late).getTime(), late.getTime())
  assert.equal(firstInstant({ ...schedule, date: null, hour: null }, zones, 'Europe/Paris', now), now)
  const going = {
    schedule,
    day: dayOfIsoDate('2026-12-01'),
    shop_zone: 'Europe/Paris',
    people: 10,
    campaign_id: 'c',
    now,
  }
  assert.equal(dueAt(going, 'p', 'America/Martinique').toISOString(), '2026-12-01T14:00:00.000Z')
  assert.equal(dueAt(going, 'p', null).toISOString(), '2026-12-01T09:00:00.000Z')
  assert.equal(dueAt({ ...going, now: late }, 'p', null).toISOString(), late.toISOString())
})

test('spread over hours it goes evenly, and never faster than it may', () => {
  assert.equal(spreadMs({ ...schedule, spread_minutes: 60 }, 1000), 3_600_000)
  assert.equal(spreadMs({ ...schedule, spread_minutes: 60, per_hour_max: 500 }, 1000), 7_200_000)
  assert.equal(spreadMs({ ...schedule, per_hour_max: 2000 }, 1000), 1_800_000)
  const going = {
    schedule: { ...schedule, spread_minutes: 240 },
    day: dayOfIsoDate('2026-12-01'),
    shop_zone: 'Europe/Paris',
    people: 8000,
    campaign_id: 'c',
    now: new Date(0),
  }
  const begins = Date.parse('2026-12-01T09:00:00Z')
  const hours = [0, 0, 0, 0]
  for (let at = 0; at < 8000; at++)
    hours[Math.floor((dueAt(going, `p${at}`, null).getTime() - begins) / 3_600_000)]! += 1
  for (const count of hours) assert.ok(Math.abs(count - 2000) < 160, hours.join(' '))
})

test('what recurs goes on its days', () => {
  const recurrence = { weekdays: [2, 5], days: 0, missing_units_max: 1, until: '2026-12-08' }
  const letter = { kind: 'newsletter' as const, recurrence, schedule: { ...schedule, date: '2026-12-01' } }
  const on = (date: string) => goesOn(letter, dayOfIsoDate(date))
  // 1 December 2026 is a Tuesday.
  assert.equal(weekdayOf(dayOfIsoDate('2026-12-01')), 2)
  assert.equal(weekdayOf(dayOfIsoDate('2026-12-06')), 7)
  assert.deepEqual(
    ['2026-11-27', '2026-12-01', '2026-12-02', '2026-12-04', '2026-12-08', '2026-12-11'].map(on),
    [false, true, false, true, true, false],
  )
  assert.equal(isoDate(nextDay(letter, dayOfIsoDate('2026-12-02'))!), '2026-12-04')
  assert.equal(isoDate(nextDay(letter, dayOfIsoDate('2026-11-01'))!), '2026-12-01')
  assert.equal(nextDay(letter, dayOfIsoDate('2026-12-09')), null)
  assert.equal(goesOn({ ...letter, kind: 'birthday' }, dayOfIsoDate('2026-12-02')), true)
  assert.equal(goesOn({ ...letter, kind: 'one_off' }, dayOfIsoDate('2026-12-01')), false)
})

test('whoever was born on a 29 February is wished a day every year', () => {
  assert.equal(isoDate(birthdayIn('1992-02-29', 2027)), '2027-02-28')
  assert.equal(isoDate(birthdayIn('1992-02-29', 2028)), '2028-02-29')
  assert.deepEqual(birthDatesOn(dayOfIsoDate('2027-02-28')), ['02-28', '02-29'])
  assert.deepEqual(birthDatesOn(dayOfIsoDate('2028-02-28')), ['02-28'])
  assert.deepEqual(birthDatesOn(dayOfIsoDate('2028-02-29')), ['02-29'])
  assert.deepEqual(birthDatesOn(dayOfIsoDate('2027-03-01')), ['03-01'])
})

test('naming a thing twice names it once', () => {
  assert.equal(namedId('a', 'b'), namedId('a', 'b'))
  assert.notEqual(namedId('a', 'b'), namedId('ab', ''))
  assert.match(namedId('x'), /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
