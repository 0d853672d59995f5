-- Why did payments fail in the last thirty days?
-- Reads the charges of thirty days: the condition on `created` goes to Stripe.
SELECT failure_code,
       outcome_type,
       COUNT(*) AS payments
FROM charges
WHERE status = 'failed'
  AND created >= CURRENT_TIMESTAMP - INTERVAL '30' DAY
GROUP BY failure_code, outcome_type
ORDER BY payments DESC, failure_code, outcome_type;
