-- Gross volume by month and currency
SELECT date_trunc('month', created) AS month, currency, sum(amount) AS gross, count(*) AS payments FROM charges WHERE status = 'succeeded' GROUP BY date_trunc('month', created), currency
-- Gross volume by day of the last three months there are
SELECT date(created) AS day, sum(amount) AS gross FROM charges WHERE paid AND created >= (SELECT max(created) FROM charges) - interval '90 days' GROUP BY 1
-- h2
SELECT cast(created AS date) AS day, sum(amount) AS gross FROM charges WHERE paid AND created >= (SELECT max(created) FROM charges) - interval '90' day GROUP BY cast(created AS date)
-- Gross volume by week, weeks from Monday
SELECT date_trunc('week', created) AS week, sum(amount) AS gross FROM charges WHERE status = 'succeeded' GROUP BY 1
-- h2
SELECT date_trunc(iso_week, created) AS week, sum(amount) AS gross FROM charges WHERE status = 'succeeded' GROUP BY date_trunc(iso_week, created)
-- Net volume: payments without what was given back
SELECT currency, sum(amount) - sum(amount_refunded) AS net FROM charges WHERE status = 'succeeded' GROUP BY currency
-- Share of payments that succeed
SELECT count(*) FILTER (WHERE status = 'succeeded') * 100.0 / count(*) AS percent FROM charges
-- Share that succeeds by card brand
SELECT payment_method_details_card_brand AS brand, count_if(paid) AS good, count(*) AS tried, round(count_if(paid) * 100.0 / count(*), 2) AS percent FROM charges GROUP BY 1
-- h2
SELECT payment_method_details_card_brand AS brand, count(*) FILTER (WHERE paid) AS good, count(*) AS tried, round(count(*) FILTER (WHERE paid) * 100.0 / count(*), 2) AS percent FROM charges GROUP BY payment_method_details_card_brand
-- Why payments fail
SELECT failure_code, count(*) AS n FROM charges WHERE status = 'failed' GROUP BY failure_code ORDER BY n DESC, failure_code
-- Failed payments by month
SELECT date_trunc('month', created) AS month, count(*) AS n FROM charges WHERE status = 'failed' GROUP BY date_trunc('month', created)
-- Average payment by currency
SELECT currency, avg(amount) AS mean, min(amount) AS least, max(amount) AS most FROM charges WHERE paid GROUP BY currency
-- Median payment in dollars
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY amount) AS median FROM charges WHERE paid AND currency = 'usd'
-- Ninth decile of payments by currency
SELECT currency, percentile_disc(0.9) WITHIN GROUP (ORDER BY amount) AS p90 FROM charges WHERE paid GROUP BY currency
-- h2
SELECT currency, min(amount) AS p90 FROM (SELECT currency, amount, cume_dist() OVER (PARTITION BY currency ORDER BY amount) AS share FROM charges WHERE paid) AS t WHERE share >= 0.9 GROUP BY currency
-- Ten largest payments
SELECT id, amount, currency FROM charges WHERE paid ORDER BY amount DESC, id LIMIT 10
-- Largest payment of each currency
SELECT currency, max_by(id, amount * 100000 + amount_refunded) IS NOT NULL AS known, max(amount) AS amount FROM charges GROUP BY currency
-- h2
SELECT currency, TRUE AS known, max(amount) AS amount FROM charges GROUP BY currency
-- Payments by country of the card
SELECT payment_method_details_card_country AS country, count(*) AS n, sum(amount) AS gross FROM charges WHERE paid AND currency = 'usd' GROUP BY payment_method_details_card_country HAVING count(*) > 3
-- Payments by hour of the day
SELECT hour(created) AS h, count(*) AS n FROM charges GROUP BY 1
-- h2
SELECT extract(hour FROM created) AS h, count(*) AS n FROM charges GROUP BY extract(hour FROM created)
-- Payments by day of the week, Monday is 1
SELECT day_of_week(created) AS d, count(*) AS n FROM charges GROUP BY 1
-- h2
SELECT extract(isodow FROM created) AS d, count(*) AS n FROM charges GROUP BY extract(isodow FROM created)
-- Payments by account
SELECT connected_account, count(*) AS n, sum(amount) AS gross FROM charges WHERE paid AND currency = 'eur' GROUP BY connected_account
-- Share of each account in the dollar volume
SELECT connected_account, sum(amount) * 100.0 / sum(sum(amount)) OVER () AS percent FROM charges WHERE paid AND currency = 'usd' GROUP BY connected_account
-- Running total of dollars by month
SELECT month, sum(gross) OVER (ORDER BY month) AS total FROM (SELECT date_trunc('month', created) AS month, sum(amount) AS gross FROM charges WHERE paid AND currency = 'usd' GROUP BY date_trunc('month', created)) AS m
-- Growth from month to month
WITH m AS (SELECT date_trunc('month', created) AS month, sum(amount) AS gross FROM charges WHERE paid AND currency = 'usd' GROUP BY date_trunc('month', created)) SELECT month, gross, (gross - lag(gross) OVER (ORDER BY month)) * 100.0 / lag(gross) OVER (ORDER BY month) AS growth FROM m
-- Best month of each currency
SELECT currency, month, gross FROM (SELECT currency, date_trunc('month', created) AS month, sum(amount) AS gross, row_number() OVER (PARTITION BY currency ORDER BY sum(amount) DESC, date_trunc('month', created)) AS place FROM charges WHERE paid GROUP BY currency, date_trunc('month', created)) AS t WHERE place = 1
-- h2
SELECT currency, month, gross FROM (SELECT currency, month, gross, row_number() OVER (PARTITION BY currency ORDER BY gross DESC, month) AS place FROM (SELECT currency, date_trunc('month', created) AS month, sum(amount) AS gross FROM charges WHERE paid GROUP BY currency, date_trunc('month', created)) AS m) AS t WHERE place = 1
-- Amounts in main units
SELECT currency, sum(major_units(amount, currency)) AS gross FROM charges WHERE paid GROUP BY currency
-- h2
SELECT currency, sum(amount / CASE WHEN currency IN ('bif','clp','djf','gnf','jpy','kmf','krw','mga','pyg','rwf','vnd','vuv','xaf','xof','xpf') THEN 1.0 WHEN currency IN ('bhd','jod','kwd','omr','tnd') THEN 1000.0 ELSE 100.0 END) AS gross FROM charges WHERE paid GROUP BY currency
-- Fees as a share of the volume
SELECT currency, sum(fee) * 100.0 / sum(amount) AS percent FROM balance_transactions WHERE reporting_category = 'charge' GROUP BY currency HAVING sum(amount) > 0
-- Fees by month
SELECT date_trunc('month', created) AS month, currency, sum(fee) AS fees FROM balance_transactions GROUP BY date_trunc('month', created), currency
-- Net activity by reporting category
SELECT reporting_category, currency, sum(amount) AS gross, sum(fee) AS fee, sum(net) AS net, count(*) AS n FROM balance_transactions GROUP BY reporting_category, currency
-- Gross less fee is net, always
SELECT count(*) AS n FROM balance_transactions WHERE amount - fee <> net
-- What becomes available later than it was earned
SELECT type, max(date_diff('day', created, available_on)) AS days FROM balance_transactions GROUP BY type
-- h2
SELECT type, max(floor((extract(epoch FROM available_on) - extract(epoch FROM created)) / 86400)) AS days FROM balance_transactions GROUP BY type HAVING min(available_on) IS NOT NULL
-- Balance at the end of each month
SELECT month, currency, sum(net) OVER (PARTITION BY currency ORDER BY month) AS balance FROM (SELECT date_trunc('month', created) AS month, currency, sum(net) AS net FROM balance_transactions WHERE connected_account = 'platform' GROUP BY date_trunc('month', created), currency) AS t
-- Charges with their net
SELECT c.currency, count(*) AS n, sum(b.net) AS net FROM charges c JOIN balance_transactions b ON b.connected_account = c.connected_account AND b.id = c.balance_transaction WHERE c.created >= timestamp '2026-08-01 00:00:00' GROUP BY c.currency
-- Payments settled in another currency
SELECT c.currency AS presented, b.currency AS settled, count(*) AS n FROM charges c JOIN balance_transactions b ON b.connected_account = c.connected_account AND b.id = c.balance_transaction WHERE c.currency <> b.currency GROUP BY c.currency, b.currency
-- Refunds by reason
SELECT coalesce(reason, 'none') AS why, count(*) AS n, sum(amount) AS amount FROM refunds WHERE currency = 'usd' GROUP BY coalesce(reason, 'none')
-- Refund rate by month of the payment
SELECT date_trunc('month', created) AS month, count(*) FILTER (WHERE amount_refunded > 0) * 100.0 / count(*) AS percent FROM charges WHERE paid GROUP BY date_trunc('month', created)
-- Refunded in full and in part
SELECT CASE WHEN amount_refunded = 0 THEN 'none' WHEN amount_refunded < amount THEN 'part' ELSE 'full' END AS refunded, count(*) AS n FROM charges WHERE paid GROUP BY CASE WHEN amount_refunded = 0 THEN 'none' WHEN amount_refunded < amount THEN 'part' ELSE 'full' END
-- How long until a refund
SELECT avg(date_diff('day', c.created, r.created)) AS days FROM refunds r JOIN charges c ON c.connected_account = r.connected_account AND c.id = r.charge
-- h2
SELECT avg(cast(floor((extract(epoch FROM r.created) - extract(epoch FROM c.created)) / 86400) AS decimal(20, 6))) AS days FROM refunds r JOIN charges c ON c.connected_account = r.connected_account AND c.id = r.charge
-- Refunds agree with the charges
SELECT count(*) AS n FROM (SELECT c.connected_account, c.id, c.amount_refunded, sum(r.amount) AS refunds FROM charges c JOIN refunds r ON r.connected_account = c.connected_account AND r.charge = c.id WHERE r.status = 'succeeded' GROUP BY c.connected_account, c.id, c.amount_refunded) AS t WHERE refunds <> amount_refunded
-- Dispute rate by month
SELECT date_trunc('month', c.created) AS month, count(d.id) * 100.0 / count(*) AS percent FROM charges c LEFT JOIN disputes d ON d.connected_account = c.connected_account AND d.charge = c.id WHERE c.paid GROUP BY date_trunc('month', c.created)
-- Disputes by state and reason
SELECT status, reason, count(*) AS n, sum(amount) AS amount FROM disputes GROUP BY status, reason
-- Share of disputes won
SELECT count(*) FILTER (WHERE status = 'won') * 100.0 / nullif(count(*) FILTER (WHERE status IN ('won', 'lost')), 0) AS percent FROM disputes
-- Disputed customers
SELECT c.customer, count(*) AS n FROM disputes d JOIN charges c ON c.connected_account = d.connected_account AND c.id = d.charge WHERE c.customer IS NOT NULL GROUP BY c.customer
-- Payouts by month and state
SELECT date_trunc('month', arrival_date) AS month, status, currency, sum(amount) AS amount, count(*) AS n FROM payouts GROUP BY date_trunc('month', arrival_date), status, currency
-- Days from payout to arrival
SELECT currency, avg(date_diff('day', date(created), date(arrival_date))) AS days FROM payouts GROUP BY currency
-- h2
SELECT currency, avg(cast(datediff(day, created, arrival_date) AS decimal(20, 6))) AS days FROM payouts GROUP BY currency
-- Payouts agree with the balance
SELECT p.currency, count(*) AS n, sum(p.amount + b.amount) AS difference FROM payouts p JOIN balance_transactions b ON b.connected_account = p.connected_account AND b.id = p.balance_transaction WHERE b.currency = p.currency GROUP BY p.currency
-- Failed payouts
SELECT count(*) AS n, coalesce(sum(amount), 0) AS amount FROM payouts WHERE status = 'failed'
-- New customers by month
SELECT date_trunc('month', created) AS month, count(*) AS n FROM customers GROUP BY date_trunc('month', created)
-- Customers without a payment
SELECT count(*) AS n FROM customers c WHERE NOT EXISTS (SELECT 1 FROM charges h WHERE h.connected_account = c.connected_account AND h.customer = c.id)
-- Best customers in dollars
SELECT customer, sum(amount) AS spent FROM charges WHERE paid AND currency = 'usd' AND customer IS NOT NULL GROUP BY customer ORDER BY spent DESC, customer LIMIT 10
-- Customers by number of payments
SELECT payments, count(*) AS customers FROM (SELECT connected_account, customer, count(*) AS payments FROM charges WHERE paid AND customer IS NOT NULL GROUP BY connected_account, customer) AS t GROUP BY payments
-- Share of returning customers
SELECT count(*) FILTER (WHERE payments > 1) * 100.0 / count(*) AS percent FROM (SELECT connected_account, customer, count(*) AS payments FROM charges WHERE paid AND customer IS NOT NULL GROUP BY connected_account, customer) AS t
-- Domains of customers' addresses
SELECT split_part(email, '@', 2) AS domain, count(*) AS n FROM customers WHERE email IS NOT NULL GROUP BY 1
-- h2
SELECT substring(email, locate('@', email) + 1) AS domain, count(*) AS n FROM customers WHERE email IS NOT NULL GROUP BY substring(email, locate('@', email) + 1)
-- Cohorts: who bought again, by months since the first payment
WITH f AS (SELECT connected_account, customer, min(created) AS first_at FROM charges WHERE paid AND customer IS NOT NULL GROUP BY connected_account, customer) SELECT date_trunc('month', f.first_at) AS cohort, (year(c.created) - year(f.first_at)) * 12 + month(c.created) - month(f.first_at) AS months, count(DISTINCT c.customer) AS customers FROM charges c JOIN f ON f.connected_account = c.connected_account AND f.customer = c.customer WHERE c.paid GROUP BY 1, 2
-- h2
WITH f AS (SELECT connected_account, customer, min(created) AS first_at FROM charges WHERE paid AND customer IS NOT NULL GROUP BY connected_account, customer) SELECT date_trunc('month', f.first_at) AS cohort, (year(c.created) - year(f.first_at)) * 12 + month(c.created) - month(f.first_at) AS months, count(DISTINCT c.customer) AS customers FROM charges c JOIN f ON f.connected_account = c.connected_account AND f.customer = c.customer WHERE c.paid GROUP BY date_trunc('month', f.first_at), (year(c.created) - year(f.first_at)) * 12 + month(c.created) - month(f.first_at)
-- Subscriptions by state
SELECT status, count(*) AS n FROM subscriptions GROUP BY status
-- Monthly recurring revenue by currency
SELECT price_currency AS currency, sum(price_unit_amount * quantity / CASE price_recurring_interval WHEN 'year' THEN 12.0 WHEN 'month' THEN 1.0 WHEN 'week' THEN 12 / 52.0 ELSE 12 / 365.0 END / price_recurring_interval_count) AS mrr FROM subscription_items i JOIN subscriptions s ON s.connected_account = i.connected_account AND s.id = i.subscription WHERE s.status IN ('active', 'past_due') AND price_unit_amount IS NOT NULL AND price_recurring_interval IN ('month', 'year') GROUP BY price_currency
-- Subscribers by interval
SELECT price_recurring_interval AS interval, count(DISTINCT subscription) AS n FROM subscription_items GROUP BY 1
-- h2
SELECT price_recurring_interval, count(DISTINCT subscription) AS n FROM subscription_items GROUP BY price_recurring_interval
-- New subscriptions by month
SELECT date_trunc('month', start_date) AS month, count(*) AS n FROM subscriptions GROUP BY date_trunc('month', start_date)
-- Cancellations by month
SELECT date_trunc('month', canceled_at) AS month, count(*) AS n FROM subscriptions WHERE canceled_at IS NOT NULL GROUP BY date_trunc('month', canceled_at)
-- Churn: ended in a month, of those there at its start
SELECT m.month, count(*) FILTER (WHERE s.ended_at < m.month + interval '1' month) AS lost, count(*) AS there FROM (SELECT DISTINCT date_trunc('month', start_date) AS month FROM subscriptions) AS m JOIN subscriptions s ON s.start_date < m.month AND (s.ended_at IS NULL OR s.ended_at >= m.month) GROUP BY m.month
-- Trials that became subscriptions
SELECT count(*) FILTER (WHERE status = 'active') AS stayed, count(*) AS tried FROM subscriptions WHERE trial_start IS NOT NULL AND status <> 'trialing'
-- Invoices by state
SELECT status, count(*) AS n, sum(total) AS total, sum(amount_paid) AS paid FROM invoices WHERE currency = 'usd' GROUP BY status
-- Invoices still to be paid, by age
SELECT status, count(*) AS n, sum(amount_remaining) AS due FROM invoices WHERE amount_remaining > 0 AND status IN ('open', 'uncollectible') GROUP BY status
-- Days to pay an invoice
SELECT currency, avg(date_diff('hour', created, status_transitions_paid_at)) AS hours FROM invoices WHERE status_transitions_paid_at IS NOT NULL GROUP BY currency
-- h2
SELECT currency, avg(cast(floor((extract(epoch FROM status_transitions_paid_at) - extract(epoch FROM created)) / 3600) AS decimal(20, 6))) AS hours FROM invoices WHERE status_transitions_paid_at IS NOT NULL GROUP BY currency
-- What the platform earned by fees
SELECT currency, sum(amount) - sum(amount_refunded) AS earned, count(*) AS n FROM application_fees GROUP BY currency
-- Fees by account, with its country
SELECT a.country, count(*) AS n, sum(f.amount) AS fees FROM application_fees f JOIN accounts a ON a.id = f.account WHERE f.currency = 'usd' GROUP BY a.country
-- Transfers by destination
SELECT destination, currency, sum(amount) AS amount, sum(amount_reversed) AS reversed FROM transfers GROUP BY destination, currency
-- Accounts by country
SELECT country, count(*) AS n FROM accounts GROUP BY country
-- Accounts without a payment
SELECT a.id FROM accounts a LEFT JOIN charges c ON c.connected_account = a.connected_account WHERE c.id IS NULL
-- Volume by country of the account
SELECT a.country, c.currency, sum(c.amount) AS gross FROM charges c JOIN accounts a ON a.connected_account = c.connected_account WHERE c.paid GROUP BY a.country, c.currency
-- Totals with subtotals
SELECT currency, status, count(*) AS n FROM charges GROUP BY GROUPING SETS ((currency, status), (currency), ())
-- h2
SELECT currency, status, count(*) AS n FROM charges GROUP BY currency, status UNION ALL SELECT currency, NULL, count(*) FROM charges GROUP BY currency UNION ALL SELECT NULL, NULL, count(*) FROM charges
-- Every month of the year, also those without payments
SELECT m.month, count(c.id) AS n FROM UNNEST(sequence(date '2026-01-01', date '2026-12-01', interval '1' month)) AS m (month) LEFT JOIN charges c ON date_trunc('month', c.created) = m.month GROUP BY m.month
-- h2
SELECT m.month, count(c.id) AS n FROM (SELECT dateadd(month, "X" - 1, date '2026-01-01') AS month FROM system_range(1, 12)) AS m LEFT JOIN charges c ON date_trunc('month', c.created) = m.month GROUP BY m.month
-- Payments by the day in New York
SELECT date(created AT TIME ZONE 'America/New_York') AS day, count(*) AS n FROM charges WHERE created >= timestamp '2026-09-01 00:00:00' GROUP BY 1
-- h2
SELECT cast(substring(cast(cast(created AS timestamp with time zone) AT TIME ZONE 'America/New_York' AS varchar), 1, 10) AS date) AS day, count(*) AS n FROM charges WHERE created >= timestamp '2026-09-01 00:00:00' GROUP BY cast(substring(cast(cast(created AS timestamp with time zone) AT TIME ZONE 'America/New_York' AS varchar), 1, 10) AS date)
-- Payments above the average of their currency
SELECT c.currency, count(*) AS n FROM charges c JOIN (SELECT currency, avg(amount) AS mean FROM charges WHERE paid GROUP BY currency) AS m ON m.currency = c.currency WHERE c.paid AND c.amount > m.mean GROUP BY c.currency
-- Currencies of each account
SELECT connected_account, listagg(currency, ',') WITHIN GROUP (ORDER BY currency) AS currencies FROM (SELECT DISTINCT connected_account, currency FROM charges) AS t GROUP BY connected_account
