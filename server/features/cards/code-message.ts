/** The words around a code. Short, so that it fits one text message and shows whole on a locked phone. */
type Words = { language: 'fr' | 'en'; shop: string; code: string; purpose: 'sign_in' | 'verify' }

export function codeMessage({ language, shop, code, purpose }: Words): { subject: string; text: string } {
  const spaced = `${code.slice(0, 3)} ${code.slice(3)}`
  if (language === 'en') {
    const use = purpose === 'sign_in' ? 'to open your card' : 'to confirm that this address is yours'
    return {
      subject: `${shop}: your code ${spaced}`,
      text: `${shop}: ${spaced} is your code ${use}. It works once, for 10 minutes. Nobody will ever ask you for it.`,
    }
  }
  const use =
    purpose === 'sign_in' ? 'pour ouvrir votre carte' : 'pour confirmer que cette adresse est la vôtre'
  return {
    subject: `${shop}\u202f: votre code ${spaced}`,
    text: `${shop}\u202f: ${spaced} est votre code ${use}. Il sert une fois, pendant 10 minutes. Personne ne vous le demandera.`,
  }
}
