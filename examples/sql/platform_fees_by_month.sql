-- What did the platform earn in application fees, month by month, and what did it give back?
-- Reads all application fees: one request per 100.
SELECT FLOOR(created TO MONTH) AS month,
       currency,
       SUM(major_units(amount, currency)) AS fees,
       SUM(major_units(amount_refunded, currency)) AS given_back
FROM application_fees
WHERE connected_account = 'platform'
GROUP BY FLOOR(created TO MONTH), currency
ORDER BY month, currency;
