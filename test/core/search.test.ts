import { describe, expect, test } from 'vitest'
import { searchItems } from '../../src/core/search.ts'
import { backendDeveloper } from '../support/bot.ts'

const titles = (query: string) => searchItems(backendDeveloper, query).map(({ title }) => title)

describe('finds what is meant, the best first', () => {
  test.each([
    ['fastapi', 'FastAPI'],
    ['fastpi', 'FastAPI'],
    ['fatsapi', 'FastAPI'],
    ['djnago', 'Django'],
    ['pyhton', 'Python Fundamentals'],
    ['owsap', 'OWASP Security'],
    ['dokcer', 'Docker'],
    ['web sockets', 'WebSockets'],
    ['websockets', 'WebSockets'],
    ['ci cd', 'CI/CD'],
    ['CI/CD', 'CI/CD'],
    ['oauth', 'Implement OAuth2 authentication'],
    ['data struct', 'Data Structures'],
    ['message que', 'Message Queues'],
    ['mongodb', 'NoSQL Databases'],
    ['ecommerce', 'Build a microservices-based e-commerce platform'],
    ['contaner', 'Containerize a full-stack application'],
    ['conainer', 'Containerize a full-stack application'],
    ['databses', 'Database Design & SQL'],
    ['git', 'Version Control (Git)'],
    ['ｄｏｃｋｅｒ', 'Docker'],
  ])('%s', (query, title) => {
    expect(titles(query)[0]).toBe(title)
  })
})

test('part of a word such as FastAPI finds it too', () => {
  expect(titles('api')).toContain('FastAPI')
})

test('every word has to match', () => {
  expect(titles('rest api')).toEqual(['RESTful API Design', 'RESTful API for a mobile application'])
})

test.each(['kubernetes', 'x', '', '   ', '!!!', '"', '__proto__', 'constructor'])('nothing for %j', (query) => {
  expect(titles(query)).toEqual([])
})

test('each result knows where it stands', () => {
  expect(searchItems(backendDeveloper, 'fastapi')[0]).toMatchObject({
    kind: 'skill',
    id: 'fastapi',
    stageNumber: 3,
    stage: { title: 'Web Frameworks & APIs' },
    roadmap: { id: 'backend-developer' },
  })
})
