import { blockFaults, type Surface } from './block-rules.ts'
import { isObject, objectsOf, textOf } from './json.ts'
import { Refusal, refuseFaults } from './refusal.ts'
import { checkLength, checkText, plain, type Report } from './text-rules.ts'

/** Throws what Slack answers to a view it does not take. */
export const refuseView = (view: unknown, surface: Exclude<Surface, 'message'>) => {
  const faults: string[] = []
  const report: Report = (pointer, fault) => void faults.push(`${fault} [json-pointer:${pointer}]`)
  if (!isObject(view)) return refuseFaults('invalid_arguments', ['must be a valid view [json-pointer:/view]'])
  if (view.type !== surface) report('/view/type', `must be one of: ${surface}`)
  if (!Array.isArray(view.blocks)) report('/view/blocks', 'missing required field: blocks')
  else faults.push(...blockFaults(view.blocks, surface, '/view/blocks'))
  checkLength(view.private_metadata, '/view/private_metadata', report, { max: 3000, optional: true })
  checkLength(view.callback_id, '/view/callback_id', report, { max: 255, optional: true })
  checkLength(view.external_id, '/view/external_id', report, { max: 255, optional: true })
  if (surface === 'modal') {
    checkText(view.title, '/view/title', report, { max: 24, kinds: plain })
    checkText(view.submit, '/view/submit', report, { max: 24, kinds: plain, optional: true })
    checkText(view.close, '/view/close', report, { max: 24, kinds: plain, optional: true })
    if (view.submit === undefined && objectsOf(view.blocks).some(({ type }) => textOf(type) === 'input'))
      report('/view', 'missing required field: submit')
  }
  refuseFaults('invalid_arguments', faults)
  if (Buffer.byteLength(JSON.stringify(view)) > 250_000) throw new Refusal('view_too_large')
}
