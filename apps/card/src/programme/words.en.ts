export const en = { title: '' }
