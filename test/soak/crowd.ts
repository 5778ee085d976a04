/** The people of the soak: how they ask, alone, many at once, and as organizers. */
import { type Command, commandOf, groupCommandOf, join } from './commands.ts'
import { apply, applyDoubtfully } from './facts.ts'
import type { Random } from './random.ts'
import { dayOf } from './schedule.ts'
import type { Group, Person, World } from './world.ts'

const dayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** Without its groups the soak has nothing to look at. */
const maxAttempts = 5

export const createCrowd = (world: World, random: Random) => {
  const { asking, clock, groups, people, units } = world

  const ask = async (person: Person, command: Command) => {
    const asked = await asking.ask(person, command, { twice: random.chance(0.08) })
    if (/^privacy delete/.test(command.line)) person.everDeleted = true
    return asked
  }

  /** Somebody asks, mostly one thing; at times two at once, or the same thing twice. */
  const someAsk = async (person: Person) => {
    if (person.isBusy) return
    person.isBusy = true
    // Some try also while nobody is there.
    if (random.chance(0.93)) await world.up()
    const stays = person.manages
    const command = commandOf({ facts: person.facts, units, random }, { stays })
    const both = [ask(person, command)]
    if (random.chance(0.12)) {
      // Of two that contradict each other nobody could say what is to be kept.
      const other = commandOf({ facts: person.facts, units, random }, { stays })
      both.push(
        ask(person, /^done /.test(command.line) && /^done /.test(other.line) ? other : { line: 'week', outcomes: [] }),
      )
    } else if (/^done /.test(command.line) && random.chance(0.05)) both.push(ask(person, command))
    await Promise.all(both)
    person.isBusy = false
  }

  const organize = async () => {
    const group = random.pick(groups)
    const [organizer] = group.people
    if (!organizer || organizer.isBusy || group.facts.get('group') !== 'yes') return
    group.changedAt = clock.now()
    const today = dayOf(group.plan.zone, clock.now())
    await asking.ask(organizer, groupCommandOf(today, random))
  }

  const create = async (group: Group) => {
    const {
      plan,
      name,
      people: [organizer],
    } = group
    if (!organizer) return
    const line = `group create name:"${name}" start:${plan.start} tempo:${plan.tempo} timezone:${plan.zone} day:${dayNames[plan.weekday - 1]} time:${plan.time}`
    for (let attempts = 1; group.facts.get('group') !== 'yes'; attempts++) {
      await world.up()
      const { told, text, failed } = await asking.ask(organizer, {
        line,
        changes: 'group',
        outcomes: [
          [/ is at home here$/, { group: 'yes', name }],
          [/ meets here already$/, { group: 'yes' }],
        ],
      })
      if (!told && attempts >= maxAttempts) throw new Error(`no group can be created: ${text ?? failed}`)
      if (told && 'name' in told) apply(organizer.facts, { learner: 'yes', member: 'yes' })
      else applyDoubtfully(organizer.facts, { learner: 'yes', member: 'yes' })
    }
  }

  return {
    /** So many people ask at once; settles when each has an answer, or knows that none will come. */
    ask: (count: number): Promise<unknown> => Promise.all(random.some(people, count).map(someAsk)),
    /** An organizer changes something about a group. */
    organize,
    /** The groups begin, and everybody joins one. */
    async begin() {
      await Promise.all(groups.map(create))
      await Promise.all(people.filter(({ manages }) => !manages).map((person) => ask(person, join)))
    },
  }
}
