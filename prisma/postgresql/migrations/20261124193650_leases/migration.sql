-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "until" TEXT NOT NULL,

    CONSTRAINT "Lease_pkey" PRIMARY KEY ("name")
);
