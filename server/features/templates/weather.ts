/**
 * The weather where stores are, as a source tells it once an hour: kept, so that no message ever waits for it. Without a
 * source, or when it has been silent for some hours, the weather is not known, and a template says what stands instead.
 */
import { sql } from 'kysely'
import type { TaskList } from 'graphile-worker'
import type { Config } from '../../config.ts'
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import { OutboundError, send } from '../../platform/outbound.ts'

export const WEATHER_KINDS = ['sun', 'cloud', 'rain', 'storm', 'snow', 'fog'] as const
export type WeatherKind = (typeof WEATHER_KINDS)[number]
type Weather = { kind: WeatherKind; temperature_c: number }

const HOUR_MS = 3_600_000
const TOLD_FOR_MS = 3 * HOUR_MS
const TIMEOUT_MS = 5_000

const WORDS: Record<'fr' | 'en', Record<WeatherKind, string>> = {
  fr: {
    sun: 'soleil',
    cloud: 'ciel couvert',
    rain: 'pluie',
    storm: 'orage',
    snow: 'neige',
    fog: 'brouillard',
  },
  en: { sun: 'sunshine', cloud: 'clouds', rain: 'rain', storm: 'a storm', snow: 'snow', fog: 'fog' },
}

/** One name for a place, however each store writes it. */
export const townOf = ({ city, postal_code }: { city: string | null; postal_code: string | null }) =>
  city?.trim() ? `${postal_code?.trim() ?? ''} ${city.trim()}`.trim().toLowerCase() : null

/** `{"kind": "rain", "temperature_c": 12}`; null for anything else. */
export function readWeather(body: string): Weather | null {
  try {
    const { kind, temperature_c } = JSON.parse(body) as Partial<Weather>
    if (!WEATHER_KINDS.includes(kind!) || typeof temperature_c !== 'number') return null
    const rounded = Math.round(temperature_c)
    return rounded >= -90 && rounded <= 60 ? { kind: kind!, temperature_c: rounded } : null
  } catch {
    return null
  }
}

async function askWeather(url: string, place: { city: string; postal_code: string | null; country: string }) {
  const asked = new URL(url)
  asked.searchParams.set('city', place.city)
  asked.searchParams.set('postal_code', place.postal_code ?? '')
  asked.searchParams.set('country', place.country)
  try {
    // The operator wrote this address: it may be a program of theirs on the same network.
    const { status, body } = await send(asked.href, {
      method: 'GET',
      timeout_ms: TIMEOUT_MS,
      allow_private: true,
    })
    return status === 200 ? readWeather(body) : null
  } catch (error) {
    if (error instanceof OutboundError) return null
    throw error
  }
}

type Place = { city: string; postal_code: string | null; country: string }

/** Towns that were told this hour are not asked for again. Answers how many were asked. */
export async function refreshWeather(
  db: Database,
  tenant_id: string,
  weather_url: string,
  now = new Date(),
): Promise<number> {
  const who = { tenant_id, actor: 'system', now }
  const hour = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS)
  const places = await inTenant(db, who, (ctx) => listPlaces(ctx, hour))
  // Outside of any transaction: a slow source holds nothing.
  for (const place of places) {
    const weather = await askWeather(weather_url, place)
    if (weather) await inTenant(db, who, (ctx) => keepWeather(ctx, townOf(place)!, weather, hour))
  }
  return places.length
}

async function listPlaces({ tx, tenant_id }: Context, hour: Date): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select distinct on (lower(trim(city)), trim(postal_code)) city, postal_code, country from store
    where tenant_id = ${tenant_id} and closed_at is null and trim(city) <> ''
    order by lower(trim(city)), trim(postal_code), store_id limit 500`.execute(tx)
  const { rows: told } = await sql<{ town: string }>`
    select town from weather where tenant_id = ${tenant_id} and hour >= ${hour}`.execute(tx)
  const known = new Set(told.map(({ town }) => town))
  return rows.filter((place) => !known.has(townOf(place)!))
}

async function keepWeather(
  { tx, tenant_id }: Context,
  town: string,
  { kind, temperature_c }: Weather,
  hour: Date,
): Promise<void> {
  await sql`insert into weather (tenant_id, town, kind, temperature_c, hour)
    values (${tenant_id}, ${town}, ${kind}, ${temperature_c}, ${hour})
    on conflict (tenant_id, town) do update set kind = excluded.kind, temperature_c = excluded.temperature_c, hour = excluded.hour`.execute(
    tx,
  )
}

/** By town, in the words of a message; only what was told lately. */
export async function listWeather(
  { tx, tenant_id, now }: Context,
  language: 'fr' | 'en',
): Promise<
  Map<string, { kind: WeatherKind; words: string; temperature: number; temperature_words: string }>
> {
  const since = new Date(now.getTime() - TOLD_FOR_MS)
  const { rows } = await sql<{ town: string } & Weather>`
    select town, kind, temperature_c from weather where tenant_id = ${tenant_id} and hour > ${since}`.execute(
    tx,
  )
  return new Map(
    rows.map(({ town, kind, temperature_c }) => [
      town,
      {
        kind,
        words: WORDS[language][kind],
        temperature: temperature_c,
        temperature_words: `${String(temperature_c).replace('-', '−')}\u00a0°C`,
      },
    ]),
  )
}

type Parts = { db: Database; config: Pick<Config, 'weather_url'> }

export const weatherTasks = ({ db, config }: Parts): TaskList => ({
  refresh_weather: async () => {
    if (!config.weather_url) return
    for (const { tenant_id } of await db.selectFrom('tenant').select('tenant_id').execute())
      await refreshWeather(db, tenant_id, config.weather_url)
  },
})

export const WEATHER_CRONTAB = '2 * * * * refresh_weather'
