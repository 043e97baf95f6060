/**
 * Passkeys, by the browser's own doors. What the server asks and what the device answers pass through as they are;
 * nothing secret is ever in this page.
 */
import { api } from '#ui/api.ts'

type Options = Record<string, unknown>

/** Whether this browser can make and show passkeys; a button that could not work is not drawn. */
export const knowsPasskeys = () =>
  typeof PublicKeyCredential === 'function' && 'parseRequestOptionsFromJSON' in PublicKeyCredential

const asJson = (credential: Credential | null) => {
  if (!(credential instanceof PublicKeyCredential)) throw new PasskeyNotShown()
  return credential.toJSON() as unknown as Options
}

/** The person closed the window of their device, or it has no passkey for here. */
export class PasskeyNotShown extends Error {}

const ask = (question: Promise<Credential | null>) =>
  question.then(asJson, (error: unknown) => {
    if (error instanceof DOMException) throw new PasskeyNotShown(error.message)
    throw error
  })

export async function signInByPasskey(): Promise<void> {
  const options = (await api.get('/sign-in/passkey/generate-authenticate-options')) as Options
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as never)
  const response = await ask(navigator.credentials.get({ publicKey }))
  await api.post('/sign-in/passkey/verify-authentication', { body: { response } })
}

export async function addPasskey(name: string): Promise<void> {
  const query = { name }
  const options = (await api.get('/sign-in/passkey/generate-register-options', { query })) as Options
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as never)
  const response = await ask(navigator.credentials.create({ publicKey }))
  await api.post('/sign-in/passkey/verify-registration', { body: { response, name } })
}
