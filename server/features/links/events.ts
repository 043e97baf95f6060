import { fact } from '../../platform/facts.ts'

/** A person who agreed to it followed a link of a message, or opened it for the first time. */
export const LinkFollowed = fact<{
  message_id: string
  link_id: string
  url: string
  place: number
  origin_kind: string
  origin_id: string
}>('link.followed')
export const MessageOpened = fact<{ message_id: string }>('message.opened')
