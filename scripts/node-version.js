// Which versions of Node.js run TypeScript as it is: in JavaScript that old versions understand.

/** Of a version such as `24.21.0`, with or without a `v` before it. */
export const isNewEnough = (/** @type {string} */ version) => {
  const [, major = 0, minor = 0] = (/^v?(\d+)\.(\d+)\./.exec(version) || []).map(Number)
  return major > 22 || (major === 22 && minor >= 18)
}
