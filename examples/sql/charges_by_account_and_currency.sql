-- What has each account charged, by currency?
-- Reads all charges of all accounts: one request per 100. Bound `created` to make it cheap.
-- A payment of the platform that is passed on has a mirror on the connected account, with source_transfer set.
SELECT a.business_profile_name AS account,
       c.currency,
       COUNT(*) AS charges,
       SUM(major_units(c.amount, c.currency)) AS volume,
       SUM(major_units(c.amount_refunded, c.currency)) AS refunded
FROM charges c
JOIN accounts a USING (connected_account)
WHERE c.status = 'succeeded'
  AND c.source_transfer IS NULL
GROUP BY a.business_profile_name, c.currency
ORDER BY account, currency;
