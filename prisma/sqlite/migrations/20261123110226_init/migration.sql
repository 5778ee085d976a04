-- CreateTable
CREATE TABLE "Learner" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "zone" TEXT,
    "visibility" TEXT NOT NULL,
    "nudges" BOOLEAN NOT NULL,
    "away" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "learnerId" TEXT NOT NULL,
    CONSTRAINT "Account_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
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
    "nudgeDay" TEXT NOT NULL,
    "nudgeTime" TEXT NOT NULL,
    "nudges" BOOLEAN NOT NULL,
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
CREATE TABLE "WeekClosing" (
    "groupId" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "closedAt" TEXT NOT NULL,

    PRIMARY KEY ("groupId", "week"),
    CONSTRAINT "WeekClosing_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "StudyGroup" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "WeekRow" (
    "groupId" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "learnerId" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "rank" INTEGER NOT NULL,

    PRIMARY KEY ("groupId", "week", "learnerId"),
    CONSTRAINT "WeekRow_groupId_week_fkey" FOREIGN KEY ("groupId", "week") REFERENCES "WeekClosing" ("groupId", "week") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "WeekRow_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
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

-- CreateIndex
CREATE INDEX "Account_learnerId_idx" ON "Account"("learnerId");

-- CreateIndex
CREATE INDEX "Channel_groupId_idx" ON "Channel"("groupId");

-- CreateIndex
CREATE INDEX "Membership_learnerId_idx" ON "Membership"("learnerId");

-- CreateIndex
CREATE UNIQUE INDEX "Membership_groupId_learnerId_key" ON "Membership"("groupId", "learnerId");

-- CreateIndex
CREATE UNIQUE INDEX "Completion_learnerId_roadmapId_itemId_part_key" ON "Completion"("learnerId", "roadmapId", "itemId", "part");

-- CreateIndex
CREATE INDEX "WeekRow_learnerId_idx" ON "WeekRow"("learnerId");

-- CreateIndex
CREATE INDEX "Announcement_learnerId_idx" ON "Announcement"("learnerId");

-- CreateIndex
CREATE INDEX "HandledRequest_at_idx" ON "HandledRequest"("at");
