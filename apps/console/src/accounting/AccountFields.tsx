/** The accounts and the journal that entries are booked to. */
import { Button, TextInput } from '@mantine/core'
import type { FieldsProps } from './AccountingSettingsPage.tsx'
import type { Settings } from './queries.ts'
import { useWords } from './words.ts'
import styles from './accounting.module.css'

type Account = Settings['accounts']['customers']

export const isAccount = ({ number, label }: Account) =>
  /^[1-8][0-9]{2}[0-9A-Za-z]{0,17}$/.test(number) && label.trim() !== ''

/** Those that a method does not use are not asked for. */
const USED: Record<Settings['method'], readonly (keyof Settings['accounts'])[]> = {
  provision: ['provision', 'provision_charge', 'provision_income'],
  deferred: ['deferred', 'rebates'],
  ifrs15: ['deferred', 'sales', 'provision', 'provision_charge', 'provision_income'],
}
const ALWAYS = ['gift_cards', 'customers', 'vat', 'breakage', 'brought_in'] as const

export function AccountFields({ settings, set, disabled, defaults }: FieldsProps & { defaults: Settings }) {
  const w = useWords()
  const { accounts } = settings
  const change = (key: keyof Settings['accounts'], some: Partial<Account>) =>
    set({ accounts: { ...accounts, [key]: { ...accounts[key], ...some } } })
  const same = JSON.stringify(accounts) === JSON.stringify(defaults.accounts)
  return (
    <>
      <section className={styles.fields} aria-labelledby="accounts">
        <h2 id="accounts" className={styles.asked}>
          {w('accounts')}
        </h2>
        {[...USED[settings.method], ...ALWAYS].map((key) => {
          const account = accounts[key]
          const wrong = !isAccount(account)
          return (
            <fieldset key={key} className={styles.accountFields}>
              <legend>{w(`acc_${key}`)}</legend>
              <TextInput
                aria-label={`${w(`acc_${key}`)}, ${w('account_number')}`}
                value={account.number}
                disabled={disabled}
                error={wrong && w('account_wrong')}
                onChange={(event) => change(key, { number: event.currentTarget.value.trim() })}
                maxLength={20}
              />
              <TextInput
                aria-label={`${w(`acc_${key}`)}, ${w('account_label')}`}
                value={account.label}
                disabled={disabled}
                onChange={(event) => change(key, { label: event.currentTarget.value })}
                maxLength={80}
              />
            </fieldset>
          )
        })}
        {!same && !disabled && (
          <Button
            variant="subtle"
            className={styles.save}
            onClick={() => set({ accounts: defaults.accounts })}
          >
            {w('reset_accounts')}
          </Button>
        )}
      </section>
      <section className={styles.fields} aria-labelledby="journal">
        <h2 id="journal" className={styles.asked}>
          {w('journal')}
        </h2>
        <TextInput
          label={w('journal_code')}
          value={settings.journal_code}
          disabled={disabled}
          onChange={(event) => set({ journal_code: event.currentTarget.value.toUpperCase() })}
          maxLength={6}
        />
        <TextInput
          label={w('journal_label')}
          value={settings.journal_label}
          disabled={disabled}
          onChange={(event) => set({ journal_label: event.currentTarget.value })}
          maxLength={60}
        />
      </section>
    </>
  )
}
