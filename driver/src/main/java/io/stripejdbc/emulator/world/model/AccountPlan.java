package io.stripejdbc.emulator.world.model;

import java.util.ArrayList;
import java.util.List;

/** Who takes part in the marketplace, and how much each sells. */
public record AccountPlan(
    String name,
    String country,
    Currency currency,
    String type,
    int payments,
    int subscribers,
    boolean restricted,
    boolean manualPayouts) {

  public static final AccountPlan PLATFORM =
      new AccountPlan("Harbour Market", "US", Currency.USD, "standard", 1500, 240, false, false);

  static final List<AccountPlan> CONNECTED =
      List.of(
          plan("Larkspur Ceramics", "US", Currency.USD, "standard", 420, 30),
          plan("Tidewater Books", "US", Currency.USD, "express", 380, 0),
          plan("Copper Kettle Coffee", "US", Currency.USD, "express", 510, 25),
          plan("Blue Heron Outfitters", "US", Currency.USD, "custom", 260, 0),
          plan("Fenwick & Daughters", "GB", Currency.GBP, "standard", 330, 20),
          plan("Brambleside Bakery", "GB", Currency.GBP, "express", 240, 0),
          plan("Atelier Rivoire", "FR", Currency.EUR, "express", 280, 0),
          plan("Les Deux Jardins", "FR", Currency.EUR, "custom", 120, 0),
          plan("Kiefer Werkstatt", "DE", Currency.EUR, "standard", 350, 20),
          plan("Nordlicht Lampen", "DE", Currency.EUR, "express", 190, 0),
          plan("Tulp Fietsen", "NL", Currency.EUR, "express", 170, 0),
          plan("Hoshino Paper", "JP", Currency.JPY, "standard", 310, 15),
          plan("Kumo Tea House", "JP", Currency.JPY, "express", 180, 0),
          plan("Al Bahar Perfumes", "KW", Currency.KWD, "custom", 150, 0),
          plan("Maple Row Knits", "CA", Currency.CAD, "express", 220, 0),
          plan("Wattle Grove Soap", "AU", Currency.AUD, "express", 160, 0),
          plan("Uhrenhaus Zell", "CH", Currency.CHF, "standard", 90, 0),
          plan("Skog & Sten", "SE", Currency.SEK, "custom", 110, 0),
          new AccountPlan("Pandan Street Snacks", "SG", Currency.SGD, "express", 60, 0, true, true),
          new AccountPlan("Barro Negro Studio", "MX", Currency.MXN, "custom", 45, 0, true, false),
          plan("Fresh Start Prints", "US", Currency.USD, "express", 0, 0));

  /**
   * So many of them; beyond the simulation's own come sellers that sell nothing. 0 for all of
   * these.
   */
  public static List<AccountPlan> connected(int accounts) {
    List<AccountPlan> plans = new ArrayList<>(CONNECTED);
    for (int i = CONNECTED.size(); i < accounts; i++) {
      plans.add(plan("Quiet Shop " + i, "US", Currency.USD, "express", 0, 0));
    }
    return accounts == 0 ? CONNECTED : plans.subList(0, accounts);
  }

  private static AccountPlan plan(
      String name, String country, Currency currency, String type, int payments, int subscribers) {
    return new AccountPlan(name, country, currency, type, payments, subscribers, false, false);
  }

  /** The same with its numbers multiplied, for small and large worlds. */
  public AccountPlan scaled(double scale) {
    return new AccountPlan(
        name,
        country,
        currency,
        type,
        (int) Math.round(payments * scale),
        (int) Math.round(subscribers * scale),
        restricted,
        manualPayouts);
  }
}
