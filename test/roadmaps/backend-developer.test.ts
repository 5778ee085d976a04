import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { itemsOf } from '../../src/core/item.ts'
import { backendDeveloper } from '../support/bot.ts'

/** The source's facts, copied from it by hand: the data file has to say the same, word for word, and nothing else. */
const stages = [
  {
    title: 'Programming Foundations',
    summary:
      'Build a solid foundation in programming concepts and Python, the most versatile language for backend development.',
    weeks: { min: 4, max: 6 },
    skills:
      'Python Programming|Data Structures|Algorithms|Object-Oriented Programming|Version Control (Git)|Command Line',
    courses: [
      'Python Fundamentals|Master the basics of Python programming, including syntax, data types, and control structures.|4|Beginner',
      'Data Structures & Algorithms in Python|Learn essential data structures and algorithms for efficient problem-solving.|3|Beginner to Intermediate',
    ],
    projects: 'Command-line task manager|Simple data processing scripts|Basic algorithm implementations',
  },
  {
    title: 'Databases & SQL',
    summary: 'Learn how to design, query, and optimize databases, a critical skill for any backend developer.',
    weeks: { min: 4, max: 5 },
    skills: 'Database Design|SQL|Normalization|Indexing|Transactions|NoSQL Concepts',
    courses: [
      'Database Design & SQL|Master database design principles and SQL for data management.|4|Beginner to Intermediate',
      'NoSQL Databases|Explore non-relational databases like MongoDB and their use cases.|2|Intermediate',
    ],
    projects:
      'Design and implement a database for an e-commerce platform|Build a data access layer for a web application|Create complex SQL queries for data analysis',
  },
  {
    title: 'Web Frameworks & APIs',
    summary: 'Master web frameworks to build robust backend systems and RESTful APIs that power modern applications.',
    weeks: { min: 6, max: 8 },
    skills: 'Django|Flask|FastAPI|RESTful API Design|Authentication|ORM|Middleware',
    courses: [
      'Web Frameworks with Django|Build robust web applications with Django framework.|5|Intermediate',
      'API Development with FastAPI|Create high-performance APIs with modern Python frameworks.|4|Intermediate',
    ],
    projects:
      'Full-featured blog with user authentication|RESTful API for a mobile application|Real-time chat application backend',
  },
  {
    title: 'Security & Best Practices',
    summary:
      'Learn how to secure your applications against common vulnerabilities and implement industry best practices.',
    weeks: { min: 3, max: 4 },
    skills:
      'Authentication & Authorization|OWASP Security|Input Validation|Rate Limiting|HTTPS/TLS|Secure Coding Practices',
    courses: ['Security & Deployment|Learn best practices for securing and deploying Python applications.|3|Advanced'],
    projects:
      'Security audit of an existing application|Implement OAuth2 authentication|Build a secure API with proper authorization',
  },
  {
    title: 'Deployment & DevOps',
    summary:
      'Master the tools and practices for deploying, scaling, and maintaining backend applications in production.',
    weeks: { min: 4, max: 5 },
    skills: 'Docker|CI/CD|Cloud Platforms (AWS, GCP, Azure)|Monitoring|Logging|Serverless',
    courses: [
      'DevOps for Backend Developers|Learn how to deploy, scale, and maintain backend applications.|4|Intermediate to Advanced',
    ],
    projects:
      'Containerize a full-stack application|Set up CI/CD pipeline for automated testing and deployment|Deploy a scalable application to a cloud provider',
  },
  {
    title: 'Advanced Topics & Specialization',
    summary: 'Deepen your expertise with advanced backend concepts and choose a specialization path.',
    weeks: { min: 6, max: 8 },
    skills: 'Microservices|Message Queues|Caching|GraphQL|WebSockets|Performance Optimization',
    courses: [
      'Microservices Architecture|Design and implement scalable microservices-based applications.|5|Advanced',
      'Backend Performance Optimization|Learn techniques to optimize and scale backend systems for high traffic.|4|Advanced',
    ],
    projects:
      'Build a microservices-based e-commerce platform|Implement a real-time analytics system|Create a high-performance API with caching',
  },
]

const [roadmap] = backendDeveloper
if (!roadmap) throw new Error('data/backend-developer.yaml is not loaded')

test('the only roadmap in data/ is Backend Developer', () => {
  expect(backendDeveloper.map(({ id, title }) => ({ id, title }))).toEqual([
    { id: 'backend-developer', title: 'Backend Developer' },
  ])
})

test('everything around the stages is as in the source', () => {
  // The colour is ours.
  const { id: _, stages: __, accent: ___, ...rest } = roadmap
  expect(rest).toEqual({
    kind: 'Career Roadmap',
    title: 'Backend Developer',
    summary:
      'A comprehensive roadmap to becoming a professional Backend Developer. Master server-side programming, databases, APIs, and deployment to build robust applications that power modern web experiences.',
    months: { min: 6, max: 8 },
    coreCourses: 5,
    level: 'Beginner to Advanced',
    technologies: ['Python', 'Django', 'FastAPI', 'SQL', 'Docker', 'AWS'],
    career: {
      title: 'Career Outlook',
      summary: 'Backend Developer job market insights',
      salary: '$110,000/year',
      growth: '22% (Much faster than average)',
      openings: '189,200 in the US',
      industries: ['Tech', 'Finance', 'E-commerce'],
    },
    path: {
      title: 'Backend Developer Learning Roadmap',
      summary:
        'Follow this structured path to become a proficient Backend Developer, from foundational programming skills to advanced backend concepts',
    },
    closing: {
      title: 'Ready to Become a Backend Developer?',
      summary:
        'Start your journey today with our structured learning path and expert-led courses. Go from beginner to job-ready in 6-8 months.',
    },
  })
})

describe('every stage is as in the source', () => {
  test.each(stages.map((stage, index) => ({ number: index + 1, ...stage })))(
    'stage $number: $title',
    ({ number, ...expected }) => {
      const stage = roadmap.stages[number - 1]
      expect({
        title: stage?.title,
        summary: stage?.summary,
        weeks: stage?.weeks,
        skills: stage?.skills.map(({ title }) => title).join('|'),
        courses: stage?.courses.map(({ title, summary, weeks, level }) => [title, summary, weeks, level].join('|')),
        projects: stage?.projects.map(({ title }) => title).join('|'),
      }).toEqual(expected)
    },
  )

  test('and there is no other', () => {
    expect(roadmap.stages).toHaveLength(6)
  })
})

test('ids are what progress is kept under: changing one of these would lose it', () => {
  expect(roadmap.stages.map(({ id }) => id)).toMatchInlineSnapshot(`
    [
      "programming-foundations",
      "databases-sql",
      "web-frameworks-apis",
      "security-best-practices",
      "deployment-devops",
      "advanced-topics-specialization",
    ]
  `)
  expect(itemsOf(roadmap).map(({ id }) => id)).toMatchInlineSnapshot(`
    [
      "python-programming",
      "data-structures",
      "algorithms",
      "object-oriented-programming",
      "version-control-git",
      "command-line",
      "python-fundamentals",
      "data-structures-algorithms",
      "command-line-task-manager",
      "simple-data-processing-scripts",
      "basic-algorithm-implementations",
      "database-design",
      "sql",
      "normalization",
      "indexing",
      "transactions",
      "nosql-concepts",
      "database-design-sql",
      "nosql-databases",
      "e-commerce-database",
      "data-access-layer",
      "complex-sql-queries",
      "django",
      "flask",
      "fastapi",
      "restful-api-design",
      "authentication",
      "orm",
      "middleware",
      "web-frameworks-with-django",
      "api-development-with-fastapi",
      "blog-with-authentication",
      "mobile-app-api",
      "real-time-chat",
      "authentication-authorization",
      "owasp-security",
      "input-validation",
      "rate-limiting",
      "https-tls",
      "secure-coding-practices",
      "security-deployment",
      "security-audit",
      "implement-oauth2-authentication",
      "secure-api",
      "docker",
      "ci-cd",
      "cloud-platforms-aws-gcp-azure",
      "monitoring",
      "logging",
      "serverless",
      "devops-for-backend-developers",
      "containerize-application",
      "ci-cd-pipeline",
      "cloud-deployment",
      "microservices",
      "message-queues",
      "caching",
      "graphql",
      "websockets",
      "performance-optimization",
      "microservices-architecture",
      "backend-performance-optimization",
      "microservices-platform",
      "real-time-analytics",
      "high-performance-api",
    ]
  `)
})

test('the duration of all stages together is 27 to 36 weeks', () => {
  const total = (end: 'min' | 'max') => roadmap.stages.reduce((sum, { weeks }) => sum + weeks[end], 0)
  expect([total('min'), total('max')]).toEqual([27, 36])
})

describe('against the source itself, line by line', async () => {
  const source = await readFile(new URL('backend-developer.source.txt', import.meta.url), 'utf8')
  const lines = source
    .split('\n')
    .map((line) => line.replace('•', '').trim())
    .filter((line) => line !== '')
  /** The words that the source's page puts before facts; they are in the views. */
  const labels = ['Duration', 'Key Skills', 'Recommended Courses', 'Practical Projects', 'Average Salary', 'Job Growth']
  const moreLabels = ['Job Openings', 'Top Industries']

  const { months, coreCourses, level, technologies, career, path, closing } = roadmap
  const facts = [
    ...[roadmap.kind, roadmap.title, roadmap.summary, `${months.min}-${months.max} months`],
    ...[`${coreCourses} Core Courses`, level, ...technologies],
    ...[
      career?.title,
      career?.summary,
      career?.salary,
      career?.growth,
      career?.openings,
      career?.industries.join(', '),
    ],
    ...[path?.title, path?.summary, closing?.title, closing?.summary],
    ...roadmap.stages.flatMap((stage, index) => [
      ...[`Stage ${index + 1}: ${stage.title}`, stage.summary, `${stage.weeks.min}-${stage.weeks.max} weeks`],
      ...[...stage.skills, ...stage.projects].map(({ title }) => title),
      ...stage.courses.flatMap((course) => [course.title, course.summary, `${course.weeks} weeks`, course.level]),
    ]),
  ]

  test('no line of it is lost', () => {
    expect(lines.length).toBeGreaterThan(150)
    expect(lines.filter((line) => ![...facts, ...labels, ...moreLabels].includes(line))).toEqual([])
  })

  test('nothing is added to it', () => {
    expect(facts.filter((fact) => !lines.includes(String(fact)))).toEqual([])
  })
})
