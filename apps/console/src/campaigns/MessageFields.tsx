/** One line for each channel: left out, said by a template, or written here and now. */
import { useState } from 'react'
import { ActionIcon, Button, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { IconChevronUp, IconPencil, IconPlus, IconX } from '#ui/icons.ts'
import { isSetUp, walletQuery } from '../passes/queries.ts'
import { paths } from '../paths.ts'
import { useNames } from './names.ts'
import { templatesQuery } from './others.ts'
import { sooner, withMessage } from './plan.ts'
import type { Channel, Plan } from './queries.ts'
import { WriteMessage } from './WriteMessage.tsx'
import { useWords } from './words.ts'
import styles from './campaigns.module.css'

const CHANNELS: Channel[] = ['sms', 'email', 'push', 'wallet', 'letter', 'phone', 'social']
/** Short enough to be written on the spot. */
export const WRITTEN_HERE: Channel[] = ['sms', 'push', 'wallet']

type Props = { plan: Plan; at: number; title: string; onPlan: (plan: Plan) => void }

export function MessageFields({ plan, at, title, onPlan }: Props) {
  const w = useWords()
  const names = useNames()
  const templates = useQuery(templatesQuery).data ?? []
  const wallet = useQuery(walletQuery).data
  const [writing, setWriting] = useState<Channel | null>(null)
  const { messages } = plan.variants[at]!
  const taken = messages.map(({ channel }) => channel)
  const of = (channel: Channel) =>
    templates.filter((one) => one.channel === channel && fits(one.purpose, plan.purpose))
  const isThere = (channel: Channel) => channel !== 'wallet' || (wallet !== undefined && isSetUp(wallet))
  const open = CHANNELS.filter(
    (channel) =>
      !taken.includes(channel) &&
      isThere(channel) &&
      (of(channel).length > 0 || WRITTEN_HERE.includes(channel)),
  )
  const add = (channel: Channel) => {
    const [first] = of(channel)
    if (first && !WRITTEN_HERE.includes(channel)) onPlan(withMessage(plan, at, channel, first.template_id))
    else setWriting(channel)
  }
  return (
    <div className={styles.column}>
      <ul className={styles.messages}>
        {messages.map(({ channel, template_id }, place) => (
          <li key={channel} className={styles.message}>
            <span className={styles.messagePlace}>{messages.length > 1 ? place + 1 : ''}</span>
            <Select
              label={names.channel(channel)}
              allowDeselect={false}
              searchable
              className={styles.grow}
              data={of(channel).map((one) => ({ value: one.template_id, label: one.name }))}
              value={template_id}
              onChange={(value) => value && onPlan(withMessage(plan, at, channel, value))}
            />
            {place > 0 && plan.choice === 'in_order' && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={w('sooner', { channel: names.channel(channel) })}
                onClick={() => onPlan(sooner(plan, at, channel))}
              >
                <IconChevronUp size={18} stroke={1.75} />
              </ActionIcon>
            )}
            {WRITTEN_HERE.includes(channel) && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={w('write_again', { channel: names.channel(channel) })}
                onClick={() => setWriting(channel)}
              >
                <IconPencil size={18} stroke={1.75} />
              </ActionIcon>
            )}
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={w('leave_out', { channel: names.channel(channel) })}
              onClick={() => onPlan(withMessage(plan, at, channel, null))}
            >
              <IconX size={18} stroke={1.75} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {writing && (
        <WriteMessage
          key={writing}
          channel={writing}
          purpose={plan.purpose}
          name={plan.name.trim() || title}
          onWritten={(template_id) => {
            onPlan(withMessage(plan, at, writing, template_id))
            setWriting((now) => (now === writing ? null : now))
          }}
          onClose={() => setWriting(null)}
        />
      )}
      <div className={styles.wrap}>
        {open.map((channel) => (
          <Button
            key={channel}
            variant="default"
            leftSection={<IconPlus size={16} stroke={1.75} />}
            onClick={() => add(channel)}
          >
            {names.channel(channel)}
          </Button>
        ))}
      </div>
      {taken.includes('social') && <p className={styles.soft}>{w('social_hint')}</p>}
      {wallet && !isSetUp(wallet) && (
        <p className={styles.soft}>
          {w('wallet_missing')}{' '}
          <Link to={paths.wallet} className={styles.quietLink}>
            {w('wallet_see')}
          </Link>
        </p>
      )}
      {templates.length === 0 && <p className={styles.soft}>{w('no_templates')}</p>}
    </div>
  )
}

/** What was written as an advertisement is not sent as something else, nor the reverse. */
const fits = (template: string, plan: Plan['purpose']) =>
  template === plan || (template === 'loyalty' && plan === 'marketing')
