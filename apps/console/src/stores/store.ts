import type { ListStores, PutStore } from '#client/types.ts'

export type Store = ListStores['answer']['items'][number]
export type StoreBody = PutStore['body']
/** What the form changes, as it is typed: empty texts are '' here and null for the API. */
export type Draft = Pick<
  Store,
  | 'name'
  | 'code'
  | 'address_line1'
  | 'address_line2'
  | 'postal_code'
  | 'city'
  | 'phone'
  | 'email'
  | 'opening_hours'
  | 'exceptions'
>

export const TEXTS = [
  'code',
  'address_line1',
  'address_line2',
  'postal_code',
  'city',
  'phone',
  'email',
] as const

export function draftOf(store: Store): Draft {
  const { name, code, address_line1, address_line2, postal_code, city, phone, email } = store
  const { opening_hours, exceptions } = store
  return {
    name,
    code,
    address_line1,
    address_line2,
    postal_code,
    city,
    phone,
    email,
    opening_hours,
    exceptions,
  }
}

export function bodyOf(draft: Draft): StoreBody {
  const texts = Object.fromEntries(TEXTS.map((field) => [field, draft[field]?.trim() || null]))
  return { ...draft, ...texts, name: draft.name.trim() }
}
