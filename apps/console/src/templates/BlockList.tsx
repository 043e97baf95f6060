/** The blocks in their order: dragged, or moved by the keyboard, each said where it went. */
import { useState } from 'react'
import type { DragEvent, KeyboardEvent } from 'react'
import { ActionIcon, Button, Menu, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconChevronDown, IconChevronUp, IconPlus } from '#ui/icons.ts'
import { addedAfter, KINDS, moved, newBlock, newBlockId } from './blocks.ts'
import { TOP } from './EmailEditor.tsx'
import { sharedBlocksQuery, type Block, type Finding } from './queries.ts'
import { useWords } from './words.ts'
import styles from './templates.module.css'

type Props = {
  blocks: Block[]
  opened: string
  onOpen: (block: string) => void
  onBlocks: (blocks: Block[]) => void
  may_write: boolean
  findings: readonly Finding[]
}

export function BlockList({ blocks, opened, onOpen, onBlocks, may_write, findings }: Props) {
  const w = useWords()
  const shared = useQuery(sharedBlocksQuery).data?.items ?? []
  const [dragged, setDragged] = useState<number | null>(null)
  const [over, setOver] = useState<number | null>(null)
  const [said, setSaid] = useState('')
  const nameOf = (block: Block) => {
    if (block.kind === 'shared')
      return shared.find((one) => one.shared_block_id === block.shared_block_id)?.name ?? w('kind_shared')
    return w(`kind_${block.kind}`)
  }
  const move = (from: number, to: number) => {
    if (to < 0 || to >= blocks.length || from === to) return
    onBlocks(moved(blocks, from, to))
    setSaid(w('block_moved', { name: nameOf(blocks[from]!), place: to + 1 }))
  }
  const onKey = (event: KeyboardEvent, at: number) => {
    if (!may_write || !event.altKey || !['ArrowUp', 'ArrowDown'].includes(event.key)) return
    event.preventDefault()
    move(at, event.key === 'ArrowUp' ? at - 1 : at + 1)
  }
  const drop = (event: DragEvent, at: number) => {
    event.preventDefault()
    if (dragged !== null) move(dragged, at)
    setDragged(null)
    setOver(null)
  }
  return (
    <>
      <div className={styles.paneHead}>
        <h2 className={styles.paneTitle}>{w('blocks')}</h2>
        {may_write && <AddMenu blocks={blocks} opened={opened} onBlocks={onBlocks} onOpen={onOpen} />}
      </div>
      <ol className={styles.blocks}>
        <li className={styles.block} data-opened={opened === TOP || undefined}>
          <UnstyledButton
            className={styles.blockName}
            aria-pressed={opened === TOP}
            onClick={() => onOpen(TOP)}
          >
            {w('letter_top')}
          </UnstyledButton>
        </li>
        {blocks.map((block, at) => (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dragging is for a mouse; keys move it by its button
          <li
            key={block.block_id}
            className={styles.block}
            data-opened={opened === block.block_id || undefined}
            data-over={over === at || undefined}
            data-wrong={
              findings.some((one) => one.block_id === block.block_id && one.level === 'error') || undefined
            }
            draggable={may_write}
            onDragStart={() => setDragged(at)}
            onDragOver={(event) => (event.preventDefault(), setOver(at))}
            onDragLeave={() => setOver(null)}
            onDragEnd={() => (setDragged(null), setOver(null))}
            onDrop={(event) => drop(event, at)}
          >
            <UnstyledButton
              className={styles.blockName}
              aria-pressed={opened === block.block_id}
              aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
              onClick={() => onOpen(block.block_id)}
              onKeyDown={(event) => onKey(event, at)}
            >
              {nameOf(block)}
              <span className={styles.blockWords}>{wordsOf(block)}</span>
            </UnstyledButton>
            {may_write && (
              <span className={styles.moves}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={24}
                  aria-label={w('move_up', { name: nameOf(block) })}
                  disabled={at === 0}
                  onClick={() => move(at, at - 1)}
                >
                  <IconChevronUp size={16} stroke={1.75} />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={24}
                  aria-label={w('move_down', { name: nameOf(block) })}
                  disabled={at === blocks.length - 1}
                  onClick={() => move(at, at + 1)}
                >
                  <IconChevronDown size={16} stroke={1.75} />
                </ActionIcon>
              </span>
            )}
          </li>
        ))}
      </ol>
      {may_write && blocks.length > 1 && <p className={styles.soft}>{w('blocks_hint')}</p>}
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </>
  )
}

/** The beginning of what a block says, so that one text is told from another. */
function wordsOf(block: Block): string {
  const words =
    'words' in block
      ? block.words
      : block.kind === 'button'
        ? block.label
        : block.kind === 'picture'
          ? block.alt
          : ''
  return (words ?? '')
    .replace(/\{%[\s\S]*?%\}|[#*]/g, '')
    .replace(/\{\{\s*([\w.]+)[^}]*\}\}/g, '…')
    .trim()
    .slice(0, 60)
}

type AddProps = Pick<Props, 'blocks' | 'opened' | 'onBlocks' | 'onOpen'>

function AddMenu({ blocks, opened, onBlocks, onOpen }: AddProps) {
  const w = useWords()
  const shared = useQuery(sharedBlocksQuery).data?.items ?? []
  const add = (block: Block) => {
    onBlocks(addedAfter(blocks, block, opened))
    onOpen(block.block_id)
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="compact-md" variant="light" leftSection={<IconPlus size={16} stroke={1.75} />}>
          {w('add_block')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        {KINDS.map((kind) => (
          <Menu.Item
            key={kind}
            onClick={() => add(newBlock(kind, { text: w('new_text'), button: w('new_button') }))}
          >
            {w(`kind_${kind}`)}
          </Menu.Item>
        ))}
        {shared.length > 0 && <Menu.Label>{w('shared_own')}</Menu.Label>}
        {shared.map(({ shared_block_id, name }) => (
          <Menu.Item
            key={shared_block_id}
            onClick={() => add({ block_id: newBlockId(), kind: 'shared', shared_block_id })}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
