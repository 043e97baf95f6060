/**
 * XML as a stream of three events. A document type is refused outright: workbooks have none, and it is where
 * entities that expand without end, or read files, are declared (OWASP, XXE).
 */
import { StringDecoder } from 'node:string_decoder'
import { SaxesParser } from 'saxes'
import { Unreadable } from './unreadable.ts'

export type Attributes = { [name: string]: string }
export type XmlEvents = {
  open?(name: string, attributes: Attributes): void
  close?(name: string): void
  text?(text: string): void
}

export type XmlReader = { write(bytes: Uint8Array): void; end(): void }

/** Names come without their prefix: `x:row` is `row`. */
export function xmlReader(events: XmlEvents): XmlReader {
  const decoder = new StringDecoder('utf8')
  const parser = new SaxesParser()
  parser.on('doctype', () => {
    throw new Unreadable('damaged')
  })
  parser.on('error', () => {
    throw new Unreadable('damaged')
  })
  parser.on('opentag', (tag) => events.open?.(localName(tag.name), tag.attributes as Attributes))
  parser.on('closetag', (tag) => events.close?.(localName(tag.name)))
  parser.on('text', (text) => events.text?.(text))
  parser.on('cdata', (text) => events.text?.(text))
  return {
    write: (bytes) => void parser.write(decoder.write(Buffer.from(bytes))),
    end: () => void parser.write(decoder.end()).close(),
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}

export async function readXml(pieces: AsyncIterable<Uint8Array>, events: XmlEvents): Promise<void> {
  const reader = xmlReader(events)
  for await (const piece of pieces) reader.write(piece)
  reader.end()
}
