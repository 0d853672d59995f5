package io.stripejdbc.emulator.world.model;

import java.util.List;

/**
 * A customer of one seller, with the card or bank account used.
 *
 * @param delinquent whether the latest invoice was not paid
 * @param deleted was deleted: hidden from lists, and a retrieve says so
 */
public record Buyer(
    String id, Profile profile, long created, Method method, boolean delinquent, boolean deleted) {

  /**
   * What the seller knows of a customer.
   *
   * @param plan what is written in the metadata, empty for nothing
   */
  public record Profile(
      String name, String email, String country, Currency currency, String plan) {}

  public String name() {
    return profile.name();
  }

  public String email() {
    return profile.email();
  }

  public String country() {
    return profile.country();
  }

  public Currency currency() {
    return profile.currency();
  }

  public String plan() {
    return profile.plan();
  }

  /** The same, deleted. */
  public Buyer asDeleted() {
    return new Buyer(id, profile, created, method, delinquent, true);
  }

  /**
   * A payment method.
   *
   * @param type {@code card}, {@code sepa_debit} or {@code us_bank_account}
   */
  public record Method(
      String id, String type, String brand, String funding, String last4, int month, int year) {}

  public static final List<String> BRANDS =
      List.of("visa", "mastercard", "amex", "discover", "jcb");
}
