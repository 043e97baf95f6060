/** A finished comparison sent to others: as a link, as a PDF. */
import { Button, Popover } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { IconCopy, IconDownload, IconExternalLink } from '#ui/icons.ts'
import { place } from '#ui/places.ts'
import { useLanguage } from '#ui/words.ts'
import { pastQuery, simulationQuery } from './queries.ts'
import type { Simulation } from './queries.ts'
import { useWords } from './words.ts'
import styles from './simulations.module.css'

export function Deeds({ one }: { one: Simulation }) {
  const w = useWords()
  const language = useLanguage()
  const { simulation_id } = one
  return (
    <>
      <Share one={one} />
      <Button
        component="a"
        variant="default"
        leftSection={<IconDownload size={18} stroke={1.75} />}
        href={`${place().shop_path}/api/simulations/${simulation_id}/report.pdf?language=${language}`}
        download
      >
        {w('pdf')}
      </Button>
    </>
  )
}

function Share({ one }: { one: Simulation }) {
  const w = useWords()
  const queries = useQueryClient()
  const { simulation_id, share_url } = one
  const params = { simulation_id }
  const onSuccess = () =>
    Promise.all([
      queries.invalidateQueries(simulationQuery(simulation_id)),
      queries.invalidateQueries({ ...pastQuery, exact: true }),
    ])
  const share = useMutation({
    mutationFn: () => api.put('/simulations/{simulation_id}/share', { params }),
    onSuccess,
  })
  const stop = useMutation({
    mutationFn: () => api.delete('/simulations/{simulation_id}/share', { params }),
    onSuccess: async () => {
      await onSuccess()
      showDone({ message: w('share_stopped') })
    },
  })
  const copy = async (url: string) => {
    await navigator.clipboard.writeText(url)
    showDone({ message: w('share_copied') })
  }
  return (
    <Popover position="bottom-end" width={340} trapFocus withinPortal>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconExternalLink size={18} stroke={1.75} />}
          onClick={() => {
            if (!share_url) share.mutate()
          }}
        >
          {w('share')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.shareBox}>
          <strong>{w('share_title')}</strong>
          <p className={styles.soft}>{w('share_for')}</p>
          {share_url && (
            <>
              <input className={styles.url} readOnly aria-label={w('share_title')} value={share_url} />
              <div className={styles.deeds}>
                <Button
                  leftSection={<IconCopy size={18} stroke={1.75} />}
                  onClick={() => void copy(share_url)}
                >
                  {w('share_copy')}
                </Button>
                <Button variant="subtle" color="gray" loading={stop.isPending} onClick={() => stop.mutate()}>
                  {w('share_stop')}
                </Button>
              </div>
            </>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
