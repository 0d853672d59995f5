-- Which invoices are open after their due date, and by how many days?
-- The condition on status goes to Stripe.
SELECT connected_account,
       number,
       customer_email,
       major_units(amount_remaining, currency) AS due,
       currency,
       TIMESTAMPDIFF(DAY, due_date, CURRENT_TIMESTAMP) AS days_late
FROM invoices
WHERE status = 'open'
  AND due_date < CURRENT_TIMESTAMP
ORDER BY days_late DESC, number;
