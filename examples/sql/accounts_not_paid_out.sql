-- Which connected accounts can not be paid out, and what do they owe Stripe?
-- One request per 100 accounts.
SELECT business_profile_name AS account,
       id,
       country,
       requirements_disabled_reason AS reason,
       requirements_past_due AS past_due
FROM accounts
WHERE NOT payouts_enabled
ORDER BY account;
