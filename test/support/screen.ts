import xterm from '@xterm/headless'

/** A real terminal emulator without a window: shows what a person would see, cursor movements and all. */
export const createScreen = (columns: number) => {
  const terminal = new xterm.Terminal({ cols: columns, rows: 200, convertEol: true, allowProposedApi: true })
  return {
    write: (chunk: Uint8Array) => terminal.write(chunk),
    /** The lines up to the last that is not empty. */
    async lines(): Promise<string[]> {
      await new Promise<void>((done) => terminal.write('', done))
      const { active } = terminal.buffer
      const lines = Array.from(
        { length: active.length },
        (_, at) => active.getLine(at)?.translateToString().trimEnd() ?? '',
      )
      return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1)
    },
  }
}
