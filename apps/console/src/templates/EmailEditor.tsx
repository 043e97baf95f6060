/** An e-mail in three panes: its blocks, what a customer sees, what the chosen block holds. */
import { BlockList } from './BlockList.tsx'
import { BlockSettings } from './BlockSettings.tsx'
import { Findings } from './Findings.tsx'
import { PreviewPane } from './PreviewPane.tsx'
import type { Block, EmailVariant } from './queries.ts'
import type { EditorProps } from './TemplatePage.tsx'
import { useWords } from './words.ts'
import styles from './templates.module.css'

export const TOP = 'top'

export function EmailEditor(props: EditorProps) {
  const w = useWords()
  const { editor, language, search, change, may_write, preview } = props
  const email = editor.written.draft[language] as EmailVariant
  const set = (wish: Partial<EmailVariant>) => editor.setVariant(language, { ...email, ...wish })
  const setBlocks = (blocks: Block[]) => set({ blocks })
  const open = (block: string) => change({ block })
  const opened = search.block ?? TOP
  return (
    <div className={styles.panes}>
      <section className={styles.pane} aria-label={w('blocks')} data-pane="blocks">
        <BlockList
          blocks={email.blocks}
          opened={opened}
          onOpen={open}
          onBlocks={setBlocks}
          may_write={may_write}
          findings={preview.data?.findings ?? []}
        />
      </section>
      <section className={styles.pane} aria-label={w('preview')} data-pane="preview">
        <PreviewPane {...props} />
      </section>
      <section className={styles.pane} aria-label={w('settings')} data-pane="settings">
        <BlockSettings email={email} set={set} opened={opened} onOpen={open} may_write={may_write} />
        <Findings preview={preview.data} error={preview.error} onOpen={open} />
      </section>
    </div>
  )
}
