/** An empty install: who owns it, and which shop it is. */
import { useState } from 'react'
import { PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '#ui/api.ts'
import { useLanguage } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { setupQuery } from '../session.ts'
import { DoorForm, field } from '../sign-in/DoorForm.tsx'
import { SignInFrame } from '../sign-in/SignInFrame.tsx'
import { slugOf } from './slug.ts'
import { useWords } from './words.ts'
import styles from './first-run.module.css'

const blank = { shop: '', store: '', name: '', email: '', password: '', secret: '' }
type Wish = typeof blank

export function FirstRunPage() {
  const w = useWords()
  const { secret_needed } = useSuspenseQuery(setupQuery).data
  const [wish, setWish] = useState(blank)
  const open = useOpening(wish, secret_needed)
  const text = (key: keyof Wish) => ({
    ...field,
    value: wish[key],
    onChange: (event: { currentTarget: { value: string } }) =>
      setWish({ ...wish, [key]: event.currentTarget.value }),
  })
  return (
    <SignInFrame title={w('title')} lead={w('lead')}>
      <DoorForm onSubmit={open.mutate} error={open.error} busy={open.isPending} button={w('open_shop')}>
        <fieldset className={styles.group}>
          <legend>{w('the_shop')}</legend>
          <TextInput
            {...text('shop')}
            label={w('shop_name')}
            description={w('shop_hint')}
            placeholder={w('shop_example')}
            maxLength={100}
            autoComplete="organization"
          />
          <TextInput
            {...text('store')}
            required={false}
            label={w('store_name')}
            description={w('store_hint')}
            placeholder={w('store_example')}
            maxLength={100}
          />
        </fieldset>
        <fieldset className={styles.group}>
          <legend>{w('you')}</legend>
          <TextInput {...text('name')} label={w('your_name')} autoComplete="name" maxLength={100} />
          <TextInput {...text('email')} label={w('email')} type="email" autoComplete="username" />
          <PasswordInput
            {...text('password')}
            label={w('password')}
            description={w('password_hint')}
            autoComplete="new-password"
            minLength={10}
          />
          {secret_needed && (
            <TextInput {...text('secret')} label={w('secret')} description={w('secret_hint')} />
          )}
        </fieldset>
      </DoorForm>
    </SignInFrame>
  )
}

/** Makes the shop and its owner, signs the owner in, and shows the first steps. */
function useOpening({ shop, store, name, email, password, secret }: Wish, secret_needed: boolean) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const language = useLanguage()
  return useMutation({
    mutationFn: async () => {
      const owner = { name: name.trim(), email: email.trim(), password }
      const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone
      const wish = {
        name: shop.trim(),
        slug: slugOf(shop),
        language,
        time_zone,
        ...(store.trim() && { store_name: store.trim() }),
      }
      await api.put('/setup', {
        body: { owner, shop: wish, ...(secret_needed && { secret: secret.trim() }) },
      })
      await api.post('/sign-in/sign-in/email', { body: { email: owner.email, password } })
    },
    onSuccess: () => {
      queries.clear()
      return navigate({ to: paths.first_steps, replace: true })
    },
  })
}
