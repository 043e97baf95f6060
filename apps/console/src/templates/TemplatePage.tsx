/** One template, written: its blocks, what it looks like, what is wrong with it. */
import { useMemo } from 'react'
import { Alert, Button, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Page } from '#ui/components/Page.tsx'
import { SaveBar } from '#ui/components/SaveBar.tsx'
import { paths } from '../paths.ts'
import { useRole } from '../shell/role.ts'
import { EditorActions } from './EditorActions.tsx'
import { EmailEditor } from './EmailEditor.tsx'
import { emptyVariant } from './empty.ts'
import {
  templateQuery,
  usePreview,
  type Language,
  type PreviewWish,
  type Purpose,
  type Template,
} from './queries.ts'
import type { EditorSearch } from './search.ts'
import { SimpleEditor } from './SimpleEditor.tsx'
import { Uses } from './Uses.tsx'
import { useEditor, type Editor } from './use-editor.ts'
import { useWords } from './words.ts'
import styles from './templates.module.css'

const route = getRouteApi('/shell/messages/templates/$template_id')
const PURPOSES: Purpose[] = ['marketing', 'loyalty', 'service']
const PAUSE_MS = 350

export function TemplatePage() {
  const { template_id } = route.useParams()
  const template = useSuspenseQuery(templateQuery(template_id)).data
  return <Written key={template_id} template={template} />
}

export type EditorProps = {
  template: Template
  editor: Editor
  language: Language
  search: EditorSearch
  change: (wish: Partial<EditorSearch>) => void
  may_write: boolean
  preview: ReturnType<typeof usePreview>
  wish: PreviewWish | null
}

function Written({ template }: { template: Template }) {
  const w = useWords()
  const search = route.useSearch()
  const navigate = useNavigate()
  const may_write = useRole().among('owner', 'marketing') && template.archived_at === null
  const editor = useEditor(template)
  const { written, set } = editor
  const language = search.language ?? (written.draft.fr ? 'fr' : 'en')
  const change = (more: Partial<EditorSearch>) =>
    void navigate({
      to: paths.template,
      params: { template_id: template.template_id },
      search: { ...search, ...more },
      replace: true,
    })
  const variant = written.draft[language]
  const { channel } = template
  const { purpose } = written
  const customer_id = search.customer ?? null
  // The same object as long as nothing changes: what rests is asked for once.
  const asked = useMemo<PreviewWish | null>(
    () => variant && { channel, purpose, language, variant, customer_id },
    [channel, purpose, language, variant, customer_id],
  )
  const [wish] = useDebouncedValue(asked, PAUSE_MS)
  const preview = usePreview(wish)
  const props = { template, editor, language, search, change, may_write, preview, wish }
  return (
    <Page
      title={written.name}
      breadcrumbs={[{ label: w('title'), to: paths.templates }]}
      actions={<EditorActions {...props} />}
    >
      <Uses template_id={template.template_id} />
      {template.archived_at && <Alert>{w('archived_note')}</Alert>}
      <div className={styles.about}>
        <TextInput
          label={w('name')}
          value={written.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          maxLength={120}
          readOnly={!may_write}
        />
        <Select
          label={w('purpose')}
          description={w(`purpose_${written.purpose}_hint`)}
          inputWrapperOrder={['label', 'input', 'description']}
          value={written.purpose}
          onChange={(purpose) => purpose && set({ purpose: purpose as Purpose })}
          data={PURPOSES.map((one) => ({ value: one, label: w(`purpose_${one}`) }))}
          allowDeselect={false}
          readOnly={!may_write}
        />
        <div>
          <div className={styles.fieldName} id="language">
            {w('language')}
          </div>
          <SegmentedControl
            aria-labelledby="language"
            value={language}
            onChange={(value) => change({ language: value as Language, block: undefined })}
            data={[
              { value: 'fr', label: w('french') },
              { value: 'en', label: w('english') },
            ]}
          />
        </div>
      </div>
      {!variant ? (
        <NoVariant {...props} />
      ) : template.channel === 'email' ? (
        <EmailEditor {...props} />
      ) : (
        <SimpleEditor {...props} />
      )}
      {editor.saving.state !== 'calm' && <SaveBar saving={editor.saving} />}
    </Page>
  )
}

function NoVariant({ template, editor, language, may_write }: EditorProps) {
  const w = useWords()
  const other = editor.written.draft[language === 'fr' ? 'en' : 'fr']
  const write = () => editor.setVariant(language, structuredClone(other) ?? emptyVariant(template.channel))
  return (
    <EmptyState
      picture="cards"
      title={w('no_variant')}
      action={may_write && <Button onClick={write}>{w('write_variant')}</Button>}
    >
      {w('no_variant_for')}
    </EmptyState>
  )
}
