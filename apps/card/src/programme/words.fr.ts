export const fr = { title: '' }
