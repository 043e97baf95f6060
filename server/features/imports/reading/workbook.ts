/**
 * What an .xlsx says about itself: its sheets, its shared texts and which styles are dates (ECMA-376 part
 * 1).
 */
import type { SourceFile } from './source.ts'
import { Unreadable } from './unreadable.ts'
import { readXml } from './xml.ts'
import { listZip, unpack } from './zip.ts'
import type { ZipEntry } from './zip.ts'

export type Workbook = {
  sheets: { name: string; entry: ZipEntry }[]
  dates_1904: boolean
  texts: string[]
  /** For each style of cell, whether its number is a date. */
  date_styles: boolean[]
}

const TEXTS_MAX = 3_000_000
const TEXTS_CHARACTERS_MAX = 256 * 1024 * 1024

export async function openWorkbook(file: SourceFile): Promise<Workbook> {
  const entries = new Map((await listZip(file)).map((entry) => [entry.name.replace(/^\//, ''), entry]))
  const main = entries.get('xl/workbook.xml')
  if (!main) throw new Unreadable('not_a_table')
  const listed: { name: string; id: string; hidden: boolean }[] = []
  let dates_1904 = false
  await readXml(unpack(file, main), {
    open(name, attributes) {
      if (name === 'workbookPr') dates_1904 = /^(?:1|true)$/.test(attributes.date1904 ?? '')
      if (name !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      listed.push({ name: attributes.name ?? '', id, hidden: (attributes.state ?? 'visible') !== 'visible' })
    },
  })
  const targets = await relations(file, entries.get('xl/_rels/workbook.xml.rels'))
  // A hidden sheet comes last: the first visible one is what its owner sees.
  const ordered = listed.toSorted((a, b) => Number(a.hidden) - Number(b.hidden))
  const sheets = ordered.flatMap(({ name, id }) => {
    const entry = entries.get(targets.get(id) ?? '')
    return entry ? [{ name, entry }] : []
  })
  return {
    sheets,
    dates_1904,
    texts: await sharedTexts(file, entries.get('xl/sharedStrings.xml')),
    date_styles: await dateStyles(file, entries.get('xl/styles.xml')),
  }
}

async function relations(file: SourceFile, entry: ZipEntry | undefined): Promise<Map<string, string>> {
  const targets = new Map<string, string>()
  if (!entry) return targets
  await readXml(unpack(file, entry), {
    open(name, { Id, Target }) {
      if (name !== 'Relationship' || !Id || !Target) return
      targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    },
  })
  return targets
}

async function sharedTexts(file: SourceFile, entry: ZipEntry | undefined): Promise<string[]> {
  const texts: string[] = []
  if (!entry) return texts
  let text = ''
  let characters = 0
  let inside = false
  let phonetic = false
  await readXml(unpack(file, entry), {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') phonetic = true
      else if (name === 't') inside = true
    },
    text(piece) {
      if (inside && !phonetic) text += piece
    },
    close(name) {
      if (name === 't') inside = false
      else if (name === 'rPh') phonetic = false
      else if (name === 'si') {
        characters += text.length
        if (texts.length >= TEXTS_MAX || characters > TEXTS_CHARACTERS_MAX) throw new Unreadable('too_big')
        texts.push(text)
      }
    },
  })
  return texts
}

/**
 * Built-in formats 14 to 22 and 45 to 47 are dates and times (18.8.30); 27 to 36 and 50 to 58 in Asian
 * versions.
 */
function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
}

/**
 * A written format is a date's when, quoted text and colours set aside, it has a letter of day, year or
 * hour.
 */
export function isDateFormat(code: string): boolean {
  const bare = code.slice(0, 255).replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
  return /[dyhj]|(?:^|[^#0])m|ss/i.test(bare) && !/general|standard/i.test(bare)
}

async function dateStyles(file: SourceFile, entry: ZipEntry | undefined): Promise<boolean[]> {
  const styles: boolean[] = []
  if (!entry) return styles
  const formats = new Map<number, string>()
  let inside = false
  await readXml(unpack(file, entry), {
    open(name, attributes) {
      if (name === 'numFmt') formats.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      else if (name === 'cellXfs') inside = true
      else if (name === 'xf' && inside) {
        const id = Number(attributes.numFmtId ?? 0)
        styles.push(formats.has(id) ? isDateFormat(formats.get(id)!) : isBuiltInDate(id))
      }
    },
    close(name) {
      if (name === 'cellXfs') inside = false
    },
  })
  return styles
}
