/** The part of `smpp` that is used here; the package has no types of its own. */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events'
  import type { Server as NetServer, Socket } from 'node:net'
  export type Pdu = {
    command: string
    command_status: number
    source_addr?: string
    destination_addr?: string
    system_id?: string
    data_coding?: number
    short_message?: { message: string | Buffer; udh?: Buffer[] | Buffer }
    source_subaddress?: Buffer
    message_id?: string
    esm_class?: number
    registered_delivery?: number
    sequence_number?: number
    receipted_message_id?: string
    message_payload?: { message: string | Buffer }
    response: (options?: object) => Pdu
  }
  type Ask = (options: object, answered?: (answer: Pdu) => void) => boolean
  export interface Session extends EventEmitter {
    socket: Socket
    bind_transceiver: Ask
    submit_sm: Ask
    deliver_sm: Ask
    enquire_link: Ask
    send: (pdu: Pdu) => boolean
    close: (closed?: () => void) => void
    destroy: (closed?: () => void) => void
  }
  type Smpp = {
    connect: (options: { url: string }, connected?: () => void) => Session
    createServer: (
      options: object,
      arrived: (session: Session) => void,
    ) => NetServer & { sessions: Session[] }
  }
  const smpp: Smpp
  export default smpp
}
