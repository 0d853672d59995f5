package io.stripejdbc.emulator.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The platform or one connected account, with its books. */
final class Seller {
  final String id;
  final boolean platform;
  final String name;
  final String country;
  final Currency currency;

  /** {@code standard}, {@code express} or {@code custom}. */
  final String type;

  /** Whether it was made by Accounts v2, so that version 1 does not say who does what. */
  final boolean versionTwo;

  final long created;

  /** Whether Stripe has closed it for charges or payouts until papers come. */
  final boolean restricted;

  /** Whether it pays itself out by hand, so that its payouts do not reconcile. */
  final boolean manualPayouts;

  final List<Buyer> buyers = new ArrayList<>();
  final List<Product> products = new ArrayList<>();
  final List<Price> prices = new ArrayList<>();
  final List<Discounts.Coupon> coupons = new ArrayList<>();
  final List<Intent> intents = new ArrayList<>();
  final List<Payment> payments = new ArrayList<>();
  final List<Refund> refunds = new ArrayList<>();
  final List<Dispute> disputes = new ArrayList<>();
  final List<Transfer> transfers = new ArrayList<>();
  final List<ApplicationFee> fees = new ArrayList<>();
  final List<Payout> payouts = new ArrayList<>();
  final List<Topup> topups = new ArrayList<>();
  final List<Subscription> subscriptions = new ArrayList<>();
  final List<Invoice> invoices = new ArrayList<>();

  /** What lasts on customers, by their id. */
  final Map<String, Discounts.Use> customerDiscounts = new HashMap<>();

  final Ledger ledger = new Ledger();

  Seller(String id, boolean platform, AccountPlan plan, long created) {
    this.id = id;
    this.platform = platform;
    this.name = plan.name();
    this.country = plan.country();
    this.currency = plan.currency();
    this.type = plan.type();
    this.versionTwo = !platform && plan.name().equals("Fresh Start Prints");
    this.created = created;
    this.restricted = plan.restricted();
    this.manualPayouts = plan.manualPayouts();
  }

  /** {@code platform} or the account's id. */
  String key() {
    return platform ? "platform" : id;
  }

  /** The currency its balance gets for a payment in {@code presented}. */
  Currency settles(Currency presented) {
    boolean ownBankAccount = platform && (presented == Currency.EUR || presented == Currency.GBP);
    return ownBankAccount ? presented : currency;
  }
}
