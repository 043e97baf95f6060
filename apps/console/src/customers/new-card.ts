/** The form of a new card, and what of it is sent. Pure. */
import type { CreateCustomer } from '#client/types.ts'

export type CardForm = {
  first_name: string
  last_name: string
  phone: string
  email: string
  birth_date: string
  line1: string
  postal_code: string
  city: string
  /** With commas between them. */
  tags: string
  home_store_id: string | null
  /** Channels the person said yes to. What is not ticked was not answered: no is not recorded. */
  consents: ('email' | 'sms')[]
}

export const blankCard: CardForm = {
  first_name: '',
  last_name: '',
  phone: '',
  email: '',
  birth_date: '',
  line1: '',
  postal_code: '',
  city: '',
  tags: '',
  home_store_id: null,
  consents: [],
}

type Text = { channel: string; version: number; language: string; in_force: boolean }

export function readCard(form: CardForm, texts: Text[], language: 'fr' | 'en'): CreateCustomer['body'] {
  const text = (key: 'first_name' | 'last_name' | 'birth_date') =>
    form[key].trim() ? { [key]: form[key].trim() } : {}
  const { line1, postal_code, city } = form
  const address = Object.fromEntries(
    Object.entries({ line1, postal_code, city }).flatMap(([key, value]) =>
      value.trim() ? [[key, value.trim()]] : [],
    ),
  )
  const tags = form.tags.split(',').flatMap((tag) => tag.trim() || [])
  const consents = form.consents.map((channel) => {
    const shown = texts.find((one) => one.channel === channel && one.language === language && one.in_force)
    return {
      channel,
      purpose: 'offers',
      given: true,
      language,
      ...(shown && { text_version: shown.version }),
    }
  })
  return {
    ...text('first_name'),
    ...text('last_name'),
    ...text('birth_date'),
    ...(form.phone.trim() && { phones: [form.phone.trim()] }),
    ...(form.email.trim() && { emails: [form.email.trim()] }),
    ...(Object.keys(address).length > 0 && { address }),
    ...(tags.length > 0 && { tags }),
    ...(form.home_store_id && { home_store_id: form.home_store_id }),
    ...(consents.length > 0 && { consents }),
  }
}
