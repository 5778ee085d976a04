-- CreateTable
CREATE TABLE "Learner" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "zone" TEXT,
    "visibility" TEXT NOT NULL,
    "remindersEnabled" BOOLEAN NOT NULL,
    "away" TEXT NOT NULL,
    "nextReminderAt" TEXT,
    "unansweredReminders" INTEGER NOT NULL DEFAULT 0,
    "unreachable" BOOLEAN NOT NULL DEFAULT false,
    "lastSeenOn" TEXT
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "learnerId" TEXT NOT NULL,
    CONSTRAINT "Account_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AccountName" (
    "accountId" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    PRIMARY KEY ("accountId", "workspace"),
    CONSTRAINT "AccountName_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "StudyGroup" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "roadmapId" TEXT NOT NULL,
    "start" TEXT NOT NULL,
    "tempo" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "pauses" TEXT NOT NULL,
    "postDay" TEXT NOT NULL,
    "postTime" TEXT NOT NULL,
    "postsEnabled" BOOLEAN NOT NULL,
    "postsSince" TEXT NOT NULL DEFAULT '1970-01-01T00:00:00.000000000Z',
    "nextPostAt" TEXT NOT NULL DEFAULT '1970-01-01T00:00:00.000000000Z',
    "deliveryBlock" TEXT,
    "createdOn" TEXT NOT NULL,
    "rescheduledAt" TEXT NOT NULL,
    "endedOn" TEXT
);

-- CreateTable
CREATE TABLE "Channel" (
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "groupId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    PRIMARY KEY ("platform", "workspace", "channel"),
    CONSTRAINT "Channel_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "StudyGroup" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Membership" (
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

-- CreateTable
CREATE TABLE "Completion" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "learnerId" TEXT NOT NULL,
    "roadmapId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "doneOn" TEXT NOT NULL,
    "recordedAt" TEXT NOT NULL,
    "known" BOOLEAN NOT NULL,
    "link" TEXT,
    "requestId" TEXT NOT NULL,
    CONSTRAINT "Completion_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Skip" (
    "learnerId" TEXT NOT NULL,
    "roadmapId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,

    PRIMARY KEY ("learnerId", "roadmapId", "itemId"),
    CONSTRAINT "Skip_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ClosedWeek" (
    "groupId" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "closedAt" TEXT NOT NULL,

    PRIMARY KEY ("groupId", "week"),
    CONSTRAINT "ClosedWeek_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "StudyGroup" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ClosedWeekRow" (
    "groupId" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "learnerId" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "rank" INTEGER NOT NULL,

    PRIMARY KEY ("groupId", "week", "learnerId"),
    CONSTRAINT "ClosedWeekRow_groupId_week_fkey" FOREIGN KEY ("groupId", "week") REFERENCES "ClosedWeek" ("groupId", "week") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ClosedWeekRow_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Announcement" (
    "groupId" TEXT NOT NULL,
    "learnerId" TEXT NOT NULL,
    "what" TEXT NOT NULL,

    PRIMARY KEY ("groupId", "learnerId", "what"),
    CONSTRAINT "Announcement_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "StudyGroup" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Announcement_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "HandledRequest" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "at" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "OutboxMessage" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "groupId" TEXT,
    "learnerId" TEXT,
    "platform" TEXT NOT NULL,
    "orderingKey" TEXT NOT NULL,
    "week" TEXT,
    "about" TEXT,
    "dueAt" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "nextAt" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claimedBy" TEXT,
    "claimedAt" TEXT,
    "firstUnconfirmedAt" TEXT,
    "lockedKey" TEXT,
    "reason" TEXT,
    "completedAt" TEXT,
    CONSTRAINT "OutboxMessage_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "StudyGroup" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "OutboxMessage_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "StoredAction" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "ownerId" TEXT,
    "line" TEXT NOT NULL,
    "at" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "holder" TEXT NOT NULL,
    "until" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "Learner_nextReminderAt_idx" ON "Learner"("nextReminderAt");

-- CreateIndex
CREATE INDEX "Learner_unreachable_idx" ON "Learner"("unreachable");

-- CreateIndex
CREATE INDEX "Learner_lastSeenOn_idx" ON "Learner"("lastSeenOn");

-- CreateIndex
CREATE INDEX "Account_learnerId_idx" ON "Account"("learnerId");

-- CreateIndex
CREATE INDEX "StudyGroup_nextPostAt_idx" ON "StudyGroup"("nextPostAt");

-- CreateIndex
CREATE INDEX "StudyGroup_deliveryBlock_idx" ON "StudyGroup"("deliveryBlock");

-- CreateIndex
CREATE INDEX "Channel_groupId_idx" ON "Channel"("groupId");

-- CreateIndex
CREATE INDEX "Membership_learnerId_idx" ON "Membership"("learnerId");

-- CreateIndex
CREATE UNIQUE INDEX "Membership_groupId_learnerId_key" ON "Membership"("groupId", "learnerId");

-- CreateIndex
CREATE UNIQUE INDEX "Completion_learnerId_roadmapId_itemId_part_key" ON "Completion"("learnerId", "roadmapId", "itemId", "part");

-- CreateIndex
CREATE INDEX "ClosedWeekRow_learnerId_idx" ON "ClosedWeekRow"("learnerId");

-- CreateIndex
CREATE INDEX "Announcement_learnerId_idx" ON "Announcement"("learnerId");

-- CreateIndex
CREATE INDEX "HandledRequest_at_idx" ON "HandledRequest"("at");

-- CreateIndex
CREATE UNIQUE INDEX "OutboxMessage_lockedKey_key" ON "OutboxMessage"("lockedKey");

-- CreateIndex
CREATE INDEX "OutboxMessage_state_nextAt_idx" ON "OutboxMessage"("state", "nextAt");

-- CreateIndex
CREATE INDEX "OutboxMessage_orderingKey_state_idx" ON "OutboxMessage"("orderingKey", "state");

-- CreateIndex
CREATE INDEX "OutboxMessage_groupId_dueAt_idx" ON "OutboxMessage"("groupId", "dueAt");

-- CreateIndex
CREATE INDEX "OutboxMessage_learnerId_idx" ON "OutboxMessage"("learnerId");

-- CreateIndex
CREATE INDEX "StoredAction_at_idx" ON "StoredAction"("at");

-- CreateIndex
CREATE INDEX "StoredAction_ownerId_idx" ON "StoredAction"("ownerId");
