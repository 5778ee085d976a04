/** People in the database: settings, accounts and names. */
import type { LearnerNotes, LearnerReader, LearnerWriter } from '../ports/learners.ts'
import { type BatchOptions, batchedById } from './batched-reads.ts'
import type { Client, Clients } from './clients.ts'
import { deletePerson } from './delete-person.ts'
import { createDueReader } from './due.ts'
import { everythingOf } from './export.ts'
import type { Learner as LearnerRow } from './generated/sqlite/client.ts'
import { idleLearners } from './idle-learners.ts'
import { refreshName } from './names.ts'
import { fromInstant, fromLearner, toLearner } from './rows.ts'

export const createLearnerReader = (db: Client, options: BatchOptions = {}): LearnerReader => {
  const byId = batchedById(options)
  return {
    async learnerOf(actorId) {
      const [row] = await db.$queryRaw<LearnerRow[]>`
        SELECT l.* FROM "Account" a JOIN "Learner" l ON l."id" = a."learnerId" WHERE a."id" = ${actorId}`
      return row && toLearner(row)
    },
    learner: byId(
      (ids) => db.learner.findMany({ where: { id: { in: ids } } }),
      ({ id }) => id,
      ([row]) => row && toLearner(row),
    ),
    accountsOf: byId(
      (ids) => db.account.findMany({ where: { learnerId: { in: ids } }, orderBy: { id: 'asc' } }),
      ({ learnerId }) => learnerId,
      (rows) => rows.map(({ id }) => id),
    ),
    async unreachableLearners() {
      return (await db.learner.findMany({ where: { unreachable: true } })).map(toLearner)
    },
    idleLearners: (...asked) => idleLearners(db, ...asked),
    learnersDue: createDueReader(db, { table: 'Learner', column: 'nextReminderAt' }),
    exportOf: (actorId) => everythingOf(db, actorId),
  }
}

export const createLearnerWriter = (db: Client, newId: () => string): LearnerWriter => ({
  async upsertLearner(actor, where) {
    const { id } = actor
    const account = await db.account.findUnique({ where: { id }, include: { learner: true } })
    const fresh = { id: newId(), visibility: 'named', remindersEnabled: false, away: '[]' }
    const learner = account?.learner ?? (await db.learner.create({ data: { ...fresh, accounts: { create: { id } } } }))
    await refreshName({ reader: db, writer: db }, actor, where)
    return toLearner(learner)
  },
  async saveLearner(learner) {
    await db.learner.update({ where: { id: learner.id }, data: fromLearner(learner) })
  },
  async rescheduleLearner(learnerId, was, next) {
    const advanced = await db.$executeRaw`
      UPDATE "Learner" SET "nextReminderAt" = ${fromInstant(next)}
      WHERE "id" = ${learnerId} AND "nextReminderAt" = ${fromInstant(was)}`
    return advanced > 0
  },
  deletePerson: (actorId) => deletePerson(db, actorId),
})

export const createLearnerNotes = (clients: Pick<Clients, 'reader' | 'writer'>): LearnerNotes => ({
  refreshName: (...noted) => refreshName(clients, ...noted),
  noteUnknownLastSeen: (day) => clients.writer.$executeRaw`
    UPDATE "Learner" SET "lastSeenOn" = ${day.toString()} WHERE "lastSeenOn" IS NULL`,
})
