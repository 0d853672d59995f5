-- What each account has in its Stripe balance, one row per account and currency; the platform is a
-- row of its own.
--
-- connected_account VARCHAR(255) NOT NULL: The account whose balance it is, platform for the key's own.
-- currency VARCHAR(255): Currency of the amounts, lower-case ISO code.
-- available DECIMAL(22, 3): What may be paid out now, in major units.
-- pending DECIMAL(22, 3): What becomes available later, in major units.
-- reserved DECIMAL(22, 3): What Stripe holds back from a platform for negative balances of its connected
--    accounts, in major units.
-- negative BOOLEAN: Whether the account owes money: available, or available and pending together, is below 0.
-- liable VARCHAR(8): Who bears the loss of a negative balance that is not made good: platform or stripe;
--    null where the balance is not negative.
SELECT
  b.connected_account,
  b.currency,
  major_units(b.available, b.currency) AS available,
  major_units(b.pending, b.currency) AS pending,
  major_units(b.reserved, b.currency) AS reserved,
  b.available < 0 OR b.available + b.pending < 0 AS negative,
  CASE
    WHEN b.available >= 0 AND b.available + b.pending >= 0 THEN NULL
    WHEN b.connected_account = 'platform' THEN 'platform'
    WHEN a.controller_losses_payments = 'stripe' THEN 'stripe'
    WHEN a.controller_losses_payments = 'application' THEN 'platform'
    WHEN a.type = 'standard' THEN 'stripe'
    WHEN a.type IN ('express', 'custom') THEN 'platform'
  END AS liable
FROM (
  SELECT
    connected_account,
    currency,
    SUM(CASE WHEN part = 'available' THEN amount ELSE 0 END) AS available,
    SUM(CASE WHEN part = 'pending' THEN amount ELSE 0 END) AS pending,
    SUM(CASE WHEN part = 'reserved' THEN amount ELSE 0 END) AS reserved
  FROM (
    SELECT
      b.connected_account,
      p.part,
      CAST(JSON_VALUE(e.entry, '$.currency') AS VARCHAR(255)) AS currency,
      CAST(JSON_VALUE(e.entry, '$.amount') AS BIGINT) AS amount
    FROM balance AS b
    CROSS JOIN (VALUES ('available'), ('pending'), ('reserved')) AS p (part),
    UNNEST(json_array_elements(
      CASE p.part
        WHEN 'available' THEN COALESCE(b.available, '[]')
        WHEN 'pending' THEN COALESCE(b.pending, '[]')
        ELSE COALESCE(b.connect_reserved, '[]')
      END)) AS e (entry)
  ) AS parts
  GROUP BY connected_account, currency
) AS b
LEFT JOIN accounts AS a ON a.connected_account = b.connected_account
