/** Finds the secrets of the environment (tokens and passwords) and removes them from a text. */

const secretName = /TOKEN|SECRET|PASSWORD|(?<!PUBLIC_)KEY/

const minLength = 6

/** Secrets that Slack makes while the bot runs: tokens, tickets of connections, response URLs. */
const slackSecrets = /xox[a-z][\w.-]*|xapp-[\w-]+|ticket=[\w-]+|https:\/\/hooks\.slack\.com\/[^\s"\\]+/g

/** The values of secret variables, and the passwords in addresses. */
const secretsIn = (variables: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(variables).flatMap(([name, value]) => {
    if (typeof value !== 'string') return []
    if (secretName.test(name)) return [value]
    const password = URL.parse(value)?.password ?? ''
    return [password, decoded(password)]
  })

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export const holdsSecrets = (variables: Readonly<Record<string, unknown>>): boolean =>
  secretsIn(variables).some((secret) => secret !== '')

export const secretsRemover = (variables: Readonly<Record<string, unknown>>): ((text: string) => string) => {
  const secrets = secretsIn(variables)
    // A shorter secret would match ordinary words.
    .filter((secret) => secret.length >= minLength)
    // Also as escaped in JSON.
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .toSorted((a, b) => b.length - a.length)
  return (text) =>
    secrets.reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text.replace(slackSecrets, '[secret]'))
}
