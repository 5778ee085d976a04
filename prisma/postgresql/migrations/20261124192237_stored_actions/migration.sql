-- DropTable: whose lines these were is not known, so nobody could have them deleted. Their buttons say that they are too old.
DROP TABLE "Draft";

-- CreateTable
CREATE TABLE "StoredAction" (
    "id" TEXT NOT NULL,
    "ownerId" TEXT,
    "line" TEXT NOT NULL,
    "at" TEXT NOT NULL,

    CONSTRAINT "StoredAction_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "StoredAction_at_idx" ON "StoredAction"("at");

-- CreateIndex
CREATE INDEX "StoredAction_ownerId_idx" ON "StoredAction"("ownerId");
