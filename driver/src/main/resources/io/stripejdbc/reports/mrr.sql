-- Monthly recurring revenue now, one row per account and currency: the sum of subscription_mrr over the
-- subscriptions that count.
--
-- connected_account VARCHAR(255) NOT NULL: The account the subscriptions are on.
-- currency VARCHAR(255): Currency of the amounts.
-- subscriptions BIGINT NOT NULL: Subscriptions that count: active or past_due, collection not paused.
-- customers BIGINT NOT NULL: Customers that have them.
-- list_mrr DECIMAL(38, 3): What their items cost a month, in major units.
-- discounts DECIMAL(38, 3): What lasting discounts take off, in major units.
-- mrr DECIMAL(38, 3): Monthly recurring revenue in major units.
-- arr DECIMAL(38, 3): The same for a year: twelve times.
-- metered_items BIGINT: Items billed by usage, which are not in it.
SELECT
  connected_account,
  currency,
  COUNT(*) AS subscriptions,
  COUNT(DISTINCT customer) AS customers,
  SUM(list_mrr) AS list_mrr,
  SUM(discount) AS discounts,
  SUM(mrr) AS mrr,
  12 * SUM(mrr) AS arr,
  SUM(metered_items) AS metered_items
FROM reports.subscription_mrr
WHERE counts
GROUP BY connected_account, currency
