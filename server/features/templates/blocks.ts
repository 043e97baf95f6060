/** Each block of an e-mail, as MJML and as plain text. */
import { escapeHtml } from './liquid.ts'
import {
  band,
  button,
  fixed,
  LINE_COLOUR,
  link,
  pictureUrl,
  textBox,
  toneOf,
  wordsIn,
  type Made,
  type Making,
  type Tone,
} from './block-parts.ts'
import { legalBlock } from './legal-block.ts'
import { shownOnly } from './only.ts'
import { countdownBlock, pointsBlock, promotionsBlock, voucherBlock } from './personal-blocks.ts'
import { productsBlock } from './products-block.ts'
import type { OwnBlock, SmallBlock } from './schemas.ts'
import { mapBlock, storeBlock } from './store-blocks.ts'

export function makeBlock(making: Making, block: OwnBlock): Made {
  const made = makeOne(making, block)
  return 'only' in block && block.only ? shownOnly(making, block.only, made) : made
}

function makeOne(making: Making, block: OwnBlock): Made {
  const tone = toneOf(block)
  switch (block.kind) {
    case 'text':
    case 'picture':
    case 'button':
    case 'divider': {
      const { inner, text } = smallBlock(making, block, tone)
      const edge = block.kind === 'picture' && block.wide === true
      return { mjml: inner === '' ? '' : band(making, tone, inner, edge ? '0' : undefined), text }
    }
    case 'columns':
      return columnsBlock(making, block, tone)
    case 'products':
      return productsBlock(making, block, tone)
    case 'promotions':
      return promotionsBlock(making, block, tone)
    case 'voucher':
      return voucherBlock(making, block, tone)
    case 'points':
      return pointsBlock(making, block, tone)
    case 'countdown':
      return countdownBlock(making, block, tone)
    case 'store':
      return storeBlock(making, block, tone)
    case 'map':
      return mapBlock(making, block, tone)
    case 'legal':
      return legalBlock(making, block)
  }
}

/** What may also stand in a column. `inner` is empty when there is nothing to show yet. */
function smallBlock(
  making: Making,
  block: SmallBlock,
  tone: Tone,
  narrow = false,
): { inner: string; text: string } {
  const side = narrow ? '16px' : '32px'
  if (block.kind === 'text') {
    const { html, text } = wordsIn(making, block.words, tone)
    return {
      inner: html && textBox(making, html, { tone, align: block.align ?? 'left', padding: `0 ${side}` }),
      text,
    }
  }
  if (block.kind === 'divider')
    return {
      inner: `<mj-divider css-class="edge" border-width="1px" border-color="${LINE_COLOUR}" padding="4px ${side}" />`,
      text: '---',
    }
  if (block.kind === 'button') {
    const url = link(making, making.vault.hide(block.url))
    const label = making.vault.hide(block.label)
    return {
      inner: button(making, escapeHtml(label), url, tone, block.align ?? 'left'),
      text: `${label}\u00a0: ${url}`,
    }
  }
  if (!block.picture_id) return { inner: '', text: '' }
  const alt = block.decorative ? '' : fixed(making, block.alt)
  const href = block.url ? link(making, making.vault.hide(block.url)) : null
  const padding = block.wide ? '0' : `0 ${side}`
  const radius = block.wide ? 0 : making.look.radius
  return {
    inner: `<mj-image src="${pictureUrl(making, block.picture_id)}" alt="${alt}"${href ? ` href="${href}"` : ''} padding="${padding}" border-radius="${radius}px" />`,
    text: block.decorative || !block.alt ? '' : `[${alt}]${href ? ` ${href}` : ''}`,
  }
}

type Columns = Extract<OwnBlock, { kind: 'columns' }>

function columnsBlock(making: Making, block: Columns, tone: Tone): Made {
  const texts: string[] = []
  const columns = block.columns.map((blocks) => {
    const made = blocks.map((one) => smallBlock(making, one, tone, true))
    texts.push(...made.map(({ text }) => text))
    return `<mj-column padding="0 0 12px">${made.map(({ inner }) => inner).join('')}</mj-column>`
  })
  // A section of its own: it takes the tone that a single column would.
  const whole = band(making, tone, '@', tone === 'plain' ? '14px 16px' : '26px 16px').replace(
    '<mj-column>@</mj-column>',
    () => columns.join(''),
  )
  return { mjml: whole, text: texts.filter(Boolean).join('\n') }
}
