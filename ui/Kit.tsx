/** What wraps the console and the till: the component kit, its messages, and the answers of the server. */
import type { ReactNode } from 'react'
import { MantineProvider } from '@mantine/core'
import { ModalsProvider } from '@mantine/modals'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { cssVariablesResolver, schemeManager, theme } from './theme.ts'
import { houseWords } from './house-words.ts'
import { useScheme } from './scheme.ts'

export function Kit({ queries, children }: { queries: QueryClient; children: ReactNode }) {
  const w = houseWords.useWords()
  const scheme = useScheme()
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={schemeManager}
      defaultColorScheme={scheme}
    >
      <QueryClientProvider client={queries}>
        <ModalsProvider labels={{ confirm: w('confirm'), cancel: w('cancel') }}>{children}</ModalsProvider>
        <Notifications position="bottom-center" className="kit-messages" />
      </QueryClientProvider>
    </MantineProvider>
  )
}
