/** What came twice besides weekly posts: news for a channel, and reminders for one person. */
import { isReminder, stageIn } from './posts.ts'
import { weekOf } from './schedule.ts'
import type { Post } from './side.ts'
import type { Group, Person, World } from './world.ts'

const repeated = (list: readonly string[]): string[] => list.filter((one, at) => list.indexOf(one) < at)

/** Whoever was deleted begins anew. */
const isNew = ({ everDeleted }: Person) => !everDeleted

const newsOf = ({ room, people }: Group): string[] =>
  repeated(room.posts().flatMap((post) => stageIn(post) ?? [])).filter((line) =>
    people.filter(isNew).some(({ name }) => line.startsWith(`${name} `)),
  )

const remindersOf = ({ account, name }: Person): string[] => {
  const week = ({ at }: Post) => `${name} was reminded in the week of ${weekOf('UTC', at)}`
  return repeated(account.direct().filter(isReminder).map(week))
}

export const comesTwice = ({ groups, people }: Pick<World, 'groups' | 'people'>): string[] => [
  ...groups.flatMap(newsOf),
  ...people.filter(isNew).flatMap(remindersOf),
]
