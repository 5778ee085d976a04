-- CreateTable
CREATE TABLE "Draft" (
    "id" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "at" TEXT NOT NULL,

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Draft_at_idx" ON "Draft"("at");
