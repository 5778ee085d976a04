-- AlterTable
ALTER TABLE "Learner" ADD COLUMN "lastSeenOn" TEXT;

-- CreateIndex
CREATE INDEX "Learner_lastSeenOn_idx" ON "Learner"("lastSeenOn");
