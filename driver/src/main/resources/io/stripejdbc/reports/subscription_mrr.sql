-- What each subscription is worth a month, one row per subscription in whatever state. It counts from the
-- end of its trial, or its start, until it ended.
--
-- connected_account VARCHAR(255) NOT NULL: The account the subscription is on.
-- subscription VARCHAR(255) NOT NULL: Id of the subscription.
-- customer VARCHAR(255): Id of the customer.
-- status VARCHAR(255): Its status now.
-- created TIMESTAMP(0) NOT NULL: When it was made (UTC).
-- counts_from TIMESTAMP(0): From when on it counts (UTC); null when it never paid: incomplete, or ended
--    before its trial did.
-- counts_until TIMESTAMP(0): When it ended (UTC); null while it lasts.
-- counts BOOLEAN NOT NULL: Whether it is in the MRR now: active or past_due, its collection not paused.
-- currency VARCHAR(255): Currency of the amounts.
-- list_mrr DECIMAL(22, 3): What its items cost a month at their present prices and quantities, in major units.
-- discount DECIMAL(22, 3): What discounts that last take off it a month now: its items', its own, or its
--    customer's, in major units.
-- mrr DECIMAL(22, 3): list_mrr less discount, in major units.
-- metered_items BIGINT: Items billed by usage, which are not in it.
SELECT
  connected_account,
  subscription,
  customer,
  status,
  created,
  counts_from,
  counts_until,
  counts,
  currency,
  major_units(list_mrr, currency) AS list_mrr,
  major_units(discount, currency) AS discount,
  major_units(list_mrr - discount, currency) AS mrr,
  metered_items
FROM (
  SELECT
    s.connected_account,
    s.id AS subscription,
    s.customer,
    s.status,
    s.created,
    CASE
      WHEN s.status IN ('incomplete', 'incomplete_expired') THEN NULL
      WHEN s.trial_end IS NULL OR s.trial_end <= s.start_date THEN s.start_date
      WHEN s.ended_at <= s.trial_end THEN NULL
      ELSE s.trial_end
    END AS counts_from,
    s.ended_at AS counts_until,
    COALESCE(s.status IN ('active', 'past_due'), FALSE)
      AND s.pause_collection_behavior IS NULL AS counts,
    s.currency,
    CAST(ROUND(ROUND(i.per_month, 8), 0) AS BIGINT) AS list_mrr,
    CAST(ROUND(ROUND(
      i.off + COALESCE(
        discounts_off(i.lines, COALESCE(d.discounts, ARRAY[s.of_customer]), i.factor, s.currency),
        0), 8), 0) AS BIGINT) AS discount,
    i.metered_items
  FROM (
    SELECT
      s.*,
      CASE
        WHEN c.duration <> 'once'
          AND (u.discount_end IS NULL OR u.discount_end > CURRENT_TIMESTAMP)
        THEN '0' || CHR(31) || COALESCE(CAST(c.percent_off AS VARCHAR), '')
          || CHR(31) || COALESCE(CAST(c.amount_off AS VARCHAR), '')
          || CHR(31) || COALESCE(c.currency, '')
          || CHR(31) || COALESCE(c.applies_to_products, '')
          || CHR(31) || COALESCE(c.currency_options, '')
      END AS of_customer
    FROM (
      SELECT
        *,
        CASE WHEN COALESCE(json_array_length(discounts), 0) = 0 THEN customer END AS discounted
      FROM subscriptions
    ) AS s
    LEFT JOIN customers AS u ON u.connected_account = s.connected_account AND u.id = s.discounted
    LEFT JOIN coupons AS c
      ON c.connected_account = u.connected_account AND c.id = u.discount_source_coupon
  ) AS s
  LEFT JOIN (
    SELECT
      connected_account,
      subscription,
      SUM(per_month) AS per_month,
      SUM(off) AS off,
      MAX(factor) AS factor,
      ARRAY_AGG(product || CHR(31) || CAST(per_month - off AS VARCHAR)) AS lines,
      COUNT(CASE WHEN metered THEN 1 END) AS metered_items
    FROM (
      SELECT
        connected_account,
        subscription,
        product,
        metered,
        factor,
        per_month,
        COALESCE(
          discounts_off(
            ARRAY[product || CHR(31) || CAST(per_month AS VARCHAR)], discounts, factor, currency),
          0) AS off
      FROM (
        SELECT
          i.connected_account,
          i.subscription,
          i.id,
          ANY_VALUE(i.product) AS product,
          ANY_VALUE(i.currency) AS currency,
          ANY_VALUE(i.metered) AS metered,
          ANY_VALUE(i.factor) AS factor,
          ANY_VALUE(i.amount * i.factor) AS per_month,
          ARRAY_AGG(
            CASE
              WHEN c.duration <> 'once' AND (x."end" IS NULL OR x."end" > CURRENT_TIMESTAMP)
              THEN CAST(POSITION(x.id IN i.discounts) AS VARCHAR)
                || CHR(31) || COALESCE(CAST(c.percent_off AS VARCHAR), '')
                || CHR(31) || COALESCE(CAST(c.amount_off AS VARCHAR), '')
                || CHR(31) || COALESCE(c.currency, '')
                || CHR(31) || COALESCE(c.applies_to_products, '')
                || CHR(31) || COALESCE(c.currency_options, '')
            END) AS discounts
        FROM (
          SELECT
            i.connected_account,
            i.subscription,
            i.id,
            COALESCE(i.price_product, '') AS product,
            i.price_currency AS currency,
            i.price_recurring_usage_type = 'metered' AS metered,
            i.discounts,
            CASE WHEN json_array_length(i.discounts) > 0 THEN i.id END AS discounted,
            CASE
              WHEN i.price_recurring_usage_type = 'metered' THEN 0
              WHEN i.price_billing_scheme = 'tiered'
                THEN tiered_amount(p.tiers, p.tiers_mode, i.quantity)
              ELSE COALESCE(i.price_unit_amount_decimal, i.price_unit_amount)
                * CASE
                    WHEN i.price_transform_quantity_divide_by IS NULL THEN i.quantity
                    WHEN i.price_transform_quantity_round = 'up'
                      THEN (i.quantity + i.price_transform_quantity_divide_by - 1)
                        / i.price_transform_quantity_divide_by
                    ELSE i.quantity / i.price_transform_quantity_divide_by
                  END
            END AS amount,
            CASE i.price_recurring_interval
              WHEN 'day' THEN CAST(365 AS DECIMAL(20, 10)) / 12
              WHEN 'week' THEN CAST(52 AS DECIMAL(20, 10)) / 12
              WHEN 'month' THEN CAST(1 AS DECIMAL(20, 10))
              WHEN 'year' THEN CAST(1 AS DECIMAL(20, 10)) / 12
            END / i.price_recurring_interval_count AS factor
          FROM (
            SELECT
              *,
              CASE WHEN price_billing_scheme = 'tiered' THEN price END AS tiered_price
            FROM subscription_items
          ) AS i
          LEFT JOIN prices AS p
            ON p.connected_account = i.connected_account AND p.id = i.tiered_price
        ) AS i
        LEFT JOIN subscription_item_discounts AS x
          ON x.connected_account = i.connected_account AND x.subscription_item = i.discounted
        LEFT JOIN coupons AS c
          ON c.connected_account = x.connected_account AND c.id = x.source_coupon
        GROUP BY i.connected_account, i.subscription, i.id
      ) AS items
    ) AS discounted_items
    GROUP BY connected_account, subscription
  ) AS i ON i.connected_account = s.connected_account AND i.subscription = s.id
  LEFT JOIN (
    SELECT
      d.connected_account,
      d.applied_to,
      ARRAY_AGG(
        CAST(d."position" AS VARCHAR)
          || CHR(31) || COALESCE(CAST(c.percent_off AS VARCHAR), '')
          || CHR(31) || COALESCE(CAST(c.amount_off AS VARCHAR), '')
          || CHR(31) || COALESCE(c.currency, '')
          || CHR(31) || COALESCE(c.applies_to_products, '')
          || CHR(31) || COALESCE(c.currency_options, '')) AS discounts
    FROM discounts AS d
    JOIN coupons AS c ON c.connected_account = d.connected_account AND c.id = d.source_coupon
    WHERE d.applied_to_type = 'subscription' AND c.duration <> 'once' AND (d."end" IS NULL OR d."end" > CURRENT_TIMESTAMP)
    GROUP BY d.connected_account, d.applied_to
  ) AS d ON d.connected_account = s.connected_account AND d.applied_to = s.id
) AS subscription_amounts
