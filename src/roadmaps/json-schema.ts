/** The JSON Schema of a roadmap file, for editors; generated from the one definition in core. */
import { z } from 'zod'
import { roadmapSchema } from '../core/roadmap.ts'

export type JsonSchema = z.core.JSONSchema.BaseSchema

/** Draft 7, the draft that YAML extensions of editors know best. */
export const roadmapJsonSchema = (): JsonSchema => z.toJSONSchema(roadmapSchema, { io: 'input', target: 'draft-7' })

/** The keys that a map at this place of a roadmap file may have; none where no map is expected. */
export const keysAt = (path: readonly PropertyKey[]): string[] => {
  let here: JsonSchema | undefined = roadmapJsonSchema()
  for (const step of path) here = childOf(here, step)
  return Object.keys(mapOf(here)?.properties ?? {})
}

const mapOf = (schema: JsonSchema | undefined): JsonSchema | undefined =>
  schema?.properties ? schema : schema?.anyOf?.map(asSchema).find((option) => option?.properties)

const childOf = (schema: JsonSchema | undefined, step: PropertyKey): JsonSchema | undefined =>
  typeof step === 'number' ? asSchema(schema?.items) : asSchema(mapOf(schema)?.properties?.[String(step)])

const asSchema = (schema: unknown): JsonSchema | undefined =>
  typeof schema === 'object' && schema !== null && !Array.isArray(schema) ? (schema as JsonSchema) : undefined
