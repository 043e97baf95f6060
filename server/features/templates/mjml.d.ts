declare module 'mjml' {
  type Options = { validationLevel?: 'strict' | 'soft' | 'skip'; keepComments?: boolean; filePath?: string }
  type Answer = { html: string; errors: { formattedMessage: string }[] }
  const mjml2html: (mjml: string, options?: Options) => Promise<Answer>
  export default mjml2html
}
