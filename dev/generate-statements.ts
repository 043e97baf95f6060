/** The statements that the program sends to PostgreSQL, as text: what a reviewer sees change. */
import pg from 'pg'

/** Runs the work and answers every statement the app's role sent meanwhile, as it was sent. */
export async function recordStatements(app_role: string, work: () => Promise<void>): Promise<string[]> {
  const sent: string[] = []
  // oxlint-disable-next-line typescript/unbound-method -- it is called with the client it was called on
  const query = pg.Client.prototype.query
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first] = args
    const text = typeof first === 'string' ? first : (first as { text?: unknown } | undefined)?.text
    if (typeof text === 'string' && this.user === app_role) sent.push(text)
    return Reflect.apply(query, this, args)
  } as typeof query
  try {
    await work()
  } finally {
    pg.Client.prototype.query = query
  }
  return sent
}

const TRANSACTION = /^(begin|start transaction|commit|rollback|savepoint|release)\b/i

/** Each statement once, by the table it is about, in an order that does not depend on who came first. */
export function statementsSource(sent: string[]): string {
  const statements = new Set(
    sent.filter((text) => !TRANSACTION.test(text.trim())).map((text) => normalised(text)),
  )
  const tables = Map.groupBy([...statements].sort(), tableOf)
  const parts = [...tables]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([table, list]) => `-- ${table}\n\n${list.map((text) => `${laidOut(text)};\n`).join('\n')}`)
  return ['-- Generated from a day in a shop by `npm run generate`. Do not edit.\n', ...parts].join('\n')
}

/** How many values a list or a batch happened to have says nothing about the statement. */
function normalised(text: string): string {
  return text
    .replace(/--[^\n]*/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/'[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]+'/g, "'…'")
    .replace(/\$\d+(?: ?, ?\$\d+)+/g, '$1, …')
    .replace(/(\([^()]*\$1, …[^()]*\))(?: ?, ?\([^()]*\$\d+[^()]*\))+/g, '$1, …')
    .replace(/\$\d+/g, '$')
    .trim()
}

const NAME = String.raw`"?([a-z_]+(?:"?\."?[a-z_]+)?)"?`
const TABLE = [
  new RegExp(String.raw`^(?:insert into|update|delete from|copy) ${NAME}`, 'i'),
  new RegExp(String.raw`\b(?:insert into|update|delete from) ${NAME} (?:set|\(|where|as)`, 'i'),
  new RegExp(String.raw`\bfrom ${NAME}`, 'i'),
  new RegExp(String.raw`^select ${NAME} ?\(`, 'i'),
]

function tableOf(text: string): string {
  for (const pattern of TABLE) {
    const name = pattern.exec(text)?.[1]
    if (name) return name.replaceAll('"', '')
  }
  return 'session'
}

const CLAUSE =
  /^(?:from|where|group by|having|order by|limit|returning|values|on conflict|set|inner join|left join|cross join|join|union all|union|for update)\b/i

/** A line for each clause, so that a change shows as a line; what stands in brackets stays together. */
function laidOut(text: string): string {
  let [depth, quote, line] = [0, '', '']
  const lines: string[] = []
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!
    if (quote) quote = char === quote ? '' : quote
    else if (char === "'" || char === '"') quote = char
    else if (char === '(') depth++
    else if (char === ')') depth--
    else if (char === ' ' && depth === 0 && line !== 'delete' && CLAUSE.test(text.slice(at + 1, at + 14))) {
      lines.push(line)
      line = ' '
    }
    line += char
  }
  return [...lines, line].join('\n')
}
