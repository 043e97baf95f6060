/**
 * Where this app lives. The server writes <base href="/t/<shop>/till/"> into the page, so that the same files
 * serve every shop; everything that needs an address starts from here.
 */

export type AppName = 'console' | 'till' | 'card'

export type Place = {
  /** Path of this app, without a slash at the end: '' or '/t/boutique/till'. For the router. */
  app_path: string
  /** Path of the shop: '' or '/t/boutique'. The API is below it, at /api. */
  shop_path: string
}

export function placeOf(app: AppName, base_uri: string): Place {
  const app_path = new URL(base_uri).pathname.replace(/[^/]*$/, '').replace(/\/$/, '')
  const own = `/${app}`
  const shop_path = app !== 'console' && app_path.endsWith(own) ? app_path.slice(0, -own.length) : app_path
  return { app_path, shop_path }
}

let here: Place | undefined

/** Called once, first thing in main.tsx. */
export function startPlace(app: AppName, base_uri = document.baseURI): Place {
  here = placeOf(app, base_uri)
  return here
}

export function place(): Place {
  if (!here) throw new Error('startPlace() has not been called')
  return here
}
