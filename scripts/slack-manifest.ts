/** `npm run slack:manifest`: writes slack-manifest.json, for Socket Mode; `-- https://…` prints the one for HTTP at that address. */
import { writeFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { eventsPath } from '../src/adapters/slack/transport/platform.ts'
import { quoted } from '../src/chat/quoted.ts'
import { slackManifest, slackManifestFile } from './derived-files.ts'

/** The base of the address, without a path that was copied with it. */
const addressOf = (address: string): string => {
  const url = URL.parse(address)
  if (url?.protocol !== 'https:')
    throw new Error(
      `I expected an address that Slack can reach, such as https://bot.example.org, but got ${quoted(address)}.`,
    )
  const path = url.pathname.replace(/\/+$/, '')
  return url.origin + (path.endsWith(eventsPath) ? path.slice(0, -eventsPath.length) : path)
}

try {
  const [, , address] = process.argv
  if (address === undefined) {
    const { path, content } = slackManifestFile()
    await writeFile(path, content)
    console.log(`wrote ${relative('', path)}`)
  } else process.stdout.write(slackManifest({ address: addressOf(address) }))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
