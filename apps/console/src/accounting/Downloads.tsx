/** The files of a closed month, and the page on paper. */
import { Button, Menu } from '@mantine/core'
import { addressOf } from '#client/client.ts'
import { IconDownload, IconPrinter } from '#ui/icons.ts'
import { place } from '#ui/places.ts'
import type { Statement } from './queries.ts'
import { useWords } from './words.ts'

export function Downloads({ statement: { month, state, figures } }: { statement: Statement }) {
  const w = useWords()
  const base = `${place().shop_path}/api`
  const with_entries = figures.merchants.filter(({ entries }) => entries.length > 0)
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPrinter size={18} stroke={1.75} />}
        onClick={() => print()}
        visibleFrom="xs"
      >
        {w('print')}
      </Button>
      {state === 'closed' && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" leftSection={<IconDownload size={18} stroke={1.75} />}>
              {w('download')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              component="a"
              href={addressOf(base, '/accounting/months/{month}/journal.csv', { month }, {})}
              download
            >
              {w('download_csv')}
            </Menu.Item>
            {with_entries.map(({ merchant_id, name, siren }) =>
              siren ? (
                <Menu.Item
                  key={merchant_id}
                  component="a"
                  href={addressOf(base, '/accounting/months/{month}/fec', { month }, { merchant_id })}
                  download
                >
                  {w('download_fec', { name })}
                </Menu.Item>
              ) : (
                <Menu.Item key={merchant_id} disabled>
                  {w('download_no_siren', { name })}
                </Menu.Item>
              ),
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  )
}
