import { escapeHtml } from './liquid.ts'
import { band, code, link, pictureUrl, textBox, type Made, type Making, type Tone } from './block-parts.ts'
import type { OwnBlock } from './schemas.ts'

type Products = Extract<OwnBlock, { kind: 'products' }>

/** Two beside each other, on a phone too. Name and price are read when it is sent; what is retired is left out. */
export function productsBlock(making: Making, block: Products, tone: Tone): Made {
  const title = block.title ? making.vault.hide(block.title) : ''
  const cells = block.products.map((one) => productCell(making, one, block.show_prices, tone))
  const rows = []
  for (let at = 0; at < cells.length; at += 2)
    rows.push(
      band(making, tone, '@', '6px 16px').replace(
        '<mj-column>@</mj-column>',
        () => `<mj-group>${cells[at]!.mjml}${cells[at + 1]?.mjml ?? '<mj-column></mj-column>'}</mj-group>`,
      ),
    )
  const heading = title
    ? band(
        making,
        tone,
        textBox(making, `<h2 style="margin:0;font-size:22px;line-height:1.3">${escapeHtml(title)}</h2>`, {
          tone,
        }),
        '14px 0 6px',
      )
    : ''
  return {
    mjml: heading + rows.join(''),
    text: [title.toUpperCase(), ...cells.map(({ text }) => text)].filter(Boolean).join('\n'),
  }
}

function productCell(making: Making, one: Products['products'][number], prices: boolean, tone: Tone): Made {
  making.needs.add(`products.${one.product_id}`)
  const path = `products["${one.product_id}"]`
  const [open, close] = [code(making, `{% if ${path} %}`), code(making, '{% endif %}')]
  const name = code(making, `{{ ${path}.name }}`)
  const price = prices ? code(making, `{{ ${path}.price_words }}`) : ''
  const url = one.url ? link(making, making.vault.hide(one.url)) : null
  const image = one.picture_id
    ? `<img src="${pictureUrl(making, one.picture_id)}" alt="" width="252" style="display:block;width:100%;max-width:252px;height:auto;border-radius:${making.look.radius}px;margin:0 0 10px">`
    : ''
  const words = `${image}<strong>${name}</strong>${price && `<br><span class="accent" style="color:${tone === 'brand' ? making.look.on_brand : making.look.accent};font-weight:700">${price}</span>`}`
  const inner = url
    ? `<a class="same" href="${url}" style="color:inherit;text-decoration:none">${words}</a>`
    : words
  const box = textBox(making, open + inner + close, { tone, padding: '6px 16px', size: 15 })
  const text = `${open}- ${name}${price && `\u00a0: ${price}`}${url ? ` ${url}` : ''}${close}`
  return { mjml: `<mj-column>${box}</mj-column>`, text }
}
