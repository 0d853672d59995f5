-- How much money lies on each account, ready to be paid out? Negative amounts are owed.
-- One request per account.
SELECT a.business_profile_name AS account,
       b.currency,
       major_units(b.amount, b.currency) AS available
FROM balance_available b
JOIN accounts a USING (connected_account)
ORDER BY account, currency;
