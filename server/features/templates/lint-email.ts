/** What is wrong with an e-mail: for those who cannot see it, for mail programs, for filters, and by law. */
import { contrast, READABLE } from '../../../ui/contrast.ts'
import type { WholeEmail } from './email.ts'
import { lintUrl, type Linted, type Report } from './lint.ts'
import { makeVault, readMarkup } from './markup.ts'
import type { OwnBlock, SmallBlock } from './schemas.ts'

/** Gmail shows the first 102 KB of a message and hides the rest behind a link. */
export const SIZE_MAX = 102 * 1024
const SIZE_NEAR = 85 * 1024
const SUBJECT_MAX = 70
/** What one link of ours, signed, takes more than its address in the template. */
const LINK_ROOM = 160

export function lintEmail({ variant, compiled, brand, purpose }: Linted, report: Report): void {
  const email = variant as WholeEmail
  const { blocks } = email
  if (blocks.every(({ kind }) => kind === 'legal' || kind === 'divider')) report('empty', 'error')
  lintSubject(email, report)
  for (const block of blocks) lintBlock(block, report)
  lintHeadings(blocks, report)
  const size = Buffer.byteLength(compiled.html ?? '') + compiled.links.length * LINK_ROOM
  if (size > SIZE_MAX) report('too_large', 'error', { kilobytes: Math.ceil(size / 1024), max: 102 })
  else if (size > SIZE_NEAR)
    report('nearly_too_large', 'warning', { kilobytes: Math.ceil(size / 1024), max: 102 })
  if (!brand.legal_name) report('legal_name_missing', 'error')
  if (!brand.postal_address) report('postal_address_missing', 'error')
  if (purpose === 'marketing' && !compiled.html?.includes('{% address unsubscribe %}'))
    report('unsubscribe_missing', 'error')
  if (purpose === 'service' && blocks.some(({ kind }) => kind === 'promotions'))
    report('promotion_in_service', 'error')
  if (brand.primary && contrast(brand.primary, '#ffffff') < READABLE) report('contrast_corrected', 'warning')
  const letters = blocks.map(wordsOf).join('').length
  const pictures = blocks.flatMap(smallOf).filter(({ kind }) => kind === 'picture').length
  if (pictures > 0 && letters < 120 && !blocks.some(({ kind }) => PERSONAL.includes(kind)))
    report('pictures_only', 'warning')
}

const PERSONAL = ['promotions', 'products', 'voucher', 'points', 'store']

const TRAPS =
  /gratuit(?!e?ment livr)|100\s?%|urgent|cliquez ici|gagnez|€{2,}|\$\$|free!|act now|click here|winner/i

function lintSubject({ subject, preheader }: WholeEmail, report: Report) {
  const words = subject.replace(/\{\{[\s\S]*?\}\}/g, 'xxxxxx')
  if (!subject.trim()) return report('subject_missing', 'error')
  if (words.length > SUBJECT_MAX)
    report('subject_long', 'warning', { length: words.length, max: SUBJECT_MAX })
  const letters = words.replace(/[^\p{L}]/gu, '')
  const isShouted = letters.length >= 8 && letters === letters.toUpperCase()
  if (isShouted || /[!?]{2,}/.test(words) || TRAPS.test(words))
    report('subject_trap', 'warning', { subject: words })
  if (!preheader.trim()) report('preheader_missing', 'warning')
}

const smallOf = (block: OwnBlock): (OwnBlock | SmallBlock)[] =>
  block.kind === 'columns' ? block.columns.flat() : [block]

const wordsOf = (block: OwnBlock): string =>
  smallOf(block)
    .map((one) => ('words' in one && one.words) || '')
    .join(' ')

const VAGUE = /^(ici|cliquez ici|cliquer ici|lien|voir|here|click here|link|read more|en savoir plus)\.?$/i

function lintBlock(block: OwnBlock, report: Report): void {
  for (const one of smallOf(block)) {
    const { block_id } = one
    if (one.kind === 'picture') {
      if (!one.picture_id) report('picture_missing', 'warning', {}, block_id)
      else if (!one.decorative && !one.alt.trim()) report('alt_missing', 'error', {}, block_id)
      if (one.url) lintUrl(one.url, report, block_id)
    }
    if (one.kind === 'map' && one.picture_id && !one.alt.trim()) report('alt_missing', 'error', {}, block_id)
    if (one.kind === 'button') {
      lintUrl(one.url, report, block_id)
      if (!one.label.trim() || VAGUE.test(one.label.trim()))
        report('link_vague', 'error', { label: one.label }, block_id)
    }
    if (one.kind === 'products') for (const { url } of one.products) if (url) lintUrl(url, report, block_id)
    lintWords(('words' in one && one.words) || '', report, block_id)
  }
}

function lintWords(words: string, report: Report, block_id: string) {
  for (const { runs } of readMarkup(makeVault().hide(words)))
    for (const { text, url } of runs)
      if (url !== undefined) {
        lintUrl(url.replace(/\ue000\d+\ue001/g, 'x'), report, block_id)
        if (VAGUE.test(text.trim())) report('link_vague', 'warning', { label: text.trim() }, block_id)
      }
}

/** A reader who listens goes from title to title: none is skipped on the way down. */
function lintHeadings(blocks: OwnBlock[], report: Report) {
  let last = 0
  let firsts = 0
  for (const block of blocks)
    for (const { kind } of readMarkup(makeVault().hide(wordsOf(block)))) {
      const level = kind === 'h1' ? 1 : kind === 'h2' ? 2 : kind === 'h3' ? 3 : 0
      if (level === 0) continue
      if (level === 1) firsts++
      if (last > 0 && level > last + 1) report('heading_order', 'warning', {}, block.block_id)
      last = level
    }
  if (firsts > 1) report('heading_twice', 'warning')
}
