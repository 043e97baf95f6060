/** Who holds a pass: asks for it as the card does, and for its changes as an iPhone does. */
import assert from 'node:assert/strict'
import { unzipSync } from 'fflate'
import type { openedCard } from '../../../test/card-holder.ts'
import type { buildApp } from '../../app.ts'
import { newId } from '../../lib/id.ts'
import type { openApple } from './wallets.fixture.ts'

export const PASS_TYPE = 'pass.fr.exemple.carte'
type Opened = Awaited<ReturnType<typeof openedCard>>
type App = Awaited<ReturnType<typeof buildApp>>
type Apple = Awaited<ReturnType<typeof openApple>>

export function holders(app: App, apple: Apple) {
  async function ask(method: string, url: string, headers: Record<string, string> = {}, payload?: object) {
    const answer = await app.inject({ method: method as 'GET', url, headers, ...(payload && { payload }) })
    return { status: answer.statusCode, answer, body: () => answer.json() }
  }
  const asHolder = ({ token }: Opened, method: string, path: string) =>
    ask(method, `/api${path}`, { authorization: `Bearer ${token}` })

  type Read = { files: Record<string, Uint8Array>; pass: any }
  const readPass = (bytes: Buffer): Read => {
    const files = unzipSync(bytes)
    return { files, pass: JSON.parse(Buffer.from(files['pass.json']!).toString('utf8')) }
  }

  async function download(opened: Opened): Promise<Read> {
    const { status, body } = await asHolder(opened, 'PUT', '/card/passes/apple')
    assert.equal(status, 200)
    const { pathname, search } = new URL(body().url)
    const { status: found, answer } = await ask('GET', `${pathname}${search}`)
    assert.equal(found, 200)
    assert.equal(answer.headers['content-type'], 'application/vnd.apple.pkpass')
    return readPass(answer.rawPayload)
  }

  /** A phone that holds a pass: asks as an iPhone does. */
  function openPhone({ shop }: Opened, { pass }: Read, push_token = newId().replaceAll('-', '')) {
    const phone_id = newId()
    const own = `/t/${shop.slug}/api/wallet/v1`
    const headers = { authorization: `ApplePass ${pass.authenticationToken}` }
    const registration = `${own}/devices/${phone_id}/registrations/${PASS_TYPE}`
    return {
      push_token,
      register: (by = headers) =>
        ask('POST', `${registration}/${pass.serialNumber}`, by, { pushToken: push_token }),
      leave: (by = headers) => ask('DELETE', `${registration}/${pass.serialNumber}`, by),
      list: (since?: string) =>
        ask('GET', `${registration}${since === undefined ? '' : `?passesUpdatedSince=${since}`}`),
      fetch: (since?: string, by: { authorization: string } = headers) =>
        ask('GET', `${own}/passes/${PASS_TYPE}/${pass.serialNumber}`, {
          ...by,
          ...(since && { 'if-modified-since': since }),
        }),
      rung: () => apple.rung(push_token).length,
    }
  }
  return { ask, asHolder, download, openPhone, readPass }
}
