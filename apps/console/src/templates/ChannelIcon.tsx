import { IconBell, IconCreditCard, IconHeart, IconMail, IconMessage, IconNote, IconPhone } from '#ui/icons.ts'
import type { Channel } from './queries.ts'

const ICONS = {
  email: IconMail,
  sms: IconMessage,
  push: IconBell,
  wallet: IconCreditCard,
  letter: IconNote,
  phone: IconPhone,
  social: IconHeart,
}

export function ChannelIcon({ channel }: { channel: Channel }) {
  const Icon = ICONS[channel]
  return <Icon size={20} stroke={1.75} aria-hidden />
}
