/** The built-in handset: an SMPP server on loopback that keeps the text messages it is sent. Development and demo only. */
import type { AddressInfo } from 'node:net'
import smpp, { type Pdu, type Session } from 'smpp'
import { newId } from '../../lib/id.ts'
import { inTenant, type Database } from '../../platform/database.ts'
import { addReceived } from './queries.ts'

/** Parts of a long message wait for each other here; what never completes is forgotten with the connection. */
type Waiting = Map<string, string[]>

export async function openHandset(db: Database) {
  const bound = new Set<Session>()
  const server = smpp.createServer({}, (session) => {
    session.socket.setNoDelay(true)
    session.socket.unref()
    session.on('error', () => session.destroy())
    session.on('bind_transceiver', (pdu: Pdu) => {
      bound.add(session)
      session.send(pdu.response({ system_id: 'handset' }))
    })
    session.on('close', () => bound.delete(session))
    session.on('enquire_link', (pdu: Pdu) => session.send(pdu.response()))
    session.on('unbind', (pdu: Pdu) => {
      session.send(pdu.response())
      session.close()
    })
    const waiting: Waiting = new Map()
    session.on('submit_sm', (pdu: Pdu) => void take(db, session, pdu, waiting))
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(0, '127.0.0.1', listening)
  })
  server.unref()
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((closed) => {
      for (const session of server.sessions) session.destroy()
      server.close(() => closed())
    })
  /** Says something in, as a phone would that answers. Throws when nobody is bound. */
  const say = (from: string, text: string) =>
    new Promise<void>((said, failed) => {
      const [session] = bound
      if (!session) return failed(new Error('no line to answer on'))
      session.deliver_sm(
        { source_addr: from.replace('+', ''), destination_addr: '36123', short_message: { message: text } },
        (answer) => (answer.command_status === 0 ? said() : failed(new Error('the answer was not taken'))),
      )
    })
  return { url: `smpp://comptoir:comptoir@127.0.0.1:${port}`, close, say }
}

/** Answered once it is written: what the handset has said yes to can be read. */
async function take(db: Database, session: Session, pdu: Pdu, waiting: Waiting) {
  const received_id = newId()
  const SYSTEM_ERROR = 0x08
  try {
    const whole = putTogether(pdu, waiting)
    if (whole !== null) await keep(db, pdu, whole, received_id)
    session.send(pdu.response({ message_id: received_id }))
    if (whole !== null && pdu.registered_delivery) sendReceipt(session, pdu, received_id)
  } catch {
    session.send(pdu.response({ command_status: SYSTEM_ERROR }))
  }
}

/** SMPP 3.4, 5.2.12 and appendix B: it arrived. */
function sendReceipt(session: Session, pdu: Pdu, received_id: string) {
  const RECEIPT = 4
  session.deliver_sm({
    esm_class: RECEIPT,
    source_addr: pdu.destination_addr,
    destination_addr: pdu.source_addr,
    receipted_message_id: received_id,
    short_message: { message: `id:${received_id} sub:001 dlvrd:001 stat:DELIVRD err:000` },
  })
}

function putTogether(pdu: Pdu, waiting: Waiting): string | null {
  const { message = '', udh } = pdu.short_message ?? {}
  const text = String(message)
  const header = Array.isArray(udh)
    ? udh.find((element) => element[0] === 0 && element.length === 5)
    : undefined
  if (!header) return text
  const [reference, count, number] = [header[2]!, header[3]!, header[4]!]
  const key = `${pdu.source_addr}>${pdu.destination_addr}#${reference}`
  const parts = waiting.get(key) ?? []
  parts[number - 1] = text
  if (parts.filter((part) => part !== undefined).length < count) {
    waiting.set(key, parts)
    return null
  }
  waiting.delete(key)
  return parts.join('')
}

function keep(db: Database, pdu: Pdu, body_text: string, received_id: string) {
  const hex = pdu.source_subaddress?.toString('hex') ?? ''
  const tenant_id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return inTenant(db, { tenant_id, actor: 'system' }, (ctx) =>
    addReceived(ctx, {
      received_id,
      channel: 'sms',
      sender: pdu.source_addr ?? '',
      recipient: `+${pdu.destination_addr}`,
      subject: null,
      body_text,
      body_html: null,
      raw: JSON.stringify({ ...pdu, source_subaddress: hex, short_message: body_text }),
    }),
  )
}
