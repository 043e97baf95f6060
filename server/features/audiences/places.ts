/** Which postal codes lie within so many kilometres: a customer lives, for us, where the towns of their postal code are. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

type Place = { code: string; latitude: number; longitude: number }

let known: Map<string, Place> | undefined

/** Some 6,000 codes, read when the first rule asks. */
function places(): Map<string, Place> {
  known ??= new Map(
    readFileSync(join(import.meta.dirname, 'postal-codes.txt'), 'utf8')
      .split('\n')
      .filter((line) => /^\d/.test(line))
      .map((line) => {
        const [code, latitude, longitude] = line.split(' ')
        return [code!, { code: code!, latitude: Number(latitude), longitude: Number(longitude) }]
      }),
  )
  return known
}

const EARTH_KM = 6371.0088
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Great-circle distance (haversine), in kilometres on a sphere of the earth's mean radius. */
export function distanceKm(a: Omit<Place, 'code'>, b: Omit<Place, 'code'>): number {
  const [from, to] = [radians(a.latitude), radians(b.latitude)]
  const half = Math.sin((to - from) / 2) ** 2
  const across = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2
  return 2 * EARTH_KM * Math.asin(Math.sqrt(half + Math.cos(from) * Math.cos(to) * across))
}

/** A code we do not know is near itself alone. */
export function postalCodesNear(code: string, km: number): string[] {
  const centre = places().get(code)
  if (!centre) return [code]
  // A degree of latitude is 111.2 km: most places are left out without a sine.
  const degrees = km / 111
  return [...places().values()]
    .filter(
      (place) => Math.abs(place.latitude - centre.latitude) <= degrees && distanceKm(centre, place) <= km,
    )
    .map((place) => place.code)
}
