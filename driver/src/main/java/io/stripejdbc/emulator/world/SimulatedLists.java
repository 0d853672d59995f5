package io.stripejdbc.emulator.world;

import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.object.AccountFacts;
import io.stripejdbc.emulator.world.object.BalanceTransactionFacts;
import io.stripejdbc.emulator.world.object.ChargeFacts;
import io.stripejdbc.emulator.world.object.PaymentIntentFacts;
import io.stripejdbc.emulator.world.object.PayoutFacts;
import io.stripejdbc.emulator.world.object.RefundFacts;
import io.stripejdbc.emulator.world.object.TransferFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The simulated lists of one seller; all others are made up by {@link GeneratedLists}. */
final class SimulatedLists {
  private final Seller seller;
  private final List<Seller> everybody;
  private final long now;
  private final Map<String, Supplier<List<WorldRow>>> lists;

  SimulatedLists(Seller seller, List<Seller> everybody, long now) {
    this.seller = seller;
    this.everybody = everybody;
    this.now = now;
    this.lists =
        Map.ofEntries(
            Map.entry("/v1/accounts", this::accounts),
            Map.entry("/v1/account", () -> List.of(account(seller))),
            Map.entry("/v1/balance", this::balance),
            Map.entry("/v1/accounts/{account}/capabilities", this::capabilities),
            Map.entry("/v1/accounts/{account}/persons", this::persons),
            Map.entry("/v1/accounts/{account}/external_accounts", this::bankAccounts),
            Map.entry("/v1/application_fees", this::fees),
            Map.entry("/v1/application_fees/{id}/refunds", this::feeRefunds),
            Map.entry("/v1/balance_transactions", this::txns),
            Map.entry("/v1/charges", this::charges),
            Map.entry("/v1/payment_intents", this::intents),
            Map.entry("/v1/refunds", this::refunds),
            Map.entry("/v1/disputes", this::disputes),
            Map.entry("/v1/transfers", this::transfers),
            Map.entry("/v1/transfers/{id}/reversals", this::reversals),
            Map.entry("/v1/payouts", this::payouts),
            Map.entry("/v1/topups", this::topups),
            Map.entry("/v1/events", () -> new EventLog(seller, now).rows()));
  }

  /** The rows of this list, or null when it is not simulated. */
  @Nullable List<WorldRow> rows(String path) {
    Supplier<List<WorldRow>> list = lists.get(path);
    return list == null ? new BillingLists(seller).rows(path) : list.get();
  }

  private static WorldRow account(Seller each) {
    return WorldRow.of(each.id, each.created, () -> AccountFacts.of(each));
  }

  private List<Seller> connected() {
    return seller.platform ? everybody.subList(1, everybody.size()) : List.of();
  }

  private List<WorldRow> accounts() {
    return connected().stream().map(SimulatedLists::account).toList();
  }

  private List<WorldRow> balance() {
    return List.of(WorldRow.of("balance", now, () -> BalanceTransactionFacts.balance(seller, now)));
  }

  /** A connected account sees its own, a platform those of its connected accounts. */
  private List<Seller> known() {
    return seller.platform ? connected() : List.of(seller);
  }

  private List<WorldRow> capabilities() {
    List<WorldRow> rows = new ArrayList<>();
    for (Seller each : known()) {
      for (String id : AccountFacts.CAPABILITIES) {
        rows.add(new WorldRow(id, each.created, each.id, () -> AccountFacts.capability(each, id)));
      }
    }
    return rows;
  }

  private List<WorldRow> persons() {
    return known().stream()
        .map(
            each ->
                new WorldRow(
                    AccountFacts.personId(each),
                    each.created + 120,
                    each.id,
                    () -> AccountFacts.person(each)))
        .toList();
  }

  private List<WorldRow> bankAccounts() {
    List<Seller> all = new ArrayList<>(connected());
    all.add(seller);
    return all.stream()
        .map(
            each ->
                new WorldRow(
                    each.bankAccount(),
                    each.created,
                    each.id,
                    () -> AccountFacts.bankAccount(each)))
        .toList();
  }

  private List<WorldRow> fees() {
    return seller.fees.stream()
        .map(each -> WorldRow.of(each.id, each.created, () -> TransferFacts.of(each)))
        .toList();
  }

  private List<WorldRow> feeRefunds() {
    return seller.fees.stream()
        .flatMap(fee -> fee.returned.stream())
        .map(each -> new WorldRow(each.id, each.created, each.fee.id, () -> TransferFacts.of(each)))
        .toList();
  }

  private List<WorldRow> txns() {
    return seller.ledger.txns().stream()
        .map(
            each -> WorldRow.of(each.id, each.created, () -> BalanceTransactionFacts.of(each, now)))
        .toList();
  }

  private List<WorldRow> charges() {
    return seller.payments.stream()
        .map(each -> WorldRow.of(each.id, each.created, () -> ChargeFacts.of(each)))
        .toList();
  }

  private List<WorldRow> intents() {
    return seller.intents.stream()
        .map(each -> WorldRow.of(each.id, each.created, () -> PaymentIntentFacts.of(each)))
        .toList();
  }

  private List<WorldRow> refunds() {
    return seller.refunds.stream()
        .map(each -> WorldRow.of(each.id, each.created, () -> RefundFacts.of(each)))
        .toList();
  }

  private List<WorldRow> disputes() {
    return seller.disputes.stream()
        .map(each -> WorldRow.of(each.id, each.created, () -> RefundFacts.of(each)))
        .toList();
  }

  private List<WorldRow> transfers() {
    return seller.transfers.stream()
        .map(each -> WorldRow.of(each.id, each.created, () -> TransferFacts.of(each)))
        .toList();
  }

  private List<WorldRow> reversals() {
    return seller.transfers.stream()
        .flatMap(transfer -> transfer.reversals.stream())
        .map(
            each ->
                new WorldRow(each.id, each.created, each.transfer.id, () -> TransferFacts.of(each)))
        .toList();
  }

  private List<WorldRow> payouts() {
    return seller.payouts.stream()
        .map(each -> WorldRow.of(each.id, each.created, () -> PayoutFacts.of(each)))
        .toList();
  }

  private List<WorldRow> topups() {
    return seller.topups.stream()
        .map(each -> WorldRow.of(each.id, each.created, () -> PayoutFacts.of(each)))
        .toList();
  }
}
