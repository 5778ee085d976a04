/** `npm run slack:manifest`: writes slack-manifest.json, for Socket Mode; `-- https://…` prints the one for HTTP at that address. */
import { writeFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { eventsPath } from '../src/adapters/slack/transport/platform.ts'
import { quoted } from '../src/chat/quoted.ts'
import { slackManifest, slackManifestFile } from './derived-files.ts'

/** The address without what comes after it, which people copy along. */
const addressOf = (given: string): string => {
  const url = URL.parse(given)
  if (url?.protocol !== 'https:')
    throw new Error(
      `I expected an address that Slack can reach, such as https://bot.example.org, but got ${quoted(given)}.`,
    )
  const path = url.pathname.replace(/\/+$/, '')
  return url.origin + (path.endsWith(eventsPath) ? path.slice(0, -eventsPath.length) : path)
}

try {
  const [, , given] = process.argv
  if (given === undefined) {
    const { path, content } = slackManifestFile()
    await writeFile(path, content)
    console.log(`wrote ${relative('', path)}`)
  } else process.stdout.write(slackManifest({ address: addressOf(given) }))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
