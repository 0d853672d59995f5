-- What moved the platform's dollar balance in October, by type? Net is after fees.
-- Reads the balance transactions of that month.
SELECT type,
       COUNT(*) AS entries,
       SUM(major_units(amount, currency)) AS gross,
       SUM(major_units(fee, currency)) AS fees,
       SUM(major_units(net, currency)) AS net
FROM balance_transactions
WHERE connected_account = 'platform'
  AND currency = 'usd'
  AND created >= TIMESTAMP '2026-10-01 00:00:00'
  AND created < TIMESTAMP '2026-11-01 00:00:00'
GROUP BY type
ORDER BY type;
