/** The id that is made from a title: lower case, letters and digits of ASCII, words joined by hyphens ("CI/CD" is "ci-cd"). */
export const slugOf = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
