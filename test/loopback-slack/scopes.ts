import type { Workspace } from './state.ts'

/** Whether one of these scopes was granted. It is noted as used, except where another would have done as well. */
export const hasScope = ({ scopes, usedScopes }: Workspace, ...anyOf: readonly string[]): boolean => {
  const [only] = anyOf
  if (anyOf.length === 1 && only !== undefined && scopes.has(only)) usedScopes.add(only)
  return anyOf.some((scope) => scopes.has(scope))
}
