-- AlterTable
ALTER TABLE "Learner" ADD COLUMN     "nextPrivateAt" TEXT,
ADD COLUMN     "unanswered" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "unreachable" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "StudyGroup" ADD COLUMN     "nextNudgeAt" TEXT NOT NULL DEFAULT '1970-01-01T00:00:00.000000000Z',
ADD COLUMN     "nudgesSince" TEXT NOT NULL DEFAULT '1970-01-01T00:00:00.000000000Z',
ADD COLUMN     "refusal" TEXT;

-- CreateTable
CREATE TABLE "Post" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "groupId" TEXT,
    "learnerId" TEXT,
    "platform" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "week" TEXT,
    "about" TEXT,
    "dueAt" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "nextAt" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claimedBy" TEXT,
    "claimedAt" TEXT,
    "doubtSince" TEXT,
    "claimedLane" TEXT,
    "reason" TEXT,
    "settledAt" TEXT,

    CONSTRAINT "Post_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Post_claimedLane_key" ON "Post"("claimedLane");

-- CreateIndex
CREATE INDEX "Post_state_nextAt_idx" ON "Post"("state", "nextAt");

-- CreateIndex
CREATE INDEX "Post_lane_state_idx" ON "Post"("lane", "state");

-- CreateIndex
CREATE INDEX "Post_groupId_dueAt_idx" ON "Post"("groupId", "dueAt");

-- CreateIndex
CREATE INDEX "Post_learnerId_idx" ON "Post"("learnerId");

-- CreateIndex
CREATE INDEX "Learner_unreachable_idx" ON "Learner"("unreachable");

-- CreateIndex
CREATE INDEX "Learner_nextPrivateAt_idx" ON "Learner"("nextPrivateAt");

-- CreateIndex
CREATE INDEX "StudyGroup_refusal_idx" ON "StudyGroup"("refusal");

-- CreateIndex
CREATE INDEX "StudyGroup_nextNudgeAt_idx" ON "StudyGroup"("nextNudgeAt");

-- AddForeignKey
ALTER TABLE "Post" ADD CONSTRAINT "Post_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "StudyGroup"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Post" ADD CONSTRAINT "Post_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Groups that were there before get their weekly posts from now on, those that have ended none.
UPDATE "StudyGroup" SET "nextNudgeAt" = '9999-12-31T00:00:00.000000000Z' WHERE "endedOn" IS NOT NULL;
UPDATE "StudyGroup" SET "nudgesSince" = to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"000Z"');
UPDATE "Learner" SET "nextPrivateAt" = to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"000Z"') WHERE "nudges";
