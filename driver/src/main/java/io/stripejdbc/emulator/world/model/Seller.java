package io.stripejdbc.emulator.world.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The platform or one connected account, with its books. */
public final class Seller {
  public final String id;
  public final boolean platform;
  public final String name;
  public final String country;
  public final Currency currency;

  /** {@code standard}, {@code express} or {@code custom}. */
  public final String type;

  /** Whether it was made by Accounts v2, so that version 1 does not say who does what. */
  public final boolean versionTwo;

  public final long created;

  /** Whether Stripe has closed it for charges or payouts until papers come. */
  public boolean restricted;

  /** Whether it pays itself out by hand, so that its payouts do not reconcile. */
  public final boolean manualPayouts;

  public final List<Buyer> buyers = new ArrayList<>();
  public final List<Product> products = new ArrayList<>();
  public final List<Price> prices = new ArrayList<>();
  public final List<Discounts.Coupon> coupons = new ArrayList<>();
  public final List<PaymentIntent> intents = new ArrayList<>();
  public final List<Payment> payments = new ArrayList<>();
  public final List<Refund> refunds = new ArrayList<>();
  public final List<Dispute> disputes = new ArrayList<>();
  public final List<Transfer> transfers = new ArrayList<>();
  public final List<ApplicationFee> fees = new ArrayList<>();
  public final List<Payout> payouts = new ArrayList<>();
  public final List<Topup> topups = new ArrayList<>();
  public final List<Subscription> subscriptions = new ArrayList<>();
  public final List<Invoice> invoices = new ArrayList<>();

  /** What lasts on customers, by their id. */
  public final Map<String, Discounts.Use> customerDiscounts = new HashMap<>();

  /** Names that customers were given since, by their id. */
  public final Map<String, String> renamed = new HashMap<>();

  /** Coupons that are in no list any more, by their id. */
  public final Map<String, Discounts.Coupon> deletedCoupons = new HashMap<>();

  /** How many invoices have a number. */
  public int numbered;

  /** How many bank accounts it had before the one it has. */
  public int bankAccountsBefore;

  /** What somebody wrote on the account since; in its metadata. */
  public String note = "";

  public final Ledger ledger = new Ledger();

  public Seller(String id, boolean platform, AccountPlan plan, long created) {
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

  /** The id of the bank account it has now. */
  public String bankAccount() {
    String first = "ba_" + id.substring(5);
    return bankAccountsBefore == 0 ? first : first + bankAccountsBefore;
  }

  /** {@code platform} or the account's id. */
  public String key() {
    return platform ? "platform" : id;
  }

  /** The currency its balance gets for a payment in {@code presented}. */
  public Currency settles(Currency presented) {
    boolean ownBankAccount = platform && (presented == Currency.EUR || presented == Currency.GBP);
    return ownBankAccount ? presented : currency;
  }
}
