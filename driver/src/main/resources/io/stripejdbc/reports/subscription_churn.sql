-- Subscriptions won and lost, one row per account, currency and month in which there was either.
--
-- connected_account VARCHAR(255) NOT NULL: The account the subscriptions are on.
-- currency VARCHAR(255): Currency of the amounts.
-- month TIMESTAMP(0): First moment of the month (UTC).
-- at_start BIGINT NOT NULL: Subscriptions that counted when the month began.
-- new BIGINT NOT NULL: Subscriptions that began to count during the month.
-- churned BIGINT NOT NULL: Subscriptions that ended during the month.
-- churn_rate DECIMAL(38, 6): churned per at_start; null when there were none at the start.
-- mrr_at_start DECIMAL(38, 3): What the subscriptions of at_start are worth a month, at present prices and
--    discounts, in major units.
-- mrr_new DECIMAL(38, 3): What the new ones are worth a month, in major units.
-- mrr_churned DECIMAL(38, 3): What the churned ones were worth a month, in major units.
-- mrr_churn_rate DECIMAL(38, 6): mrr_churned per mrr_at_start; null when that is 0.
SELECT
  connected_account,
  currency,
  "month",
  at_end - "new" + churned AS at_start,
  "new",
  churned,
  CAST(churned AS DECIMAL(38, 6)) / NULLIF(at_end - "new" + churned, 0) AS churn_rate,
  mrr_at_end - mrr_new + mrr_churned AS mrr_at_start,
  mrr_new,
  mrr_churned,
  mrr_churned / NULLIF(mrr_at_end - mrr_new + mrr_churned, 0) AS mrr_churn_rate
FROM (
  SELECT
    *,
    SUM("new" - churned) OVER (
      PARTITION BY connected_account, currency ORDER BY "month" ROWS UNBOUNDED PRECEDING) AS at_end,
    SUM(mrr_new - mrr_churned) OVER (
      PARTITION BY connected_account, currency ORDER BY "month" ROWS UNBOUNDED PRECEDING) AS mrr_at_end
  FROM (
    SELECT
      connected_account,
      currency,
      FLOOR(at TO MONTH) AS "month",
      COUNT(CASE WHEN starts THEN 1 END) AS "new",
      COUNT(CASE WHEN NOT starts THEN 1 END) AS churned,
      SUM(CASE WHEN starts THEN mrr ELSE 0 END) AS mrr_new,
      SUM(CASE WHEN starts THEN 0 ELSE mrr END) AS mrr_churned
    FROM (
      SELECT
        s.connected_account,
        s.currency,
        s.mrr,
        e.starts,
        CASE WHEN e.starts THEN s.counts_from ELSE s.counts_until END AS at
      FROM reports.subscription_mrr AS s
      CROSS JOIN (VALUES (TRUE), (FALSE)) AS e (starts)
      WHERE s.counts_from <= CURRENT_TIMESTAMP
    ) AS events
    WHERE at <= CURRENT_TIMESTAMP
    GROUP BY connected_account, currency, FLOOR(at TO MONTH)
  ) AS months
) AS running
