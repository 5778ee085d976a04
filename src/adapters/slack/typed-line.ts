/** What somebody typed after the command, without the signs that Slack writes for people, channels, links and a few characters. */

const wordOf = (sign: string, inner: string, label: string | undefined): string => {
  if (sign === '@') return label || inner
  // Its id is what a channel option takes.
  if (sign === '#') return inner
  if (sign === '!') return `@${(label || inner).replace(/^@/, '')}`
  return inner.startsWith('mailto:') ? (label ?? inner.slice('mailto:'.length)) : inner
}

export const typedLine = (text: string): string =>
  text
    .replace(/<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>/g, (_, sign: string, inner: string, label: string | undefined) =>
      wordOf(sign, inner, label),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    // The last, so that what somebody wrote as &lt; stays that.
    .replaceAll('&amp;', '&')
    .trim()
