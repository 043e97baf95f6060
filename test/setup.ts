import { prepareTemplate } from './template.ts'

export const globalSetup = prepareTemplate
