/** The kit's button and anchor as links of the router: typed addresses, preloaded when pointed at. */
import type { AnchorHTMLAttributes, Ref } from 'react'
import { Anchor, Button } from '@mantine/core'
import type { AnchorProps, ButtonProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'

type Dom = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'color' | 'style'> & { ref?: Ref<HTMLAnchorElement> }

export const LinkButton = createLink((props: ButtonProps & Dom) => <Button component="a" {...props} />)
export const LinkAnchor = createLink((props: AnchorProps & Dom) => <Anchor {...props} />)
