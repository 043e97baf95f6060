/** Filling in for one reader what was compiled once. Pure and quick: this runs for every message that leaves. */
import type { Compiled } from './compile.ts'
import { OUTPUT_MAX, escapeHtml, readTemplate, safeUrl, type Filled, type State } from './liquid.ts'
import { letterOf, withoutSigns } from './letter.ts'
import type { Links, Opened, Reader, Rendered } from './shape.ts'

/** Of a preview: where a value is missing, its place is shown. */
export type Marks = { html: (name: string) => string; text: (name: string) => string }

type Ready = {
  compiled: Compiled
  subject: Filled | null
  html: Filled | null
  text: Filled
  links: Filled[]
  parts: Record<string, Filled>
}

/** Read once; `render` is then called for each reader. */
export function ready(compiled: Compiled): Opened & { preview: (marks: Marks) => Opened['render'] } {
  const { subject, html, text, links, parts, channel, purpose, language, needs } = compiled
  const all: Ready = {
    compiled,
    subject: subject === null ? null : readTemplate(subject, 'text'),
    html: html === null ? null : readTemplate(html, 'html'),
    text: readTemplate(text, 'text'),
    links: links.map((one) => readTemplate(one, 'url')),
    parts: Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, readTemplate(part, 'text')]),
    ),
  }
  return {
    channel,
    purpose,
    language,
    needs,
    render: (reader, values, given) => renderOne(all, reader, values, given, null),
    preview: (marks) => (reader, values, given) => renderOne(all, reader, values, given, marks),
  }
}

const NAMED = ['unsubscribe', 'preferences', 'view'] as const

function renderOne(
  all: Ready,
  reader: Reader,
  values: Record<string, unknown>,
  links: Links,
  marks: Marks | null,
): Rendered {
  const { compiled } = all
  const scope = { ...reader.values, ...values, shop: compiled.shop, fixed: compiled.fixed }
  const missing = new Set<string>()
  const base = { missing, language: compiled.language, currency: compiled.currency }
  const written = new Map<number, string>()
  const address = (which: string): string => {
    if (which === 'pixel') return ''
    const named = NAMED.find((one) => one === which)
    if (named) return links[named]
    const place = Number(which)
    const known = written.get(place)
    if (known !== undefined) return known
    // What an address misses is told where it is written, by the condition around it.
    const url = safeUrl(
      all.links[place]!.fill(scope, { ...base, size: 0, mark: null, address }),
      compiled.shop.url,
    )
    const to = url === null ? '' : /^https?:/.test(url) ? links.follow(url, place) : url
    written.set(place, to)
    return to
  }
  const inHtml = (which: string) =>
    which === 'pixel'
      ? links.pixel &&
        `<img src="${escapeHtml(links.pixel)}" width="1" height="1" alt="" style="display:block">`
      : escapeHtml(address(which))
  const fill = (one: Filled, mark: State['mark'] = marks?.text ?? null) =>
    one.fill(scope, { ...base, size: 0, mark, address })
  const pieces: string[] = []
  const html =
    all.html && all.html.fill(scope, { ...base, size: 0, mark: marks?.html ?? null, address: inHtml, pieces })
  const rendered: Rendered = {
    subject: all.subject && oneLine(fill(all.subject)),
    text: tidyText(fill(all.text)),
    html,
    ...(html !== null && pieces.length > 0 && { pieces }),
    missing: [],
  }
  addShape(rendered, all, reader, fill)
  return { ...rendered, missing: [...missing].sort() }
}

type Fill = (one: Filled) => string

function addShape(rendered: Rendered, { compiled, parts }: Ready, reader: Reader, fill: Fill) {
  const { channel, around, needs } = compiled
  if (channel === 'push' || channel === 'wallet')
    rendered.push = { target: around['target']!, picture: around['picture'] || null }
  if (channel === 'phone')
    rendered.phone = {
      steps: Object.keys(parts)
        .filter((name) => name.startsWith('title_'))
        .map((name) => ({ title: fill(parts[name]!), text: fill(parts[name.replace('title', 'text')]!) })),
      outcomes: JSON.parse(around['outcomes']!) as { code: string; label: string }[],
    }
  if (channel === 'letter') {
    rendered.letter = letterOf(compiled, reader, rendered)
    rendered.text = withoutSigns(rendered.text)
  }
  if (needs.includes('promotions')) {
    const shown = reader.values['promotions'] as { promotion_id: string }[] | undefined
    rendered.promotion_ids = (shown ?? []).map(({ promotion_id }) => promotion_id)
  }
}

/** A subject is one line, whatever a name holds. */
const oneLine = (text: string) =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 250)

/** Conditions leave lines without words: never more than one in a row. */
const tidyText = (text: string) =>
  text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .slice(0, OUTPUT_MAX)
