/** Run by the tests: node leasing-process.ts <database> <name>. Takes a lease, says whether it has it, and lives on until it is killed. */
import { createLeases } from '../../src/store/create-leases.ts'

const [, , url = '', name = ''] = process.argv
console.log(await createLeases(url).take({ name, holder: 'child', milliseconds: 60_000 }))
setInterval(() => {}, 60_000)
