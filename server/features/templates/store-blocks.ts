/** Where the shop is: the reader's own store or a named one, read when it is sent, so that hours are today's. */
import {
  band,
  button,
  code,
  fixed,
  link,
  pictureUrl,
  textBox,
  type Made,
  type Making,
  type Tone,
} from './block-parts.ts'
import { PHRASES } from './phrases.ts'
import type { OwnBlock } from './schemas.ts'

type Of<Kind extends OwnBlock['kind']> = Extract<OwnBlock, { kind: Kind }>

function pathOf(making: Making, store_id: string | null): string {
  if (!store_id) return 'store'
  making.needs.add('stores')
  return `stores["${store_id}"]`
}

export function storeBlock(making: Making, block: Of<'store'>, tone: Tone): Made {
  const c = (liquid: string) => code(making, liquid)
  const path = pathOf(making, block.store_id)
  const [open, close] = [c(`{% if ${path} %}`), c('{% endif %}')]
  const accent = tone === 'brand' ? making.look.on_brand : making.look.accent
  const phone = block.show_phone
    ? `${c(`{% if ${path}.phone %}`)}<br><a href="${link(making, c(`{{ ${path}.phone_url }}`))}" style="color:${accent}">${c(`{{ ${path}.phone }}`)}</a>${close}`
    : ''
  const hours = block.show_hours
    ? `${c(`{% for line in ${path}.hours %}`)}<br>${c('{{ line }}')}${c('{% endfor %}')}`
    : ''
  const html = `<h3 style="margin:0 0 4px;font-size:17px;line-height:1.4;font-weight:700">${c(`{{ ${path}.name }}`)}</h3><p style="margin:0 0 14px">${c(`{{ ${path}.address | default: '' }}`)}${phone}${hours}</p>`
  const text = [
    `${open}${c(`{{ ${path}.name }}`)}`,
    c(`{{ ${path}.address | default: '' }}`),
    block.show_phone && c(`{{ ${path}.phone | default: '' }}`),
    block.show_hours && c(`{% for line in ${path}.hours %}{{ line }}\n{% endfor %}`),
  ]
  return {
    mjml: `<mj-raw>${open}</mj-raw>${band(making, tone, textBox(making, html, { tone }))}<mj-raw>${close}</mj-raw>`,
    text: text.filter(Boolean).join('\n') + close,
  }
}

export function mapBlock(making: Making, block: Of<'map'>, tone: Tone): Made {
  const c = (liquid: string) => code(making, liquid)
  const path = pathOf(making, block.store_id)
  const [open, close] = [c(`{% if ${path}.map_url %}`), c('{% endif %}')]
  const url = link(making, c(`{{ ${path}.map_url }}`))
  const route = PHRASES[making.language].route
  const picture = block.picture_id
    ? `<mj-image src="${pictureUrl(making, block.picture_id)}" alt="${fixed(making, block.alt)}" href="${url}" padding="0 32px 10px" border-radius="${making.look.radius}px" />`
    : ''
  return {
    mjml: `<mj-raw>${open}</mj-raw>${band(making, tone, picture + button(making, route, url, tone, 'left'))}<mj-raw>${close}</mj-raw>`,
    text: `${open}${route}\u00a0: ${url}${close}`,
  }
}
