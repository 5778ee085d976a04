/** What the platforms do wrong: a share of their answers fails, comes late, or is lost; now and then a whole outage. */
import type { Random } from './random.ts'
import type { Fault, Side } from './side.ts'
import type { World } from './world.ts'

export const createWeather = ({ sides, tell }: Pick<World, 'sides' | 'tell'>, random: Random) => {
  const now = new Set<Fault>()
  const seen = new Map<string, number>()
  const begin = (fault: Fault) => {
    now.add(fault)
    tell(fault.name)
    seen.set(fault.name, (seen.get(fault.name) ?? 0) + 1)
  }
  return {
    /** How often there was what. */
    seen,
    /** While people ask. */
    ofAnswers() {
      if (random.chance(0.25)) begin(random.pick(sides).disturb('answers', random))
    },
    /** While posts are due: on which platforms there is something. */
    ofPosts(): Side['platform'][] {
      const bad: Side['platform'][] = []
      for (const side of sides) {
        const [isOutage, faults] = [random.chance(0.06), random.chance(0.3) ? random.int(1, 2) : 0]
        if (isOutage) begin(side.failPosts())
        else for (let left = faults; left > 0; left--) begin(side.disturb('posts', random))
        if (isOutage || faults > 0) bad.push(side.platform)
      }
      return bad
    },
    clear() {
      for (const fault of now) fault.cancel()
      now.clear()
    },
  }
}
