-- The newest payments over all accounts, with the name of the account.
-- One request per account: each is asked for its newest twenty and no more.
SELECT c.created,
       a.business_profile_name AS account,
       major_units(c.amount, c.currency) AS amount,
       c.currency,
       c.status,
       c.failure_code
FROM charges c
JOIN accounts a USING (connected_account)
ORDER BY c.created DESC
LIMIT 20;
