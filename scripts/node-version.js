// Tells which versions of Node.js run TypeScript directly. Plain JavaScript, because old versions import it.

/** Whether a version such as `24.21.0` or `v24.21.0` is new enough. */
export const isNewEnough = (/** @type {string} */ version) => {
  const [, major = 0, minor = 0] = (/^v?(\d+)\.(\d+)\./.exec(version) || []).map(Number)
  return major > 22 || (major === 22 && minor >= 18)
}
