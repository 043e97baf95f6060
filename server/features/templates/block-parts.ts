/** What every block of an e-mail is made with: words in HTML, links by number, pictures, and the code between braces. */
import { escapeHtml } from './liquid.ts'
import type { Look } from './look.ts'
import { CARD, INK, LINE, SOFT } from './look.ts'
import { plainText, readMarkup, type Paragraph, type Run, type Vault } from './markup.ts'
import type { Brand, OwnBlock, TemplateLanguage, TemplatePurpose } from './schemas.ts'

export type Tone = 'plain' | 'tint' | 'brand'

/** What a compilation gathers besides its words. */
export type Making = {
  brand: Brand
  shop_name: string
  /** Of the shop, from outside: pictures and codes are shown from there. */
  shop_url: string
  look: Look
  language: TemplateLanguage
  purpose: TemplatePurpose
  vault: Vault
  links: string[]
  /** Written in at compiling, never read as a template. */
  fixed: Record<string, string>
  /** Which values are read besides those that words name. */
  needs: Set<string>
}

/** What one block becomes: MJML sections, and lines of plain text. */
export type Made = { mjml: string; text: string }

/** Code of our own, hidden until MJML has done its work. */
export const code = (making: Making, liquid: string) => making.vault.keep(liquid)

/** A link, by its number in the template; the same block may write it in HTML and in text. */
export function link(making: Making, url: string): string {
  const place = making.links.push(making.vault.show(url)) - 1
  return code(making, `{% address ${place} %}`)
}

/** Words that somebody typed where nothing may be filled in: kept beside the template. */
export function fixed(making: Making, words: string): string {
  const name = `w${Object.keys(making.fixed).length}`
  making.fixed[name] = words
  return code(making, `{{ fixed.${name} | default: '' }}`)
}

export const pictureUrl = ({ shop_url }: Pick<Making, 'shop_url'>, picture_id: string) =>
  `${shop_url}/api/pictures/${picture_id}`

const SIZES = {
  h1: 'font-size:30px;line-height:1.2;font-weight:700;letter-spacing:-0.01em',
  h2: 'font-size:22px;line-height:1.3;font-weight:700',
  h3: 'font-size:17px;line-height:1.4;font-weight:700',
} as const

/** Words with their signs, as HTML for within a text of MJML, and as plain text. */
export function wordsIn(making: Making, words: string, tone: Tone = 'plain'): { html: string; text: string } {
  const paragraphs = readMarkup(making.vault.hide(words))
  const links = new Map<string, string>()
  const address = (url: string) => links.get(url) ?? links.set(url, link(making, url)).get(url)!
  return { html: toHtml(making, paragraphs, tone, address), text: plainText(paragraphs, address) }
}

function toHtml(making: Making, paragraphs: Paragraph[], tone: Tone, address: (url: string) => string) {
  const accent = tone === 'brand' ? making.look.on_brand : making.look.accent
  const run = ({ text, bold, italic, url }: Run) => {
    let html = escapeHtml(text).replaceAll('\n', '<br>')
    if (bold) html = `<strong>${html}</strong>`
    if (italic) html = `<em>${html}</em>`
    return url
      ? `<a href="${address(url)}" style="color:${accent};text-decoration:underline">${html}</a>`
      : html
  }
  let html = ''
  let list: 'ul' | 'ol' | null = null
  const close = (next: 'ul' | 'ol' | null) => {
    if (list && list !== next) html += `</${list}>`
    if (next && list !== next) html += `<${next} style="margin:0 0 14px;padding:0 0 0 22px">`
    list = next
  }
  for (const { kind, runs } of paragraphs) {
    const inner = runs.map(run).join('')
    close(kind === 'item' ? 'ul' : kind === 'numbered' ? 'ol' : null)
    if (kind === 'tag') html += inner
    else if (list) html += `<li style="margin:0 0 6px">${inner}</li>`
    else if (kind === 'text') html += `<p style="margin:0 0 14px">${inner}</p>`
    else html += `<${kind} style="margin:0 0 12px;${SIZES[kind as 'h1']}">${inner}</${kind}>`
  }
  close(null)
  return html
}

export const toneOf = (block: OwnBlock): Tone => ('tone' in block && block.tone) || 'plain'

const backOf = (tone: Tone, look: Look) =>
  tone === 'tint' ? look.tint : tone === 'brand' ? look.brand : CARD
export const inkOf = (tone: Tone, look: Look) => (tone === 'brand' ? look.on_brand : INK)
export const inkClass = (tone: Tone) => (tone === 'brand' ? 'onbrand' : 'ink')

/** A band of the card, over its whole width. */
export function band(
  making: Making,
  tone: Tone,
  inner: string,
  padding = tone === 'plain' ? '14px 0' : '26px 0',
): string {
  const background = backOf(tone, making.look)
  return `<mj-section css-class="${tone}" background-color="${background}" padding="${padding}"><mj-column>${inner}</mj-column></mj-section>`
}

type TextOptions = { tone?: Tone; align?: 'left' | 'center'; size?: number; soft?: boolean; padding?: string }

export function textBox(making: Making, html: string, options: TextOptions = {}): string {
  const { tone = 'plain', align = 'left', size = 16, soft = false, padding = '0 32px' } = options
  const colour = soft && tone !== 'brand' ? SOFT : inkOf(tone, making.look)
  const named = soft && tone !== 'brand' ? 'soft' : inkClass(tone)
  return `<mj-text css-class="${named}" color="${colour}" align="${align}" font-size="${size}px" padding="${padding}">${html}</mj-text>`
}

export function button(making: Making, label: string, url: string, tone: Tone, align: string): string {
  const { look } = making
  const [back, ink] = tone === 'brand' ? [look.on_brand, look.brand] : [look.brand, look.on_brand]
  return `<mj-button href="${url}" align="${align}" background-color="${back}" color="${ink}" border-radius="${look.button_radius}px" font-size="16px" font-weight="600" inner-padding="14px 28px" padding="6px 32px">${label}</mj-button>`
}

export const LINE_COLOUR = LINE
