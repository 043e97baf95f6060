/** The shop's colours and name on the page. */
import { applyTenantTheme } from '#ui/tenant-theme.ts'

const HOUSE = '#1f5c46'

export function dressIn(shop: { name: string; theme: unknown }) {
  const { primary } = (shop.theme ?? {}) as { primary?: string }
  const { on_brand } = applyTenantTheme({ primary: primary ?? HOUSE })
  // What shades the card moves away from its ink, so that words on it only get easier to read.
  const away = on_brand === '#ffffff' ? '#000000' : '#ffffff'
  document.documentElement.style.setProperty('--brand-away', away)
}

/** Only a picture of our own origin: the page fetches from nowhere else. */
export function logoOf(theme: unknown): string | undefined {
  const { logo_url } = (theme ?? {}) as { logo_url?: string | null }
  return logo_url?.startsWith('/') ? logo_url : undefined
}
