-- How many payments are contested each month, and how do the disputes end?
-- Reads all disputes: one request per 100 and account.
SELECT FLOOR(created TO MONTH) AS month,
       COUNT(*) AS disputes,
       COUNT(*) FILTER (WHERE status = 'won') AS won,
       COUNT(*) FILTER (WHERE status = 'lost') AS lost,
       COUNT(*) FILTER (WHERE status NOT IN ('won', 'lost')) AS open_or_other
FROM disputes
GROUP BY FLOOR(created TO MONTH)
ORDER BY month;
