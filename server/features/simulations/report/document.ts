/** A comparison on paper: the variants side by side, then a page for each. Pure; whoever prints brings the fonts. */
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { formatMoneyShort, formatNumber, formatPercent, type Language } from '../../../lib/money.ts'
import { programmeInWords } from '../../programmes/rules.ts'
import { percentSaid } from '../replay/verdict.ts'
import type { VariantResult } from '../replay/simulate.ts'
import type { SimulationResult } from '../result.ts'
import { barsSvg, columnsSvg } from './plots.ts'
import { paperWords } from './words.ts'

export type Paper = { shop_name: string; name: string; ended_at: Date; result: SimulationResult }

const LOCALES = { fr: 'fr-FR', en: 'en-GB' }
/** The font of the paper has no narrow no-break space; the wide one is read the same. */
const plain = (text: string) => text.replaceAll('\u202f', '\u00a0')

export function documentOf(
  { shop_name, name, ended_at, result }: Paper,
  language: Language,
): TDocumentDefinitions {
  const w = paperWords[language]
  const f = formatsOf(language, result.currency)
  const { sales, members, from, to } = result
  const head: Content[] = [
    { text: plain(`${shop_name} · ${f.date(ended_at.toISOString().slice(0, 10))}`), style: 'soft' },
    { text: plain(name), style: 'title' },
    {
      text: plain(
        `${w.replayed(f.number(sales), f.number(members), f.date(from), f.date(to))} ${w.facts(
          f.money(result.average_basket_cents),
          f.number(result.visits_per_year),
          formatPercent(result.margin.basis_points, language),
        )}`,
      ),
      style: 'soft',
      margin: [0, 2, 0, 12],
    },
  ]
  return {
    info: { title: `${name} – ${shop_name}`, subject: w.title },
    pageSize: 'A4',
    pageMargins: [40, 44, 40, 44],
    content: [
      ...head,
      comparison(result, language),
      ...(result.variants.length > 1 ? sideBySide(result, language) : []),
      { text: w.method, style: 'part' },
      { ul: [...w.method_text, w.assumed(assumed(result, language))].map(plain), style: 'soft' },
      ...result.variants.flatMap((variant) => pageOf(variant, result, language)),
    ],
    footer: (page: number, pages: number): Content => ({
      text: `${page} / ${pages}`,
      alignment: 'center',
      style: 'soft',
      margin: [0, 10, 0, 0],
    }),
    defaultStyle: { font: 'Roboto', fontSize: 10, color: '#1c2321', lineHeight: 1.2 },
    styles: {
      title: { fontSize: 20, bold: true },
      soft: { fontSize: 8.5, color: '#565e5a' },
      name: { fontSize: 11, bold: true, color: '#1f5c46' },
      verdict: { fontSize: 15, bold: true },
      part: { fontSize: 11.5, bold: true, margin: [0, 12, 0, 4] },
    },
  }
}

function formatsOf(language: Language, currency: string) {
  const date = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' })
  const month = new Intl.DateTimeFormat(LOCALES[language], { month: 'short', timeZone: 'UTC' })
  return {
    number: (value: number) => formatNumber(value, language),
    money: (cents: number) => formatMoneyShort(cents, language, currency),
    /** A minus is a minus, not a hyphen. */
    round: (cents: number) =>
      formatMoneyShort(Math.round(cents / 100) * 100, language, currency).replace(/^-/, '−'),
    share: (basis_points: number) => percentSaid(basis_points, language),
    /** The first of a month is « 1er » in French. */
    date: (day: string) =>
      date.format(new Date(`${day}T00:00:00Z`)).replace(/^1 (?=\p{L})/u, language === 'fr' ? '1er ' : '1 '),
    /** January says which year begins. */
    month: (name: string) =>
      `${month.format(new Date(`${name}-15T00:00:00Z`))}${name.endsWith('-01') ? ` ${name.slice(2, 4)}` : ''}`,
  }
}

function comparison(result: SimulationResult, language: Language): Content {
  const w = paperWords[language]
  const f = formatsOf(language, result.currency)
  const rows: [string, (variant: VariantResult) => string][] = [
    [w.cost, ({ figures }) => f.round(figures.cost_cents)],
    [w.of_turnover, ({ figures }) => f.share(figures.generosity_basis_points)],
    [w.of_margin, ({ figures }) => f.share(figures.of_margin_basis_points)],
    [
      w.break_even,
      ({ figures: { break_even_basis_points: even } }) =>
        even === null ? w.never : w.more_visits(f.share(even)),
    ],
    [w.rewarded, ({ figures }) => `${f.number(figures.rewarded_members)} / ${f.number(figures.members)}`],
    [
      w.first,
      ({ figures: { first_reward } }) =>
        first_reward ? w.days(f.number(first_reward.median_days)) : w.nobody,
    ],
    [
      w.owed,
      ({ figures: { months } }) => {
        const last = months.at(-1)
        return f.round((last?.owed_units_cents ?? 0) + (last?.owed_vouchers_cents ?? 0))
      },
    ],
  ]
  return {
    layout: 'lightHorizontalLines',
    table: {
      headerRows: 1,
      widths: [128, ...result.variants.map(() => '*')],
      body: [
        [
          '',
          ...result.variants.map(({ name }) => ({
            text: plain(name),
            style: 'name',
            alignment: 'right' as const,
          })),
        ],
        ...rows.map(([label, of]) => [
          { text: plain(label), style: 'soft' },
          ...result.variants.map((variant) => ({ text: plain(of(variant)), alignment: 'right' as const })),
        ]),
      ],
    },
  }
}

function pageOf(variant: VariantResult, result: SimulationResult, language: Language): Content[] {
  const w = paperWords[language]
  const { figures, traps, suggestions, reasons } = variant
  const words = programmeInWords(variant.programme, language, { currency: result.currency })
  const list = (items: string[]): Content => ({ ul: items.map(plain) })
  const part = (title: string, body: Content): Content[] => [{ text: plain(title), style: 'part' }, body]
  const top: Content[] = [
    {
      text: plain(variant.name),
      style: 'name',
      margin: [0, 0, 0, 2],
      pageBreak: 'before' as const,
    },
    { text: plain(variant.verdict[language]), style: 'verdict' },
  ]
  if (figures.sales === 0) return top
  return [
    ...top,
    ...(reasons.length > 0 ? part(w.reasons, list(reasons.map((one) => one[language]))) : []),
    ...part(w.promises, list(words.sentences)),
    ...part(w.traps, traps.length === 0 ? { text: w.no_traps } : list(traps.map((one) => one[language]))),
    ...(suggestions.length > 0
      ? part(
          w.suggestions,
          list(
            suggestions.map(
              (one) =>
                `${one[language]} (${w.would_cost(percentSaid(one.generosity_basis_points, language))})`,
            ),
          ),
        )
      : []),
    ...plots(variant, result, language),
  ]
}

/** What each says of itself, and what it takes of the turnover drawn beside the others. */
function sideBySide({ variants }: SimulationResult, language: Language): Content[] {
  const w = paperWords[language]
  const bars = variants.map(({ name, figures }) => ({
    label: name.length > 38 ? `${name.slice(0, 37)}…` : name,
    value: figures.generosity_basis_points,
    written: percentSaid(figures.generosity_basis_points, language),
  }))
  return [
    { text: w.of_turnover_each, style: 'part' },
    { svg: plain(barsSvg(bars)) },
    {
      ul: variants.map(({ name, verdict }) => ({
        text: [{ text: `${plain(name)}${w.colon} `, bold: true }, plain(verdict[language])],
      })),
      margin: [0, 8, 0, 0],
    },
  ]
}

function plots(
  { figures, sensitivity }: VariantResult,
  result: SimulationResult,
  language: Language,
): Content[] {
  const w = paperWords[language]
  const f = formatsOf(language, result.currency)
  const change = (basis_points: number) =>
    basis_points === 0
      ? w.same_visits
      : w.visits_change(`${basis_points > 0 ? '+' : '−'}${formatPercent(Math.abs(basis_points), language)}`)
  const plot = (title: string, svg: string): Content => ({
    unbreakable: true,
    stack: [{ text: plain(title), style: 'part' }, { svg: plain(svg) }],
  })
  return [
    plot(
      w.by_month,
      columnsSvg({
        labels: figures.months.map(({ month }) => f.month(month)),
        main: figures.months.map(({ used_cents }) => used_cents),
        compared: figures.months.map(({ given_cents }) => given_cents),
        write: f.round,
      }),
    ),
    plot(
      w.pays,
      barsSvg(
        sensitivity.uplift.map((one) => ({
          label: change(one.uplift_basis_points),
          value: one.net_cents,
          written: f.round(one.net_cents),
        })),
      ),
    ),
    plot(
      w.frequency,
      barsSvg(
        figures.frequencies.map(({ from, to, members, rewarded_members }) => ({
          label: w.visits(from, to),
          value: rewarded_members / Math.max(1, members),
          written: formatPercent(Math.round((rewarded_members / Math.max(1, members)) * 100) * 100, language),
        })),
      ),
    ),
    ...(figures.never.length === 0
      ? []
      : [
          plot(
            w.never_rewarded,
            barsSvg(
              figures.never
                .toSorted((a, b) => b.members - a.members)
                .map(({ why, members }) => ({
                  label: w.why[why] ?? why,
                  value: members,
                  written: f.number(members),
                })),
            ),
          ),
        ]),
  ]
}

function assumed({ behaviour }: SimulationResult, language: Language): string {
  const { behaviour: names } = paperWords[language]
  const shares: Record<string, number> = {
    takes_chosen: behaviour.takes_chosen,
    pays_with_units: behaviour.pays_with_units,
    ...behaviour.uses_voucher,
  }
  return Object.entries(names)
    .map(([key, name]) => `${name} ${formatPercent(Math.round((shares[key] ?? 0) * 10_000), language)}`)
    .join(', ')
}
