/** For `prisma generate`, which needs no connection: the bot itself opens databases and applies migrations (src/store). */
import { defineConfig } from 'prisma/config'

// `prisma generate` downloads a schema engine that it never runs, unless it is told of one: any program will do.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath
// It asks nobody on the internet whether there is a newer version.
process.env.CHECKPOINT_DISABLE ??= '1'

export default defineConfig({ schema: 'prisma/sqlite/schema.prisma' })
