-- Statements as people write them for Stripe Sigma, each with a name.

-- name: balance by category
select reporting_category, currency, count(*) as n, sum(amount) / 100.0 as gross, sum(fee) as fee, sum(net) as net
from balance_transactions
where created >= date_trunc('month', data_load_time - interval '3' month)
  and created < date_trunc('month', data_load_time)
group by 1, 2 order by 1, 2;

-- name: last ten
select id, amount, fee, currency from balance_transactions
where created < data_load_time and created >= data_load_time - interval '1' month
order by created desc limit 10;

-- name: lost disputes
select date_format(date_trunc('day', disputes.created), '%m-%d-%Y') as day, disputes.id, disputes.charge_id,
  disputes.amount, charges.card_address_zip_check as zip, charges.card_cvc_check as cvc
from disputes inner join charges on charges.id = disputes.charge_id
where disputes.status = 'lost' order by day desc limit 5;

-- name: unpaid subscriptions
select subscriptions.id, subscriptions.customer_id, customers.email
from subscriptions inner join customers on customers.id = subscriptions.customer_id
where subscriptions.status in ('unpaid', 'past_due', 'active') limit 5;

-- name: trials by price
select customers.id, customers.email, subscriptions.price_id
from subscriptions inner join customers on customers.id = subscriptions.customer_id
where subscriptions.status = 'trialing' limit 3;

-- name: coupons on subscriptions
select s.id, s.discount_coupon_id, c.percent_off, c.amount_off
from subscriptions s join coupons c on c.id = s.discount_coupon_id limit 5;

-- name: price of each item
select subscription_items.subscription_id, prices.id, prices.product_id, prices.unit_amount, prices.recurring_interval, products.name
from subscription_items
join prices on subscription_items.price_id = prices.id
join products on products.id = prices.product_id limit 5;

-- name: charges with metadata
select c.id, c.amount, m.value as order_id
from charges c join charges_metadata m on c.id = m.charge_id and m.key = 'order_id'
where c.created > data_load_time - interval '30' day;

-- name: metadata in columns
with pivoted as (
  select charge_id, map_agg(key, value) as metadata from charges_metadata group by charge_id)
select c.id, p.metadata['order_id'] as order_id
from charges c left join pivoted p on p.charge_id = c.id limit 5;

-- name: card brands
select card_brand, count(*) as payments, count_if(status = 'failed') as failed,
  round(100.0 * count_if(status = 'succeeded') / count(*), 1) as rate
from charges where payment_method_type = 'card' group by card_brand order by payments desc;

-- name: captured by day
select date_trunc('day', captured_at) as day, sum(amount - amount_refunded) as volume
from charges where captured and captured_at >= date_add('day', -30, data_load_time) group by 1 order by 1 desc;

-- name: payouts of a day
select date_format(date, '%m/%d/%y') as day, id, amount, status, type
from transfers where status = 'paid' and type <> 'stripe_account' order by date desc limit 5;

-- name: what an automatic payout is made of
select balance_transactions.id, amount, source_id, automatic_transfer_id
from balance_transactions where automatic_transfer_id is not null limit 3;

-- name: payout reconciliation
select t.id, t.amount, sum(bt.net) as items
from transfers t join balance_transactions bt on bt.automatic_transfer_id = t.id
where t.automatic and bt.type not in ('payout') group by 1, 2 limit 5;

-- name: transfers to accounts
select destination_id, currency, sum(amount) as amount from transfers
where type = 'stripe_account' and not reversed group by 1, 2;

-- name: connected charges
select account, currency, count(*), sum(amount) from connected_account_charges
where status = 'succeeded' group by account, currency;

-- name: connected accounts and their balance transactions
select a.id, a.business_name, a.email, bt.reporting_category, sum(bt.net) as net
from connected_accounts a join connected_account_balance_transactions bt on bt.account = a.id
where bt.created >= date_trunc('day', data_load_time) - interval '31' day
group by 1, 2, 3, 4 order by 1, 4;

-- name: connected payouts
select account, id, amount, date from connected_account_transfers where type = 'bank_account'
order by date desc limit 5;

-- name: what is due of accounts
select id, charges_enabled, payouts_enabled, requirements_currently_due, legal_entity_type, legal_entity_address_city
from connected_accounts where requirements_currently_due <> '' limit 5;

-- name: application fees
select f.id, f.account_id, f.charge_id, f.amount - f.amount_refunded as kept, c.created
from application_fees f left join charges c on c.id = f.charge_id limit 5;

-- name: refunds
select r.id, r.amount, c.card_brand, date_diff('day', c.created, r.created) as days
from refunds r inner join charges c on c.id = r.charge_id where r.status = 'succeeded' limit 5;

-- name: fee details
select d.type, d.currency, sum(d.amount) from balance_transaction_fee_details d
join balance_transactions b on b.id = d.balance_transaction_id group by 1, 2;

-- name: invoices
select i.id, i.number, i.customer_id, i.subscription_id, i.charge_id, i.amount_due, i.paid, c.status
from invoices i left join charges c on c.id = i.charge_id where i.date > timestamp '2020-01-01' limit 5;

-- name: invoice lines
select l.invoice_id, l.price_id, l.source_id, l.subscription_id, l.proration, p.nickname
from invoice_line_items l left join prices p on p.id = l.price_id limit 5;

-- name: charges of a subscription
select s.id, count(distinct c.id) as charges, sum(c.amount) as amount
from charges c join invoices i on i.id = c.invoice_id join subscriptions s on s.id = i.subscription_id
group by s.id order by amount desc limit 5;

-- name: disputed charges
select c.id, c.dispute_id, d.reason, d.status, arbitrary(c.card_country) over () as any_country
from charges c join disputes d on d.id = c.dispute_id;

-- name: dispute rate by month
with disputed as (
  select date_trunc('month', created) as month, count(*) as n from disputes group by 1),
charged as (
  select date_trunc('month', created) as month, count(*) as n from charges where status = 'succeeded' group by 1)
select date_format(charged.month, '%Y-%m') as month, coalesce(disputed.n, 0) * 1.0000 / charged.n as rate
from charged left join disputed on disputed.month = charged.month order by 1;

-- name: three d secure
select card_3ds_succeeded, count(*) from payment_method_details where type = 'card' group by 1;

-- name: early fraud warnings
select w.charge_id, c.amount from early_fraud_warnings w join charges c on c.id = w.charge_id limit 3;

-- name: zone
select date(at_timezone(created, 'America/New_York')) as day, count(*) from charges
where created at time zone 'America/New_York' >= timestamp '2026-10-01 00:00:00' group by 1 order by 1 limit 3;

-- name: with arrays
select day, count(c.id) from unnest(sequence(date '2026-10-25', date '2026-10-31', interval '1' day)) as t(day)
left join charges c on date(c.created) = t.day group by 1 order by 1;

-- name: split
select word, count(*) from charges cross join unnest(split(coalesce(description, ''), ' ')) as t(word)
where created > data_load_time - interval '7' day group by 1 order by 2 desc limit 3;

-- name: amounts
select id, decimalize_amount(currency, amount, 2) as amount, decimalize_amount_no_display(currency, amount, 2) as plain,
  format('%,.2f', amount / 100.0) as shown
from charges limit 3;

-- name: rates of today
select date, cast(json_extract_scalar(buy_currency_exchange_rates, '$.eur') as double) as eur
from exchange_rates_from_usd where date >= date '2026-10-30' order by date;

-- name: recurring revenue by month
with changes as (
  select date_trunc('month', local_event_timestamp) as month, currency, sum(mrr_change) as mrr
  from subscription_item_change_events_v2_beta group by 1, 2)
select month, currency, sum(mrr) over (partition by currency order by month) as mrr from changes order by 2, 1;

-- name: one row
select data_load_time, approx_distinct(customer_id) from charges;

-- name: customers by their first payment
select date_trunc('month', first) as cohort, count(*) from (
  select customer_id, min(created) as first from charges where paid group by customer_id) as firsts
group by 1 order by 1;

-- name: top customers
select customers.id, customers.email, sum(charges.amount) as total, rank() over (order by sum(charges.amount) desc) as place
from customers join charges on charges.customer_id = customers.id
where charges.paid and charges.currency = 'usd' group by 1, 2 order by 3 desc limit 5;

-- name: plans
select p.id, p.name, p.product_id, s.quantity, s.plan_id, s.current_period_end, s.start
from subscriptions s join plans p on p.id = s.plan_id limit 5;

-- name: unioned accounts
select 'platform' as account, id, amount from charges where created > data_load_time - interval '2' day
union all
select account, id, amount from connected_account_charges where created > data_load_time - interval '2' day;

-- name: rates as a map
with fx as (
  select date - interval '1' day as date, cast(json_parse(buy_currency_exchange_rates) as map(varchar, double)) as rate_per_usd
  from exchange_rates_from_usd where date > date '2026-10-29')
select date, rate_per_usd['eur'] from fx order by date;

-- name: rates as rows
select t.currency, t.rate from exchange_rates_from_usd
cross join unnest(cast(json_parse(buy_currency_exchange_rates) as map(varchar, double))) as t(currency, rate)
where date = date '2026-10-31' limit 3;

-- name: activity
with date_selection as (
  select date_add('month', -1, date_trunc('month', data_load_time)) as date_min, date_trunc('month', data_load_time) as date_max),
activity as (
  select bts.id, bts.created, bts.reporting_category, bts.currency, bts.amount as gross, bts.fee,
    refunds.currency as refund_currency, -1 * refunds.amount as refund_amount, refunds.id as refund_id,
    disputes.id as dispute_id, cast(null as varchar) as fee_id, transfers.destination_id, bts.automatic_transfer_id,
    case when reporting_category = 'charge' then bts.source_id else coalesce(refunds.charge_id, disputes.charge_id) end as charge_id,
    null as activity_start_time
  from balance_transactions as bts
  left join refunds as refunds on bts.source_id = refunds.id
  left join disputes as disputes on bts.source_id = disputes.id
  left join transfers as transfers on (bts.source_id = transfers.id and transfers.type = 'stripe_account')
  where bts.reporting_category not in ('payout', 'connect_reserved_funds', 'fee', 'network_cost')
    and bts.created >= (select date_min from date_selection) and bts.created < (select date_max from date_selection))
select a.id, date_format(a.created, '%Y-%m-%d %T') as at, decimalize_amount(a.currency, gross, 6) as gross, a.charge_id,
  charges.invoice_id, invoices.subscription_id, customers.email, charges.card_brand, charges.card_funding
from activity a
left join charges on a.charge_id = charges.id
left join customers on customers.id = charges.customer_id
left join invoices on invoices.id = charges.invoice_id
order by a.created limit 5;

-- name: evidence of disputes
select id, evidence_customer_name, evidence_receipt_id, evidence_customer_purchase_ip, evidence_details_due_by
from disputes order by created desc limit 5;

-- name: cardholders
select card_name, card_address_zip, card_address_country, card_tokenization_method, count(*)
from charges where card_name is not null and created >= date_add('day', -14, data_load_time) group by 1, 2, 3, 4;

-- name: items by unit
select id, unit_amount, quantity, unit_amount * quantity = amount as adds_up from invoice_items
where unit_amount is not null limit 5;

-- name: what a dollar buys
select date, sell_currency, json_extract_scalar(buy_currency_exchange_rates, '$.eur') as eur
from exchange_rates_from_usd order by date desc limit 1;

-- name: newest of the connected accounts
select account, id, amount, card_brand from connected_account_charges order by created desc limit 5;

-- name: older names
select i.id, s.status, p.product_id, c.dispute
from stripe_invoice i
join stripe_subscription s on s.id = i.subscription_id
join stripe_subscription_item si on si.subscription_id = s.id
join stripe_plan p on p.id = si.plan_id
left join stripe_charge c on c.customer_id = i.customer_id
limit 3;

-- name: monthly summary with the days of payouts
with monthly as (
  select date_trunc('month', case when type = 'payout' then available_on else created end) as month, *
  from balance_transactions)
select date_format(month, '%Y-%m') as month, currency,
  decimalize_amount(currency, sum(case when type in ('charge', 'payment') then amount else 0 end), 2) as sales,
  decimalize_amount(currency, sum(case when type in ('refund', 'payment_refund') then amount else 0 end), 2) as refunds,
  decimalize_amount(currency, sum(case when type <> 'payout' then -fee else 0 end), 2) as fees,
  count_if(type in ('charge', 'payment')) as sales_count,
  count(distinct case when type in ('charge', 'payment') then source_id end) as unique_sales_count
from monthly group by 1, 2 order by 1 desc, 2 limit 6;

-- name: transfers with the payment they made
select t.id, t.destination_id, cac.id, cabt.net
from transfers t
join connected_account_charges cac on cac.source_transfer_id = t.id and cac.account = t.destination_id
join connected_account_balance_transactions cabt on cabt.id = cac.balance_transaction_id and cabt.account = cac.account
where t.type = 'stripe_account' and t.created >= date_add('day', -4, data_load_time) limit 3;
