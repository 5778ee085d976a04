-- CreateTable
CREATE TABLE "AccountName" (
    "accountId" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "AccountName_pkey" PRIMARY KEY ("accountId","workspace")
);

-- AddForeignKey
ALTER TABLE "AccountName" ADD CONSTRAINT "AccountName_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The one name of a person goes to the server or workspace of their groups. Of several nobody knows which it came from: their next
-- command tells.
INSERT INTO "AccountName" ("accountId", "workspace", "name")
SELECT a."id", MIN(c."workspace"), l."name"
FROM "Account" a
JOIN "Learner" l ON l."id" = a."learnerId"
JOIN "Membership" m ON m."learnerId" = l."id"
JOIN "Channel" c ON c."groupId" = m."groupId" AND a."id" LIKE c."platform" || ':%'
GROUP BY a."id", l."name"
HAVING COUNT(DISTINCT c."workspace") = 1;

-- AlterTable
ALTER TABLE "Learner" DROP COLUMN "name";
