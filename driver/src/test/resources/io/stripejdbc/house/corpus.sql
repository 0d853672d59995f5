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
-- Activity of the last week, item by item, with the customer behind it
SELECT b.id, b.reporting_category, c.customer, b.amount, b.fee, b.net FROM balance_transactions b LEFT JOIN charges c ON c.connected_account = b.connected_account AND c.id = b.source WHERE b.connected_account = 'platform' AND b.created >= timestamp '2026-10-25 00:00:00'
-- What moved the balance each day, and the balance after it
SELECT day, net, sum(net) OVER (ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS balance FROM (SELECT date_trunc('day', created) AS day, sum(net) AS net FROM balance_transactions WHERE connected_account = 'platform' AND currency = 'usd' GROUP BY date_trunc('day', created)) AS d
-- Days until money is available, by currency and type
SELECT currency, type, round(avg(date_diff('day', created, available_on)), 2) AS days FROM balance_transactions GROUP BY currency, type
-- h2
SELECT currency, type, round(avg(cast(floor((extract(epoch FROM available_on) - extract(epoch FROM created)) / 86400) AS decimal(20, 6))), 2) AS days FROM balance_transactions GROUP BY currency, type
-- Fees in percent of what they were taken from
SELECT reporting_category, currency, round(100.0 * sum(fee) / nullif(sum(amount), 0), 3) AS percent FROM balance_transactions GROUP BY reporting_category, currency
-- Subscriptions there at the end of each month
SELECT m.month, count(*) AS active FROM UNNEST(sequence(date '2026-01-01', date '2026-10-01', interval '1' month)) AS m (month) JOIN subscriptions s ON s.start_date < m.month + interval '1' month AND (s.ended_at IS NULL OR s.ended_at >= m.month + interval '1' month) GROUP BY m.month
-- h2
SELECT m.month, count(*) AS active FROM (SELECT dateadd(month, "X" - 1, date '2026-01-01') AS month FROM system_range(1, 10)) AS m JOIN subscriptions s ON s.start_date < m.month + interval '1' month AND (s.ended_at IS NULL OR s.ended_at >= m.month + interval '1' month) GROUP BY m.month
-- Tries a payment took
SELECT tries, count(*) AS payments FROM (SELECT payment_intent, count(*) AS tries FROM charges WHERE payment_intent IS NOT NULL GROUP BY payment_intent) AS t GROUP BY tries
-- Payments that failed first and went through later
SELECT count(*) AS recovered FROM (SELECT payment_intent FROM charges WHERE payment_intent IS NOT NULL GROUP BY payment_intent HAVING bool_or(status = 'failed') AND bool_or(status = 'succeeded')) AS t
-- Failures by brand and country, with totals
SELECT payment_method_details_card_brand AS brand, payment_method_details_card_country AS country, count(*) AS n FROM charges WHERE status = 'failed' GROUP BY ROLLUP (payment_method_details_card_brand, payment_method_details_card_country)
-- h2
SELECT payment_method_details_card_brand, payment_method_details_card_country, count(*) FROM charges WHERE status = 'failed' GROUP BY payment_method_details_card_brand, payment_method_details_card_country UNION ALL SELECT payment_method_details_card_brand, NULL, count(*) FROM charges WHERE status = 'failed' GROUP BY payment_method_details_card_brand UNION ALL SELECT NULL, NULL, count(*) FROM charges WHERE status = 'failed'
-- The three best customers of each currency
SELECT currency, customer, sum(amount) AS spent FROM charges WHERE paid AND customer IS NOT NULL GROUP BY currency, customer QUALIFY row_number() OVER (PARTITION BY currency ORDER BY sum(amount) DESC, customer) <= 3
-- Days since a customer last paid
SELECT connected_account, customer, date_diff('day', max(created), timestamp '2026-11-01 12:00:00') AS days FROM charges WHERE paid AND customer IS NOT NULL GROUP BY connected_account, customer
-- h2
SELECT connected_account, customer, cast(floor((extract(epoch FROM timestamp '2026-11-01 12:00:00') - extract(epoch FROM max(created))) / 86400) AS bigint) AS days FROM charges WHERE paid AND customer IS NOT NULL GROUP BY connected_account, customer
-- Customers by how recently they paid
SELECT bucket, count(*) AS customers FROM (SELECT CASE WHEN max(created) >= timestamp '2026-10-02 00:00:00' THEN 'a month' WHEN max(created) >= timestamp '2026-08-01 00:00:00' THEN 'a quarter' ELSE 'longer' END AS bucket FROM charges WHERE paid AND customer IS NOT NULL GROUP BY connected_account, customer) AS t GROUP BY bucket
-- How payments spread over amounts
SELECT amount / 1000 * 1000 AS bucket, count(*) AS n FROM charges WHERE paid AND currency = 'usd' GROUP BY 1
-- h2
SELECT amount / 1000 * 1000, count(*) FROM charges WHERE paid AND currency = 'usd' GROUP BY amount / 1000 * 1000
-- Accounts ranked by what they sell, as a fraction
SELECT connected_account, percent_rank() OVER (ORDER BY sum(amount)) AS place, cume_dist() OVER (ORDER BY sum(amount)) AS share FROM charges WHERE paid AND currency = 'usd' GROUP BY connected_account
-- h2
SELECT connected_account, percent_rank() OVER (ORDER BY gross) AS place, cume_dist() OVER (ORDER BY gross) AS share FROM (SELECT connected_account, sum(amount) AS gross FROM charges WHERE paid AND currency = 'usd' GROUP BY connected_account) AS t
-- Customers in quarters by what they spent
SELECT quarter, count(*) AS n, min(spent) AS least FROM (SELECT customer, sum(amount) AS spent, ntile(4) OVER (ORDER BY sum(amount), customer) AS quarter FROM charges WHERE paid AND currency = 'usd' AND customer IS NOT NULL GROUP BY customer) AS t GROUP BY quarter
-- h2
SELECT quarter, count(*) AS n, min(spent) AS least FROM (SELECT customer, spent, ntile(4) OVER (ORDER BY spent, customer) AS quarter FROM (SELECT customer, sum(amount) AS spent FROM charges WHERE paid AND currency = 'usd' AND customer IS NOT NULL GROUP BY customer) AS s) AS t GROUP BY quarter
-- First and last payment of each customer
SELECT connected_account, customer, min_by(id, to_unixtime(created)) IS NOT NULL AS known, min(created) AS first_at, max(created) AS last_at FROM charges WHERE paid AND customer IS NOT NULL GROUP BY connected_account, customer
-- h2
SELECT connected_account, customer, TRUE AS known, min(created) AS first_at, max(created) AS last_at FROM charges WHERE paid AND customer IS NOT NULL GROUP BY connected_account, customer
-- Payments at weekends
SELECT count_if(day_of_week(created) IN (6, 7)) AS weekend, count(*) AS n FROM charges WHERE paid
-- h2
SELECT count(*) FILTER (WHERE extract(isodow FROM created) IN (6, 7)) AS weekend, count(*) AS n FROM charges WHERE paid
-- Seven days smoothed
SELECT day, avg(gross) OVER (ORDER BY day ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS smooth FROM (SELECT date_trunc('day', created) AS day, sum(amount) AS gross FROM charges WHERE paid AND currency = 'usd' GROUP BY date_trunc('day', created)) AS d
-- h2
SELECT day, avg(cast(gross AS decimal(30, 8))) OVER (ORDER BY day ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS smooth FROM (SELECT date_trunc('day', created) AS day, sum(amount) AS gross FROM charges WHERE paid AND currency = 'usd' GROUP BY date_trunc('day', created)) AS d
-- Customers of September who came back in October
SELECT customer FROM charges WHERE paid AND created >= date '2026-09-01' AND created < date '2026-10-01' INTERSECT SELECT customer FROM charges WHERE paid AND created >= date '2026-10-01' AND created < date '2026-11-01'
-- Customers of September who did not
SELECT customer FROM charges WHERE paid AND customer IS NOT NULL AND created >= date '2026-09-01' AND created < date '2026-10-01' EXCEPT SELECT customer FROM charges WHERE paid AND customer IS NOT NULL AND created >= date '2026-10-01' AND created < date '2026-11-01'
-- This year beside the year before
SELECT currency, sum(amount) FILTER (WHERE date_trunc('year', created) = date '2026-01-01') AS this_year, sum(amount) FILTER (WHERE date_trunc('year', created) = date '2025-01-01') AS last_year FROM charges WHERE paid GROUP BY currency
-- Half of the refunds come within so many days
SELECT approx_percentile(days, 0.5) AS half FROM (SELECT date_diff('day', c.created, r.created) AS days FROM refunds r JOIN charges c ON c.connected_account = r.connected_account AND c.id = r.charge) AS t
-- h2
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY days) AS half FROM (SELECT cast(floor((extract(epoch FROM r.created) - extract(epoch FROM c.created)) / 86400) AS bigint) AS days FROM refunds r JOIN charges c ON c.connected_account = r.connected_account AND c.id = r.charge) AS t
-- Kinds of ids behind balance transactions
SELECT regexp_extract(source, '^([a-z]+)_', 1) AS kind, count(*) AS n FROM balance_transactions GROUP BY 1
-- h2
SELECT substring(source, 1, locate('_', source) - 1) AS kind, count(*) AS n FROM balance_transactions GROUP BY substring(source, 1, locate('_', source) - 1)
-- States of payments as columns
SELECT connected_account, sum(if(status = 'succeeded', 1, 0)) AS good, sum(if(status = 'failed', 1, 0)) AS failed, sum(if(status = 'pending', 1, 0)) AS pending FROM charges GROUP BY connected_account
-- h2
SELECT connected_account, sum(CASE WHEN status = 'succeeded' THEN 1 ELSE 0 END) AS good, sum(CASE WHEN status = 'failed' THEN 1 ELSE 0 END) AS failed, sum(CASE WHEN status = 'pending' THEN 1 ELSE 0 END) AS pending FROM charges GROUP BY connected_account
-- Why invoices were made, and how they are paid
SELECT billing_reason, collection_method, count(*) AS n, sum(total) AS total FROM invoices WHERE currency = 'usd' GROUP BY CUBE (billing_reason, collection_method)
-- h2
SELECT billing_reason, collection_method, count(*), sum(total) FROM invoices WHERE currency = 'usd' GROUP BY billing_reason, collection_method UNION ALL SELECT billing_reason, NULL, count(*), sum(total) FROM invoices WHERE currency = 'usd' GROUP BY billing_reason UNION ALL SELECT NULL, collection_method, count(*), sum(total) FROM invoices WHERE currency = 'usd' GROUP BY collection_method UNION ALL SELECT NULL, NULL, count(*), sum(total) FROM invoices WHERE currency = 'usd'
-- Customers who left and got money back
WITH gone AS (SELECT DISTINCT connected_account, customer FROM subscriptions WHERE status = 'canceled'), back AS (SELECT DISTINCT connected_account, customer FROM charges WHERE amount_refunded > 0) SELECT g.connected_account, g.customer FROM gone g JOIN back b ON b.connected_account = g.connected_account AND b.customer = g.customer
-- Customers with a dispute
SELECT c.connected_account, c.id FROM customers c WHERE EXISTS (SELECT 1 FROM charges h JOIN disputes d ON d.connected_account = h.connected_account AND d.charge = h.id WHERE h.connected_account = c.connected_account AND h.customer = c.id)
-- Customers who pay and have no subscription
SELECT count(*) AS n FROM customers c WHERE c.connected_account = 'platform' AND EXISTS (SELECT 1 FROM charges h WHERE h.connected_account = c.connected_account AND h.customer = c.id AND h.paid) AND NOT EXISTS (SELECT 1 FROM subscriptions s WHERE s.connected_account = c.connected_account AND s.customer = c.id)
-- Paid out beside what was earned, by month
SELECT coalesce(e.month, p.month) AS month, e.net, p.paid FROM (SELECT date_trunc('month', created) AS month, sum(net) AS net FROM balance_transactions WHERE connected_account = 'platform' AND currency = 'usd' AND type <> 'payout' GROUP BY date_trunc('month', created)) AS e FULL JOIN (SELECT date_trunc('month', created) AS month, sum(amount) AS paid FROM payouts WHERE connected_account = 'platform' AND currency = 'usd' GROUP BY date_trunc('month', created)) AS p ON p.month = e.month
-- h2
SELECT e.month, e.net, p.paid FROM (SELECT date_trunc('month', created) AS month, sum(net) AS net FROM balance_transactions WHERE connected_account = 'platform' AND currency = 'usd' AND type <> 'payout' GROUP BY date_trunc('month', created)) AS e LEFT JOIN (SELECT date_trunc('month', created) AS month, sum(amount) AS paid FROM payouts WHERE connected_account = 'platform' AND currency = 'usd' GROUP BY date_trunc('month', created)) AS p ON p.month = e.month UNION ALL SELECT p.month, NULL, p.paid FROM (SELECT date_trunc('month', created) AS month, sum(amount) AS paid FROM payouts WHERE connected_account = 'platform' AND currency = 'usd' GROUP BY date_trunc('month', created)) AS p WHERE p.month NOT IN (SELECT date_trunc('month', created) FROM balance_transactions WHERE connected_account = 'platform' AND currency = 'usd' AND type <> 'payout')
-- Months as text
SELECT date_format(created, '%Y-%m') AS month, format_datetime(created, 'yyyy') AS year, count(*) AS n FROM charges GROUP BY 1, 2
-- h2
SELECT formatdatetime(created, 'yyyy-MM') AS month, formatdatetime(created, 'yyyy') AS year, count(*) AS n FROM charges GROUP BY formatdatetime(created, 'yyyy-MM'), formatdatetime(created, 'yyyy')
-- Quarters as text
SELECT to_char(created, 'YYYY"-Q"Q') AS quarter, count(*) AS n FROM charges GROUP BY 1
-- h2
SELECT cast(extract(year FROM created) AS varchar) || '-Q' || cast(extract(quarter FROM created) AS varchar) AS quarter, count(*) AS n FROM charges GROUP BY cast(extract(year FROM created) AS varchar) || '-Q' || cast(extract(quarter FROM created) AS varchar)
-- Seconds since the epoch and back
SELECT id, from_unixtime(to_unixtime(created)) AS created FROM charges WHERE connected_account = 'platform' AND currency = 'gbp'
-- h2
SELECT id, created FROM charges WHERE connected_account = 'platform' AND currency = 'gbp'
-- A row for each state, also those without a payment
SELECT s.place, s.status, count(c.id) AS n FROM UNNEST(array['succeeded', 'pending', 'failed', 'lost']) WITH ORDINALITY AS s (status, place) LEFT JOIN charges c ON c.status = s.status GROUP BY s.place, s.status
-- h2
SELECT s.place, s.status, count(c.id) AS n FROM (VALUES (1, 'succeeded'), (2, 'pending'), (3, 'failed'), (4, 'lost')) AS s (place, status) LEFT JOIN charges c ON c.status = s.status GROUP BY s.place, s.status
-- Currencies with the region they are from
SELECT r.region, count(*) AS n FROM charges c JOIN (VALUES ('usd', 'America'), ('cad', 'America'), ('eur', 'Europe'), ('gbp', 'Europe'), ('jpy', 'Asia')) AS r (currency, region) ON r.currency = c.currency GROUP BY r.region
-- A map of days and hours
SELECT day_of_week(created) AS day, hour(created) / 6 AS part, count(*) AS n FROM charges GROUP BY 1, 2
-- h2
SELECT extract(isodow FROM created), extract(hour FROM created) / 6, count(*) FROM charges GROUP BY extract(isodow FROM created), extract(hour FROM created) / 6
-- Months by recursion
WITH RECURSIVE m (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM m WHERE n < 12) SELECT m.n, count(c.id) AS payments FROM m LEFT JOIN charges c ON month(c.created) = m.n AND year(c.created) = 2026 GROUP BY m.n
-- h2
SELECT "X" AS n, count(c.id) AS payments FROM system_range(1, 12) LEFT JOIN charges c ON extract(month FROM c.created) = "X" AND extract(year FROM c.created) = 2026 GROUP BY "X"
-- The amount before, where it is known
SELECT id, lag(fee) IGNORE NULLS OVER (ORDER BY created, id) AS before FROM (SELECT id, created, nullif(fee, 0) AS fee FROM balance_transactions WHERE connected_account = 'platform' AND currency = 'gbp') AS t
-- Rates that may have nothing below
SELECT connected_account, round(try(sum(amount_refunded) * 100.0 / sum(CASE WHEN paid THEN amount ELSE 0 END)), 2) AS percent FROM charges GROUP BY connected_account
-- h2
SELECT connected_account, round(sum(amount_refunded) * 100.0 / nullif(sum(CASE WHEN paid THEN amount ELSE 0 END), 0), 2) AS percent FROM charges GROUP BY connected_account
-- Share of an account in each currency
SELECT connected_account, currency, sum(amount) AS gross, sum(amount) * 100.0 / sum(sum(amount)) OVER (PARTITION BY currency) AS percent, rank() OVER (PARTITION BY currency ORDER BY sum(amount) DESC) AS place FROM charges WHERE paid GROUP BY connected_account, currency
-- h2
SELECT connected_account, currency, gross, gross * 100.0 / sum(gross) OVER (PARTITION BY currency) AS percent, rank() OVER (PARTITION BY currency ORDER BY gross DESC) AS place FROM (SELECT connected_account, currency, sum(amount) AS gross FROM charges WHERE paid GROUP BY connected_account, currency) AS t
-- Subscriptions that end with their period
SELECT collection_method, count(*) FILTER (WHERE cancel_at_period_end) AS ending, count(*) AS n FROM subscriptions WHERE status = 'active' GROUP BY collection_method
-- Payments of a year by parts of the date, from one end of the calendar to the other
SELECT currency, count(*) AS n FROM charges WHERE extract(year FROM created) < 10000 AND extract(year FROM created) > 0 AND extract(month FROM created) < 13 GROUP BY currency
-- Payments of the office hours of a year
SELECT count(*) AS n, count(*) FILTER (WHERE paid) AS good FROM charges WHERE extract(year FROM created) = 2026 AND extract(month FROM created) BETWEEN 0 AND 6 AND extract(hour FROM created) >= 8 AND extract(hour FROM created) < 24
-- Payments of the end of February and of a quarter
SELECT currency, count(*) AS n FROM charges WHERE (extract(year FROM created) = 2026 AND extract(month FROM created) = 2 AND extract(day FROM created) BETWEEN 20 AND 31) OR (extract(year FROM created) IN (2025, 2026) AND extract(quarter FROM created) = 4) GROUP BY currency
