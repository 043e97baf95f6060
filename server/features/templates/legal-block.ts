/** The lines the law wants at the foot: who sends, why, and how it stops. */
import { escapeHtml } from './liquid.ts'
import { code, fixed, link, textBox, wordsIn, type Made, type Making } from './block-parts.ts'
import { GROUND } from './look.ts'
import { PHRASES } from './phrases.ts'
import type { OwnBlock } from './schemas.ts'

type Legal = Extract<OwnBlock, { kind: 'legal' }>

export function legalBlock(making: Making, block: Pick<Legal, 'words'>): Made {
  const { brand, purpose, language, shop_name } = making
  const phrases = PHRASES[language]
  const why = phrases[`why_${purpose}`](shop_name)
  const own = block.words ? wordsIn(making, block.words) : { html: '', text: '' }
  const sender = [brand.legal_name, brand.postal_address, brand.phone].filter((one) => one !== null)
  const ways: [string, string][] = [
    ...(purpose === 'marketing'
      ? [[phrases.unsubscribe, code(making, '{% address unsubscribe %}')] as [string, string]]
      : []),
    [phrases.preferences, code(making, '{% address preferences %}')],
    [phrases.view, code(making, '{% address view %}')],
    ...(brand.privacy_url ? [[phrases.privacy, link(making, brand.privacy_url)] as [string, string]] : []),
  ]
  const linked = ways
    .map(
      ([label, url]) =>
        `<a href="${url}" style="color:inherit;text-decoration:underline">${escapeHtml(label)}</a>`,
    )
    .join(' · ')
  const lines = sender.map((one) => fixed(making, one)).join('<br>')
  const html = `${own.html}<p style="margin:0 0 10px">${fixed(making, why)}</p><p style="margin:0 0 10px">${lines}</p><p style="margin:0">${linked}</p>`
  return {
    mjml: `<mj-section css-class="ground" background-color="${GROUND}" padding="20px 0 32px"><mj-column>${textBox(making, html, { soft: true, size: 13, align: 'center' })}</mj-column></mj-section>`,
    text: [
      own.text,
      fixed(making, why),
      ...sender.map((one) => fixed(making, one)),
      // What a reader needs, not how to show it in a browser.
      ...ways.filter(([label]) => label !== phrases.view).map(([label, url]) => `${label}\u00a0: ${url}`),
    ]
      .filter(Boolean)
      .join('\n'),
  }
}
