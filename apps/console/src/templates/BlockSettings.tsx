/** What the chosen block holds, and what is done with it. */
import { useState } from 'react'
import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { IconCopy, IconTrash, IconUsers } from '#ui/icons.ts'
import { BlockFields } from './BlockFields.tsx'
import { addedAfter, copyOf } from './blocks.ts'
import { ChipsField } from './ChipsField.tsx'
import { TOP } from './EmailEditor.tsx'
import { OnlyField, type Shown } from './OnlyField.tsx'
import { sharedBlocksQuery, type Block, type BlockOf, type EmailVariant, type OwnBlock } from './queries.ts'
import { useWords } from './words.ts'
import styles from './templates.module.css'

type Props = {
  email: EmailVariant
  set: (wish: Partial<EmailVariant>) => void
  opened: string
  onOpen: (block: string) => void
  may_write: boolean
}

export function BlockSettings({ email, set, opened, onOpen, may_write }: Props) {
  const w = useWords()
  const block = email.blocks.find(({ block_id }) => block_id === opened)
  const setBlock = (next: Block) =>
    set({ blocks: email.blocks.map((one) => (one.block_id === next.block_id ? next : one)) })
  if (opened === TOP || !block)
    return (
      <div className={styles.form}>
        <h2 className={styles.paneTitle}>{w('letter_top')}</h2>
        <ChipsField
          line
          label={w('subject')}
          value={email.subject}
          onValue={(subject) => set({ subject })}
          readOnly={!may_write}
        />
        <ChipsField
          line
          label={w('preheader')}
          hint={w('preheader_hint')}
          value={email.preheader}
          onValue={(preheader) => set({ preheader })}
          readOnly={!may_write}
        />
      </div>
    )
  const remove = () => {
    set({ blocks: email.blocks.filter((one) => one !== block) })
    onOpen(TOP)
  }
  const copy = () => {
    const twin = copyOf(block)
    set({ blocks: addedAfter(email.blocks, twin, block.block_id) })
    onOpen(twin.block_id)
  }
  return (
    <div className={styles.form}>
      <h2 className={styles.paneTitle}>{w(`kind_${block.kind}`)}</h2>
      {block.kind === 'shared' ? (
        <SharedFields block={block} email={email} set={set} />
      ) : (
        <>
          <BlockFields key={block.block_id} block={block} onBlock={setBlock} readOnly={!may_write} />
          {block.kind !== 'legal' && (
            <>
              <Tone block={block} onBlock={setBlock} readOnly={!may_write} />
              <OnlyField
                only={block.only}
                onOnly={(only) => setBlock(withOnly(block, only))}
                readOnly={!may_write}
              />
            </>
          )}
        </>
      )}
      {may_write && (
        <div className={styles.blockActions}>
          <Button
            variant="default"
            size="compact-md"
            leftSection={<IconCopy size={16} stroke={1.75} />}
            onClick={copy}
          >
            {w('block_copy')}
          </Button>
          {block.kind !== 'shared' && (
            <Share
              block={block}
              onShared={(shared_block_id) =>
                setBlock({ block_id: block.block_id, kind: 'shared', shared_block_id })
              }
            />
          )}
          <Button
            variant="default"
            size="compact-md"
            color="red"
            leftSection={<IconTrash size={16} stroke={1.75} />}
            onClick={remove}
          >
            {w('block_remove')}
          </Button>
        </div>
      )}
    </div>
  )
}

const withOnly = (block: Shown, only: Shown['only']): Block => {
  const { only: _before, ...rest } = block
  return (only ? { ...rest, only } : rest) as Block
}

function Tone({
  block,
  onBlock,
  readOnly,
}: {
  block: Shown
  onBlock: (block: Block) => void
  readOnly: boolean
}) {
  const w = useWords()
  return (
    <div>
      <div className={styles.fieldName}>{w('tone')}</div>
      <SegmentedControl
        aria-label={w('tone')}
        value={block.tone ?? 'plain'}
        onChange={(tone) => onBlock({ ...block, tone: tone as 'plain' })}
        readOnly={readOnly}
        data={(['plain', 'tint', 'brand'] as const).map((one) => ({ value: one, label: w(`tone_${one}`) }))}
      />
    </div>
  )
}

function Share({ block, onShared }: { block: OwnBlock; onShared: (shared_block_id: string) => void }) {
  const w = useWords()
  const queries = useQueryClient()
  const [name, setName] = useState<string | null>(null)
  const share = useMutation({
    mutationFn: (called: string) =>
      api.put('/shared-blocks/{shared_block_id}', {
        params: { shared_block_id: newId() },
        body: { name: called, blocks: [block] },
      }),
    onSuccess: async ({ shared_block_id }) => {
      await queries.invalidateQueries(sharedBlocksQuery)
      showDone({ message: w('block_shared') })
      onShared(shared_block_id)
    },
  })
  if (name === null)
    return (
      <Button
        variant="default"
        size="compact-md"
        leftSection={<IconUsers size={16} stroke={1.75} />}
        onClick={() => setName(w(`kind_${block.kind}`))}
      >
        {w('block_share')}
      </Button>
    )
  return (
    <div className={styles.share}>
      <TextInput
        label={w('block_share_name')}
        description={w('block_share_hint')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={120}
        data-autofocus
      />
      <Button loading={share.isPending} disabled={!name.trim()} onClick={() => share.mutate(name.trim())}>
        {w('block_share')}
      </Button>
    </div>
  )
}

type SharedProps = { block: BlockOf<'shared'>; email: EmailVariant; set: Props['set'] }

function SharedFields({ block, email, set }: SharedProps) {
  const w = useWords()
  const shared = useQuery(sharedBlocksQuery).data?.items.find(
    (one) => one.shared_block_id === block.shared_block_id,
  )
  if (!shared) return null
  const names = shared.used_by.map(({ name }) => name)
  const detach = () => {
    const own = shared.blocks.map((one) => copyOf(one))
    set({ blocks: email.blocks.flatMap((one) => (one === block ? own : [one])) })
  }
  return (
    <>
      <p>
        <strong>{shared.name}</strong>
      </p>
      <p className={styles.soft}>
        {names.length > 0 ? w('used_by', { names: [...new Set(names)].join(', ') }) : w('used_by_none')}
      </p>
      <p className={styles.soft}>{w('block_share_hint')}</p>
      <Button variant="default" size="compact-md" onClick={detach}>
        {w('block_detach')}
      </Button>
    </>
  )
}
