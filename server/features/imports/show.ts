/** An import as the screens see it. */
import { Type } from 'typebox'
import type { Context } from '../../platform/database.ts'
import { Id, Moment } from '../../platform/http.ts'
import { Maybe } from '../customers/schemas.ts'
import { Options } from './options.ts'
import { findBusy, findSameFile, type ImportRow } from './queries.ts'
import { FIELDS } from './reading/fields.ts'
import { remainingSeconds } from './report.ts'

const Counts = Type.Record(Type.String(), Type.Integer())
const Why = Type.Object({
  code: Type.String(),
  count: Type.Integer(),
  rows: Type.Array(Type.Integer()),
  fr: Type.String(),
  en: Type.String(),
})
const Report = Type.Object({
  counts: Counts,
  amounts: Type.Record(Type.String(), Type.Integer(), {
    description: 'Ten-thousandths of the currency, exact',
  }),
  reasons: Type.Array(Why),
  warnings: Type.Array(Why),
})
const MaybeReport = Type.Union([Report, Type.Null()])
const Said = Type.Object({ code: Type.String(), fr: Type.String(), en: Type.String() })
const Kind = Type.Union([Type.Literal('customers'), Type.Literal('products'), Type.Literal('sales')])

export const ImportSummary = Type.Object({
  import_id: Id,
  kind: Kind,
  file_name: Type.String(),
  file_bytes: Type.Integer(),
  state: Type.String({
    description: 'uploaded rehearsing rehearsed waiting running paused done failed undoing undone',
  }),
  phase: Maybe(Type.String({ description: 'rehearsal, run or undo, while one is under way' })),
  rows_total: Maybe(Type.Integer()),
  rows_read: Type.Integer(),
  rows_per_second: Maybe(Type.Integer()),
  remaining_seconds: Maybe(Type.Integer()),
  counts: Counts,
  error: Type.Union([Said, Type.Null()]),
  created_by_name: Type.String(),
  created_at: Moment,
  started_at: Maybe(Moment),
  ended_at: Maybe(Moment),
})

const Column = Type.Object({
  index: Type.Integer(),
  name: Type.String(),
  field: Maybe(Type.String()),
  confidence: Type.Number(),
  why: Type.String({ description: 'header near_header content as_before by_hand already_taken unknown' }),
  is_new: Type.Boolean(),
  sample: Type.Array(Type.String()),
  date_order: Maybe(Type.String()),
  decimal_mark: Maybe(Type.String()),
})

export const ImportDetails = Type.Object({
  ...ImportSummary.properties,
  waits_for: Type.Union([Type.Object({ import_id: Id, file_name: Type.String() }), Type.Null()]),
  same_file_as: Type.Union([Type.Object({ import_id: Id, ended_at: Maybe(Moment) }), Type.Null()]),
  reading: Type.Object({
    format: Type.String(),
    encoding: Maybe(Type.String()),
    separator: Maybe(Type.String()),
    sheets: Type.Array(Type.String()),
    sheet: Maybe(Type.String()),
    has_header: Type.Boolean(),
    first_line: Type.Integer(),
    sample: Type.Array(Type.Array(Type.String())),
  }),
  columns: Type.Array(Column),
  fields: Type.Array(Type.String(), { description: 'What a column of this kind of file may mean' }),
  doubts: Type.Array(
    Type.Object({
      index: Type.Integer(),
      what: Type.String(),
      doubt: Type.String(),
      fr: Type.String(),
      en: Type.String(),
    }),
  ),
  options: Options,
  rehearsal: MaybeReport,
  result: MaybeReport,
})

export function summaryOf(row: ImportRow) {
  const { import_id, kind, file_name, file_bytes, state, rows_total, rows_read, rate, created_by_name } = row
  const { created_at, started_at, ended_at } = row
  const phases: Record<string, string> = { rehearsing: 'rehearsal', running: 'run', undoing: 'undo' }
  return {
    import_id,
    kind,
    file_name,
    file_bytes,
    state,
    rows_total,
    rows_read,
    created_by_name,
    created_at,
    started_at,
    ended_at,
    phase: phases[state] ?? null,
    rows_per_second: rate === null ? null : Math.round(rate),
    remaining_seconds: remainingSeconds(rows_read, rows_total, rate),
    counts: row.report.counts ?? {},
    error: row.error === null ? null : JSON.parse(row.error),
  }
}

export async function detailsOf(ctx: Context, row: ImportRow) {
  const { layout, has_header, data_from, sample } = row.reading
  const { styles, columns } = row.mapping
  const text = layout.format === 'text' ? layout : null
  const sheet = layout.format === 'text' ? null : layout
  return {
    ...summaryOf(row),
    waits_for: row.state === 'waiting' ? ((await findBusy(ctx, row.kind, row.import_id)) ?? null) : null,
    same_file_as: (await findSameFile(ctx, row)) ?? null,
    reading: {
      format: layout.format,
      encoding: text?.encoding ?? null,
      separator: text?.dialect.separator ?? null,
      sheets: sheet?.sheets ?? [],
      sheet: sheet?.sheet ?? null,
      has_header,
      first_line: data_from.line,
      sample: sample.slice(0, 10).map(({ cells }) => cells),
    },
    columns: columns.map((column) => ({
      ...column,
      date_order: styles[column.index]?.date_order ?? null,
      decimal_mark: styles[column.index]?.decimal_mark ?? null,
    })),
    fields: [...FIELDS[row.kind]],
    doubts: doubtsOf(row),
    options: row.options,
    rehearsal: row.rehearsal,
    result: row.report.counts ? row.report : null,
  }
}

const DATES = ['birth_date', 'created_at', 'occurred_at', 'occurred_date']
const NUMBERS = ['price', 'quantity', 'unit_price', 'line_total', 'discount', 'total', 'points_balance']

function doubtsOf({ mapping: { columns, styles } }: ImportRow) {
  return columns.flatMap(({ index, field, name }) => {
    const style = styles[index]
    if (!style || field === null) return []
    const dates = DATES.includes(field) && style.date_doubt
    const numbers = NUMBERS.includes(field) && style.decimal_doubt
    return [
      ...(dates
        ? [
            {
              index,
              what: 'date',
              doubt: dates,
              fr: `Dans « ${name} », rien ne dit si le jour ou le mois vient d’abord.`,
              en: `Nothing in “${name}” says whether the day or the month comes first.`,
            },
          ]
        : []),
      ...(numbers
        ? [
            {
              index,
              what: 'decimal',
              doubt: numbers,
              fr: `Dans « ${name} », rien ne dit si la virgule ou le point marque les décimales.`,
              en: `Nothing in “${name}” says whether the comma or the point marks decimals.`,
            },
          ]
        : []),
    ]
  })
}
