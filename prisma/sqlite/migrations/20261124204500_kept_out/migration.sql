-- AlterTable
ALTER TABLE "Membership" ADD COLUMN "keptOut" BOOLEAN NOT NULL DEFAULT false;
