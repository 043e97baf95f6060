/** An e-mail of blocks, as one page of HTML and as plain text, before any reader is filled in. */
import { escapeHtml } from './liquid.ts'
import { fixed, pictureUrl, toneOf, type Making } from './block-parts.ts'
import { makeBlock } from './blocks.ts'
import { legalBlock } from './legal-block.ts'
import { DEVICE_STYLE } from './only.ts'
import { CARD, GROUND, INK, nightStyle } from './look.ts'
import type { EmailVariant, OwnBlock } from './schemas.ts'

/** Shared blocks have been put in place before. */
export type WholeEmail = Omit<EmailVariant, 'blocks'> & { blocks: OwnBlock[] }

export async function makeEmail(making: Making, email: WholeEmail): Promise<{ html: string; text: string }> {
  const inside = email.blocks.filter(({ kind }) => kind !== 'legal')
  const legal = email.blocks.find((one) => one.kind === 'legal')
  const made = inside.map((one) => makeBlock(making, one))
  const foot = legalBlock(making, legal ?? {})
  const mjml = page(making, email, made.map((one) => one.mjml).join('\n'), foot.mjml)
  const text = [...made.map((one) => one.text), `---\n${foot.text}`].filter((one) => one !== '').join('\n\n')
  return { html: making.vault.show(await toHtml(mjml)), text: making.vault.show(text) }
}

/** MJML is large and seldom wanted: it is loaded when the first e-mail is put together. */
async function toHtml(mjml: string): Promise<string> {
  const { default: mjml2html } = await import('mjml')
  const { html, errors } = await mjml2html(mjml, {
    validationLevel: 'strict',
    keepComments: false,
    filePath: '/dev/null',
  })
  if (errors.length > 0) throw new Error(`our own MJML is right: ${errors[0]!.formattedMessage}`)
  // What MJML indents for people costs a fifth of what mail programs show before they cut.
  return html.replace(/\n\s*\n/g, '\n').replace(/^[ \t]+/gm, '')
}

function page(
  making: Making,
  { subject, preheader, blocks: all }: WholeEmail,
  blocks: string,
  foot: string,
): string {
  const { look, language, vault, brand, shop_name } = making
  const hidden = (words: string) => escapeHtml(vault.hide(words))
  const logo = brand.logo_picture_id
    ? `<mj-image src="${pictureUrl(making, brand.logo_picture_id)}" alt="${fixed(making, shop_name)}" width="160px" padding="0 32px" />`
    : `<mj-text css-class="ink" align="center" font-size="22px" font-weight="700" padding="0 32px">${fixed(making, shop_name)}</mj-text>`
  return `<mjml lang="${language}" dir="ltr"><mj-head>
<mj-title>${hidden(subject)}</mj-title>
<mj-preview>${hidden(preheader)}</mj-preview>
<mj-breakpoint width="480px" />
<mj-attributes><mj-all font-family="${look.font.replaceAll('"', "'")}" /><mj-text font-size="16px" line-height="1.55" color="${INK}" padding="0 32px" /><mj-body width="600px" /></mj-attributes>
<mj-raw><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"></mj-raw>
<mj-style>p:last-child,ul:last-child,ol:last-child{margin-bottom:0 !important}
${DEVICE_STYLE}
${nightStyle(look)}</mj-style>
</mj-head><mj-body background-color="${GROUND}" css-class="ground">
<mj-section css-class="ground" background-color="${GROUND}" padding="28px 0 20px"><mj-column>${logo}</mj-column></mj-section>
<mj-wrapper css-class="card" background-color="${CARD}" border-radius="${look.radius}px" padding="${edge(all[0])} 0 ${edge(all.at(-1))}">
${blocks || `<mj-section><mj-column><mj-text> </mj-text></mj-column></mj-section>`}
</mj-wrapper>
${foot}
</mj-body></mjml>`
}

/** A band with a colour, or a wide picture, goes up to the edge of the card. */
const edge = (block: OwnBlock | undefined) =>
  block && (toneOf(block) !== 'plain' || (block.kind === 'picture' && block.wide === true)) ? '0' : '18px'
