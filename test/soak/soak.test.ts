/** The soak itself, short: it has to go on working. `npm run soak` is the long one. */
import { expect, test } from 'vitest'
import { faultsOf } from './report.ts'
import { runSoak } from './run-soak.ts'

test('a week of two killed bots: what people were told is there, and each post came once', {
  timeout: 90_000,
}, async () => {
  const result = await runSoak({
    ...{ seed: 7, groups: 2, people: 4, pause: [0, 100], answerWithinMs: 20_000 },
    disasters: ['kill after a post was taken', 'kill at an answer'],
    most: 2,
    isOver: ({ kills }) => kills >= 2,
  })
  expect(faultsOf(result)).toEqual([])
  const { discord, slack } = result.commands
  expect(discord.acknowledged).toBeGreaterThan(0)
  expect(slack.acknowledged).toBeGreaterThan(0)
  expect(result.starts).toBeGreaterThan(2)
})
