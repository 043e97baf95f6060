/** Towns by name, and which postal codes lie within so many kilometres: a customer lives, for us, where the towns of their postal code are. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

type Spot = { latitude: number; longitude: number }
export type Town = Spot & { town: string; name: string; codes: string[]; folded: string }
type Known = { towns: Map<string, Town>; codes: Map<string, Spot> }

let known: Known | undefined

/** Some 35,000 towns, read when somebody first asks. */
function places(): Known {
  known ??= read(readFileSync(join(import.meta.dirname, 'towns.txt'), 'utf8'))
  return known
}

function read(text: string): Known {
  const towns = new Map<string, Town>()
  const sums = new Map<string, Spot & { towns: number }>()
  for (const line of text.split('\n')) {
    if (!/^\d/.test(line)) continue
    const [town, name, code, ...spot] = line.split(';') as [string, string, string, string, string]
    const [latitude, longitude] = spot.map(Number) as [number, number]
    const codes = code.split(' ')
    towns.set(town, { town, name, codes, latitude, longitude, folded: folded(name) })
    for (const one of codes) {
      const sum = sums.get(one) ?? { latitude: 0, longitude: 0, towns: 0 }
      sums.set(one, {
        latitude: sum.latitude + latitude,
        longitude: sum.longitude + longitude,
        towns: sum.towns + 1,
      })
    }
  }
  const codes = new Map(
    [...sums].map(([code, { latitude, longitude, towns: n }]) => [
      code,
      { latitude: latitude / n, longitude: longitude / n },
    ]),
  )
  return { towns, codes }
}

/** « St Etienne » is Saint-Étienne: without accents, hyphens and apostrophes. */
function folded(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
    .replaceAll(/\bst(e?)\b/g, 'saint$1')
}

/** By the beginning of the name or of a postal code; the shortest name first, which is the one that was meant. */
export function searchTowns(text: string, limit: number): Town[] {
  const wanted = folded(text)
  if (wanted.length < 2) return []
  const isCode = /^\d+$/.test(wanted)
  const rank = ({ folded: name, codes }: Town): number => {
    if (isCode) return codes.some((code) => code.startsWith(wanted)) ? 1 : 0
    if (name === wanted) return 3
    return name.startsWith(wanted) ? 2 : name.includes(` ${wanted}`) ? 1 : 0
  }
  const found: { town: Town; is: number }[] = []
  for (const town of places().towns.values()) {
    const is = rank(town)
    if (is > 0) found.push({ town, is })
  }
  found.sort(
    (a, b) => b.is - a.is || a.town.name.length - b.town.name.length || (a.town.town < b.town.town ? -1 : 1),
  )
  return found.slice(0, limit).map(({ town }) => town)
}

export const findTown = (town: string): Town | undefined => places().towns.get(town)

/** « Saint-Étienne (42000) » */
export const townName = ({ name, codes }: Town) => `${name} (${codes[0]})`

const EARTH_KM = 6371.0088
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Great-circle distance (haversine), in kilometres on a sphere of the earth's mean radius. */
export function distanceKm(a: Spot, b: Spot): number {
  const [from, to] = [radians(a.latitude), radians(b.latitude)]
  const half = Math.sin((to - from) / 2) ** 2
  const across = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2
  return 2 * EARTH_KM * Math.asin(Math.sqrt(half + Math.cos(from) * Math.cos(to) * across))
}

/** Around a postal code; one that we do not know is near itself alone. */
export function postalCodesNear(code: string, km: number): string[] {
  const centre = places().codes.get(code)
  return centre ? around(centre, km) : [code]
}

/** Around a town, its own postal codes always with it. */
export function postalCodesNearTown(town: string, km: number): string[] {
  const centre = findTown(town)
  return centre ? [...new Set([...centre.codes, ...around(centre, km)])] : []
}

function around(centre: Spot, km: number): string[] {
  // A degree of latitude is 111.2 km: most places are left out without a sine.
  const degrees = km / 111
  return [...places().codes]
    .filter(
      ([, spot]) => Math.abs(spot.latitude - centre.latitude) <= degrees && distanceKm(centre, spot) <= km,
    )
    .map(([code]) => code)
}
