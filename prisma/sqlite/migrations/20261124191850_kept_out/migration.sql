-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Membership" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "groupId" TEXT NOT NULL,
    "learnerId" TEXT NOT NULL,
    "joinedOn" TEXT NOT NULL,
    "planFrom" TEXT NOT NULL,
    "leftOn" TEXT,
    "organizer" BOOLEAN NOT NULL,
    "keptOut" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "Membership_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "StudyGroup" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Membership_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Membership" ("groupId", "id", "joinedOn", "learnerId", "leftOn", "organizer", "planFrom") SELECT "groupId", "id", "joinedOn", "learnerId", "leftOn", "organizer", "planFrom" FROM "Membership";
DROP TABLE "Membership";
ALTER TABLE "new_Membership" RENAME TO "Membership";
CREATE INDEX "Membership_learnerId_idx" ON "Membership"("learnerId");
CREATE UNIQUE INDEX "Membership_groupId_learnerId_key" ON "Membership"("groupId", "learnerId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
