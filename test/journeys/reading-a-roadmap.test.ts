import { describe, expect, test } from 'vitest'
import { say } from '../support/terminal.ts'

describe('a newcomer reads the roadmap', () => {
  test('a stage, as the source has it', async () => {
    expect(await say('/roadmap stage 3')).toMatchInlineSnapshot(`
      "Stage 3 of 6: Web Frameworks & APIs
      ───────────────────────────────────
      Master web frameworks to build robust backend systems and RESTful APIs that
      power modern applications.

      Duration  6-8 weeks

      Key skills
        • Django
        • Flask
        • FastAPI
        • RESTful API Design
        • Authentication
        • ORM
        • Middleware

      Recommended courses
        Web Frameworks with Django
          Build robust web applications with Django framework.
          5 weeks · Intermediate

        API Development with FastAPI
          Create high-performance APIs with modern Python frameworks.
          4 weeks · Intermediate

      Practical projects
        • Full-featured blog with user authentication
        • RESTful API for a mobile application
        • Real-time chat application backend

      [1] Previous: Databases & SQL   [2] Next: Security & Best Practices
      [3] All stages"
    `)
  })

  test('the whole road', async () => {
    expect(await say('/roadmap overview')).toMatchInlineSnapshot(`
      "Backend Developer
      ─────────────────
      Career Roadmap

      A comprehensive roadmap to becoming a professional Backend Developer. Master
      server-side programming, databases, APIs, and deployment to build robust
      applications that power modern web experiences.

      Duration      6-8 months
      Core courses  5
      Level         Beginner to Advanced
      Technologies  Python, Django, FastAPI, SQL, Docker, AWS

      Backend Developer Learning Roadmap
      Follow this structured path to become a proficient Backend Developer, from
      foundational programming skills to advanced backend concepts

      #  Stage                             Weeks
      ─  ────────────────────────────────  ─────
      1  Programming Foundations             4-6
      2  Databases & SQL                     4-5
      3  Web Frameworks & APIs               6-8
      4  Security & Best Practices           3-4
      5  Deployment & DevOps                 4-5
      6  Advanced Topics & Specialization    6-8

      Ready to Become a Backend Developer?
      Start your journey today with our structured learning path and expert-led
      courses. Go from beginner to job-ready in 6-8 months.

      [1] Stage 1   [2] Stage 2   [3] Stage 3   [4] Stage 4   [5] Stage 5
      [6] Stage 6   [7] Career Outlook"
    `)
  })

  test('what it leads to', async () => {
    expect(await say('/roadmap career')).toMatchInlineSnapshot(`
      "Career Outlook: Backend Developer
      ─────────────────────────────────
      Backend Developer job market insights

      Average salary  $110,000/year
      Job growth      22% (Much faster than average)
      Job openings    189,200 in the US
      Top industries  Tech, Finance, E-commerce

      [1] The roadmap"
    `)
  })

  test('finds a thing in spite of a typing error, with its stage', async () => {
    expect(await say('/roadmap search fastpi')).toMatchInlineSnapshot(`
      "2 matches for “fastpi”
      ──────────────────────
        FastAPI
          Skill · Stage 3: Web Frameworks & APIs
        API Development with FastAPI
          Course · Stage 3: Web Frameworks & APIs

      [1] Stage 3"
    `)
  })

  test('is told what a search looks at when it finds nothing', async () => {
    expect(await say('/roadmap search kubernetes')).toMatchInlineSnapshot(`
      "Nothing matches “kubernetes”
      ────────────────────────────
      I look through the titles and summaries of skills, courses and projects, and
      forgive a typing error or two.

      Try fewer or shorter words, or see everything with /roadmap overview.

      [1] All stages"
    `)
  })

  test('sees which roadmaps there are', async () => {
    expect(await say('/roadmap list')).toMatchInlineSnapshot(`
      "1 roadmap
      ─────────
        Backend Developer (backend-developer)
          A comprehensive roadmap to becoming a professional Backend Developer. Master
          server-side programming, databases, APIs, and deployment to build robust
          applications that power modern web experiences.
          6 stages · 6-8 months · Beginner to Advanced

      [1] Backend Developer"
    `)
  })

  test('asks for help, by name or with the bare command', async () => {
    const help = await say('/roadmap help')
    expect(help).toMatchInlineSnapshot(`
      "What I can do
      ─────────────
      overview [roadmap]
        The whole roadmap: duration, level, technologies and all stages
      stage <number> [roadmap:…]
        One stage: duration, key skills, courses and projects
      career [roadmap]
        The career outlook: salary, growth, openings and industries
      search <text>
        Skills, courses and projects that match, with their stage
      list
        The roadmaps that this bot knows
      week
        Your plan for this week, what is left over, and your pace
      done [item] [when:…] [link:…] [known:yes] [all:yes] [part:…]
        Records what you completed: a skill, a project, or the next part of a course
      undo [item]
        Takes back what you recorded last, or what you name
      skip [item] [back:yes]
        Leaves out what does not apply to you; again takes it in
      progress [member]
        How far you are: stages, points, streak and pace; or how far a member is
      leaderboard [period]
        Who earned most: this week, last week, this month or since the beginning
      join
        Makes you a member of the group of this channel
      leave [confirm:yes]
        Ends your membership; your progress is kept for a return. The last organizer
        is asked first
      settings [timezone:…] [visibility:named|anonymous|hidden] [reminders:yes]
      [away:…]
        Your time zone, how boards name you, private reminders, and weeks away
      why <number> [period:week|last|month|all]
        How one of your numbers came about: what was counted, with dates, zone and
        formula
      group create [name] [roadmap:…] [start:…] [tempo:relaxed|steady|fast]
      [timezone:…] [day:monday|tuesday|wednesday|thursday|friday|saturday|sunday]
      [time:…]
        Makes this channel the home of a study group
      group show
        The group: schedule with dates, members, settings, and where it is now
      group settings [name:…] [tempo:relaxed|steady|fast] [start:…] [timezone:…]
      [day:monday|tuesday|wednesday|thursday|friday|saturday|sunday] [time:…]
      [posts:yes] [channel:…] [confirm:yes]
        Changes the group, after showing what follows; for organizers
      group pause [weeks] [now:yes] [confirm:yes]
        Pauses the group from next Monday on, after asking; for organizers
      group resume [confirm:yes]
        Ends the pause, or calls it off, from this week on, after asking; for
        organizers
      group post [now:yes] [confirm:yes]
        Shows the next weekly post, or posts one now; for organizers
      group log
        What I have posted here, what comes next, and what was skipped and why
      group remove [member] [keepout:yes] [confirm:yes]
        Ends somebody’s membership, after asking; without a name, shows who is kept
        out; for organizers
      group end [confirm:yes]
        Ends the group, after asking; for organizers
      privacy export
        Everything that is stored about you, as a JSON file
      privacy delete [confirm:yes]
        Removes you and everything of yours, after asking
      help [command]
        What I can do, or how one command is used

      Begin each with /roadmap, as in /roadmap stage 3. What stands in <…> is needed,
      what stands in […] can be left out. /roadmap help stage says more about one
      command.

      [1] The roadmap   [2] Stage 1   [3] Career outlook"
    `)
    expect(await say('/roadmap')).toBe(help)
  })

  test('asks how one command is used', async () => {
    expect(await say('/roadmap help stage')).toMatchInlineSnapshot(`
      "/roadmap stage
      ──────────────
      One stage: duration, key skills, courses and projects.

      Usage        /roadmap stage <number> [roadmap:…]
      number       The number of the stage; a whole number from 1 to 99
      roadmap:     Which roadmap, by its id or title; can be left out
      For example  /roadmap stage 3
      Seen by      everybody in the channel

      [1] /roadmap stage 3"
    `)
  })

  test.each(['help /roadmap stage', 'help stage 3', 'help STAGE'])('%s explains the same', async (line) => {
    expect(await say(`/roadmap ${line}`)).toBe(await say('/roadmap help stage'))
  })

  test('names the text of a search, and goes on', async () => {
    expect(await say('/roadmap search text:data structures')).toBe(await say('/roadmap search data structures'))
  })

  test('walks the stages with buttons', async () => {
    const answers = await say(['/roadmap stage 1', '1', '2', '1'])
    expect(answers.match(/^Stage .*$/gm)).toEqual([
      'Stage 1 of 6: Programming Foundations',
      'Stage 2 of 6: Databases & SQL',
      'Stage 3 of 6: Web Frameworks & APIs',
      'Stage 2 of 6: Databases & SQL',
    ])
  })

  test.each([
    ['without the slash command', 'stage 3'],
    ['with the slash command twice', '/roadmap /roadmap stage 3'],
    ['in capitals', '/ROADMAP Stage 3'],
    ['with spaces around', '   /roadmap   stage    3   '],
    ['with digits of another width', '/roadmap stage ３'],
    ['naming the roadmap by id', '/roadmap stage 3 roadmap:backend-developer'],
    ['naming the roadmap by title', '/roadmap stage 3 roadmap:"Backend Developer"'],
    ['with curly quotes from a phone', '/roadmap stage 3 roadmap:“Backend Developer”'],
    ['with a space after the colon', '/roadmap stage 3 roadmap: backend-developer'],
    ['with the option first', '/roadmap stage ROADMAP:backend-developer 3'],
    ['with every option named', '/roadmap stage number:3 roadmap:backend-developer'],
    ['as somebody else', '@ana /roadmap stage 3'],
  ])('gets the same stage %s', async (_, line) => {
    expect(await say(line)).toBe(await say('/roadmap stage 3'))
  })
})
