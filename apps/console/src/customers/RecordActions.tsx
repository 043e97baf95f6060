/** What can be done with a record as a whole. */
import { useState } from 'react'
import { Button, Menu } from '@mantine/core'
import {
  IconArrowRight,
  IconDots,
  IconLogout,
  IconPencil,
  IconPrinter,
  IconQrcode,
  IconShield,
  IconUsers,
} from '#ui/icons.ts'
import { CardLink } from './CardLink.tsx'
import { CorrectPoints } from './CorrectPoints.tsx'
import { LeaveProgramme } from './Departure.tsx'
import { JoinAccounts } from './JoinAccounts.tsx'
import { useMay } from './queries.ts'
import type { CustomerRecord } from './queries.ts'
import { ShareAccount } from './ShareAccount.tsx'
import { LockSpending } from './SpendLock.tsx'
import { useWords } from './words.ts'

type Opened = 'card' | 'correct' | 'share' | 'join' | 'lock' | 'leave' | undefined
const icon = { size: 18, stroke: 1.75 }

export function RecordActions({ record }: { record: CustomerRecord }) {
  const w = useWords()
  const may = useMay()
  const [opened, setOpened] = useState<Opened>()
  const close = () => setOpened(undefined)
  const there = !record.left_at
  return (
    <>
      <Menu position="bottom-end" width={280} shadow="sm">
        <Menu.Target>
          <Button variant="default" leftSection={<IconDots {...icon} />}>
            {w('more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {there && may.link_card && (
            <Menu.Item leftSection={<IconQrcode {...icon} />} onClick={() => setOpened('card')}>
              {w('card_on_phone')}
            </Menu.Item>
          )}
          {there && may.correct && (
            <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => setOpened('correct')}>
              {w('correct')}
            </Menu.Item>
          )}
          {there && may.share && (
            <>
              <Menu.Item leftSection={<IconUsers {...icon} />} onClick={() => setOpened('share')}>
                {w('share_account')}
              </Menu.Item>
              <Menu.Item leftSection={<IconArrowRight {...icon} />} onClick={() => setOpened('join')}>
                {w('join')}
              </Menu.Item>
            </>
          )}
          {there && may.lock && (
            <Menu.Item leftSection={<IconShield {...icon} />} onClick={() => setOpened('lock')}>
              {w('lock')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconPrinter {...icon} />} onClick={() => print()}>
            {w('print')}
          </Menu.Item>
          {there && may.close && (
            <>
              <Menu.Divider />
              <Menu.Item
                color="red"
                leftSection={<IconLogout {...icon} />}
                onClick={() => setOpened('leave')}
              >
                {w('leave')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <CardLink customer_id={record.customer_id} opened={opened === 'card'} onClose={close} />
      <CorrectPoints record={record} opened={opened === 'correct'} onClose={close} />
      <ShareAccount record={record} opened={opened === 'share'} onClose={close} />
      <JoinAccounts record={record} opened={opened === 'join'} onClose={close} />
      <LockSpending record={record} opened={opened === 'lock'} onClose={close} />
      <LeaveProgramme record={record} opened={opened === 'leave'} onClose={close} />
    </>
  )
}
