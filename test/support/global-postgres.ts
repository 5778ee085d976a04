import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    postgresPort: number
  }
}

/** One real PostgreSQL for the whole run; each test file makes a database of its own in it. */
export default async (project: TestProject) => {
  const postgres = await startPostgres()
  project.provide('postgresPort', postgres.port)
  return postgres.stop
}
