/** Blocks that each reader sees otherwise: promotions, a voucher, points, a countdown. */
import { dayOfIsoDate } from '../../lib/time.ts'
import { escapeHtml } from './liquid.ts'
import {
  band,
  code,
  inkOf,
  LINE_COLOUR,
  link,
  pictureUrl,
  textBox,
  wordsIn,
  type Made,
  type Making,
  type Tone,
} from './block-parts.ts'
import { PHRASES } from './phrases.ts'
import type { OwnBlock } from './schemas.ts'

type Of<Kind extends OwnBlock['kind']> = Extract<OwnBlock, { kind: Kind }>

/** As many places as asked; a reader for whom fewer were found sees fewer, and nothing at all for none. */
export function promotionsBlock(making: Making, block: Of<'promotions'>, tone: Tone): Made {
  const c = (liquid: string) => code(making, liquid)
  const title = making.vault.hide(block.title || PHRASES[making.language].promotions)
  const cells = Array.from({ length: block.count }, (_, at) =>
    promotionCell(making, at, block.show_reason, tone),
  )
  const grid = `<h2 style="margin:0 0 6px;padding:0 10px;font-size:22px;line-height:1.3;font-weight:700">${escapeHtml(title)}</h2><div style="font-size:0">${cells.map(({ mjml }) => mjml).join('')}</div>`
  // The whole band is within the condition, so that no empty band stays.
  return {
    mjml: `<mj-raw>${c('{% if promotions[0] %}')}</mj-raw>${band(making, tone, textBox(making, grid, { tone, padding: '0 22px' }))}<mj-raw>${c('{% endif %}')}</mj-raw>`,
    text: `${c('{% if promotions[0] %}')}${title.toUpperCase()}\n${cells.map(({ text }) => text).join('')}${c('{% endif %}')}`,
  }
}

function promotionCell(making: Making, at: number, show_reason: boolean, tone: Tone): Made {
  const c = (liquid: string) => code(making, liquid)
  const { look } = making
  const one = `promotions[${at}]`
  const [open, close] = [c(`{% if ${one} %}`), c('{% endif %}')]
  const ifHas = (field: string, html: string) => `${c(`{% if ${one}.${field} %}`)}${html}${close}`
  const url = link(making, c(`{{ ${one}.url | default: '' }}`))
  const accent = tone === 'brand' ? look.on_brand : look.accent
  const picture = ifHas(
    'picture_id',
    `<img src="${pictureUrl(making, c(`{{ ${one}.picture_id }}`))}" alt="" width="236" style="display:block;width:100%;max-width:236px;height:auto;border-radius:${look.radius}px;margin:0 0 10px">`,
  )
  const old = ifHas(
    'old_price_words',
    ` <s style="opacity:0.7;font-weight:400">${c(`{{ ${one}.old_price_words }}`)}</s>`,
  )
  const reason = show_reason
    ? ifHas('why', `<br><span style="font-size:13px;opacity:0.8">${c(`{{ ${one}.why }}`)}</span>`)
    : ''
  const words = `${picture}<strong>${c(`{{ ${one}.name }}`)}</strong><br><span class="accent" style="color:${accent};font-weight:700">${c(`{{ ${one}.price_words }}`)}</span>${old}${reason}`
  const linked = `${c(`{% if ${one}.url %}`)}<a class="same" href="${url}" style="color:inherit;text-decoration:none">${words}</a>${c('{% else %}')}${words}${close}`
  return {
    mjml: `${open}<div style="display:inline-block;vertical-align:top;width:50%;min-width:140px;max-width:268px;font-size:15px;line-height:1.5"><div style="padding:10px">${linked}</div></div>${close}`,
    text: `${open}- ${c(`{{ ${one}.name }}`)}\u00a0: ${c(`{{ ${one}.price_words }}`)}${ifHas('url', ` ${url}`)}\n${close}`,
  }
}

export function voucherBlock(making: Making, block: Of<'voucher'>, tone: Tone): Made {
  const c = (liquid: string) => code(making, liquid)
  const { look, shop_url } = making
  const phrases = PHRASES[making.language]
  const path = block.from === 'message' ? 'voucher' : 'vouchers[0]'
  // Without a voucher in hand the block is left out; without the one the message brings, the message does not leave.
  const [open, close] = block.from === 'hand' ? [c(`{% if ${path} %}`), c('{% endif %}')] : ['', '']
  const words = block.words ? wordsIn(making, block.words, tone) : { html: '', text: '' }
  const value = (field: string) => c(`{{ ${path}.${field} }}`)
  const until = `${c(`{% if ${path}.until %}`)}${phrases.good_until.replace('{{ day }}', () => value('until'))}${c('{% endif %}')}`
  const picture =
    block.show === 'code'
      ? ''
      : `<img src="${shop_url}/api/code-pictures/${block.show}/${value('code')}" alt="${block.show === 'qr' ? phrases.qr_alt : phrases.barcode_alt}" width="${block.show === 'qr' ? 168 : 300}" style="display:block;margin:16px auto 0;background:#ffffff;padding:10px;border-radius:8px;max-width:100%;height:auto">`
  const edge = tone === 'brand' ? look.on_brand : look.accent
  const card = `<div style="border:2px dashed ${edge};border-radius:${look.radius}px;padding:24px 20px;text-align:center"><h2 style="margin:0 0 6px;font-size:24px;line-height:1.25;font-weight:700">${value('name')}</h2>${words.html}${picture}<p style="margin:14px 0 0;font-size:13px;opacity:0.8">${phrases.code}</p><p style="margin:2px 0 0;font-size:15px;font-weight:700;letter-spacing:0.02em;font-family:ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere">${value('code_grouped')}</p><p style="margin:10px 0 0;font-size:14px">${until}</p></div>`
  const box = band(making, tone, textBox(making, card, { tone }))
  return {
    mjml: open ? `<mj-raw>${open}</mj-raw>${box}<mj-raw>${close}</mj-raw>` : box,
    text: `${open}${value('name')}\n${words.text && `${words.text}\n`}${phrases.code}\u00a0: ${value('code_grouped')}\n${until}${close}`,
  }
}

export function pointsBlock(making: Making, block: Of<'points'>, tone: Tone): Made {
  const c = (liquid: string) => code(making, liquid)
  const { look } = making
  const phrases = PHRASES[making.language]
  const words = block.words ? wordsIn(making, block.words, tone) : { html: '', text: '' }
  const accent = tone === 'brand' ? look.on_brand : look.accent
  const track = tone === 'brand' ? 'rgba(255,255,255,0.28)' : LINE_COLOUR
  const points = c('{{ points_words }}')
  const toGo = c(`{% if next_reward.to_go > 0 %}${phrases.to_go}{% else %}${phrases.reached}{% endif %}`)
  const [open, close] = [c('{% if next_reward %}'), c('{% endif %}')]
  const radius = look.radius === 0 ? 0 : 6
  const bar = block.bar
    ? `<table role="presentation" class="track" width="100%" cellpadding="0" cellspacing="0" style="background:${track};border-radius:${radius}px;margin:12px 0 8px"><tr><td style="padding:0;line-height:12px;font-size:0"><div class="${tone === 'brand' ? '' : 'fill'}" style="background:${accent};height:12px;border-radius:${radius}px;width:${c('{{ next_reward.progress }}')}%;min-width:12px">&nbsp;</div></td></tr></table>`
    : ''
  const html = `<p class="accent" style="margin:0 0 4px;font-size:34px;line-height:1.15;font-weight:700;color:${accent}">${points}</p>${open}${bar}<p style="margin:0 0 8px">${toGo}</p>${close}${words.html}`
  return {
    mjml: band(making, tone, textBox(making, html, { tone })),
    text: `${points}${open}\n${toGo}${close}${words.text && `\n${words.text}`}`,
  }
}

export function countdownBlock(making: Making, block: Of<'countdown'>, tone: Tone): Made {
  const c = (liquid: string) => code(making, liquid)
  const { to } = block
  const left =
    to.kind === 'day'
      ? `${dayOfIsoDate(to.day)} | minus: today`
      : to.kind === 'points'
        ? 'expiring.days'
        : 'vouchers[0].days'
  const holds = to.kind === 'day' ? 'today' : to.kind === 'points' ? 'expiring' : 'vouchers[0].days'
  making.needs.add('today')
  const open = c(`{% if ${holds} %}{% assign days = ${left} %}{% if days >= 0 %}`)
  const close = c('{% endif %}{% endif %}')
  const days = c(PHRASES[making.language].days)
  const hidden = block.words ? making.vault.hide(block.words) : ''
  const html = `<p style="margin:0;font-size:26px;line-height:1.2;font-weight:700;color:${tone === 'plain' ? making.look.accent : inkOf(tone, making.look)}" class="${tone === 'brand' ? '' : 'accent'}">${days}</p>${hidden && `<p style="margin:4px 0 0">${escapeHtml(hidden)}</p>`}`
  return {
    mjml: `<mj-raw>${open}</mj-raw>${band(making, tone, textBox(making, html, { tone, align: 'center' }))}<mj-raw>${close}</mj-raw>`,
    text: `${open}${days}${hidden && `\u00a0: ${hidden}`}${close}`,
  }
}
