-- Payouts of every account by status, with the last arrival.
-- Reads all payouts: one request per 100 and account.
SELECT a.business_profile_name AS account,
       p.currency,
       p.status,
       COUNT(*) AS payouts,
       SUM(major_units(p.amount, p.currency)) AS paid,
       MAX(p.arrival_date) AS last_arrival
FROM payouts p
JOIN accounts a USING (connected_account)
GROUP BY a.business_profile_name, p.currency, p.status
ORDER BY account, currency, status;
