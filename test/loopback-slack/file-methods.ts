import { type Lookup, type Methods, needs, required } from './call.ts'
import { type Json, objectsOf, parsed, textOf } from './json.ts'
import { contentOf, type Messages } from './messages.ts'
import { Refusal } from './refusal.ts'
import type { Channel, State, UploadedFile } from './state.ts'

/** Uploading in three steps: ask for an address, send the bytes there, say where the file goes. */
export const createFiles = (state: State, base: () => string) => {
  const files = new Map<string, UploadedFile>()
  const methods = (lookup: Lookup, messages: Messages): Methods => ({
    'files.getUploadURLExternal': {
      scopes: needs('files:write'),
      run: ({ args, workspace }) => {
        const name = required(args, 'filename')
        const length = Number(required({ length: String(args.length ?? '') }, 'length'))
        const id = state.newId('F')
        files.set(id, { id, name, title: name, length, workspace, channels: [] })
        return { upload_url: `${base()}upload/v1/${id}`, file_id: id }
      },
    },
    'files.completeUploadExternal': {
      scopes: needs('files:write'),
      run: (call) => {
        const given = objectsOf(parsed(call.args.files))
        if (given.length === 0) throw new Refusal('invalid_arguments')
        const found = given.map(({ id, title }) => {
          const file = files.get(textOf(id))
          if (!file?.data || file.workspace !== call.workspace) throw new Refusal('file_not_found')
          file.title = textOf(title) || file.title
          return file
        })
        const id = textOf(call.args.channel_id)
        // Unlike chat.postMessage, this does not take a person's id.
        const channel = id === '' ? undefined : lookup.writable(call, lookup.channel(call, id).id)
        const comment: Json = { text: call.args.initial_comment, blocks: call.args.blocks }
        if (channel) messages.post(channel, contentOf(comment, { needsText: false }), { by: call.method, files: found })
        for (const file of found) share(file, channel)
        return { files: found.map(({ id: fileId, title, name }) => ({ id: fileId, title, name })) }
      },
    },
  })
  const share = (file: UploadedFile, channel: Channel | undefined) => {
    if (channel) file.channels.push(channel)
  }
  return {
    files,
    methods,
    /** The bytes, at the address of step one. */
    receive(id: string, data: Buffer) {
      const file = files.get(id)
      if (!file || file.data) throw new Refusal('file_not_found', {}, { status: 404 })
      if (data.length !== file.length) throw new Refusal('length_mismatch', {}, { status: 400 })
      file.data = data
    },
  }
}
