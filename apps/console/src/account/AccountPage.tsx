/** What belongs to the person: name, language, password, second step, passkeys, sessions. */
import { SegmentedControl, TextInput } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Page, Section } from '#ui/components/Page.tsx'
import { setLanguage, useLanguage } from '#ui/words.ts'
import { meQuery } from '../session.ts'
import { signInWords } from '../sign-in/words.ts'
import { Passkeys } from './Passkeys.tsx'
import { Password } from './Password.tsx'
import { Sessions } from './Sessions.tsx'
import { TwoSteps } from './TwoSteps.tsx'
import { useWords } from './words.ts'

export function AccountPage() {
  const w = useWords()
  return (
    <Page width="form" title={w('title')} lead={w('lead')}>
      <You />
      <Password />
      <TwoSteps />
      <Passkeys />
      <Sessions />
    </Page>
  )
}

function You() {
  const w = useWords()
  const roles = signInWords.useWords()
  const language = useLanguage()
  const { user, staff } = useSuspenseQuery(meQuery).data
  return (
    <Section title={w('you')}>
      <TextInput label={w('name')} description={w('name_hint')} readOnly value={staff?.name ?? user.name} />
      <TextInput label={w('email')} readOnly value={user.email} />
      {staff && <TextInput label={w('role')} readOnly value={roles(`role_${staff.role}`)} />}
      <div>
        <div id="account-language" style={{ fontSize: 'var(--text-2)', fontWeight: 500, marginBottom: 4 }}>
          {w('language')}
        </div>
        <SegmentedControl
          aria-labelledby="account-language"
          value={language}
          onChange={(value) => setLanguage(value as 'fr' | 'en')}
          data={[
            { value: 'fr', label: 'Français' },
            { value: 'en', label: 'English' },
          ]}
        />
      </div>
    </Section>
  )
}
