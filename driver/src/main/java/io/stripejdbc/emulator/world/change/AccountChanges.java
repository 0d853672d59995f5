package io.stripejdbc.emulator.world.change;

import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.object.AccountFacts;

/** What happens to an account itself: its events are listed on the account. */
final class AccountChanges {
  private final ChangeContext context;

  AccountChanges(ChangeContext context) {
    this.context = context;
  }

  String annotate(WorldChange.AnnotateAccount change) {
    Seller seller = context.seller();
    context.touch(ListPaths.ACCOUNT, seller.id);
    seller.note = change.note();
    context.tell("account.updated", ListPaths.ACCOUNT, seller.id);
    return seller.id;
  }

  /** Its capabilities and its person change with it. */
  String restrict(WorldChange.RestrictAccount change) {
    Seller seller = connected();
    String person = AccountFacts.personId(seller);
    context.touch(ListPaths.ACCOUNT, seller.id);
    context.touch(ListPaths.PERSONS, person);
    AccountFacts.CAPABILITIES.forEach(id -> context.touch(ListPaths.CAPABILITIES, id));
    seller.restricted = change.restricted();
    context.tell("account.updated", ListPaths.ACCOUNT, seller.id);
    context.tellIfChanged("person.updated", ListPaths.PERSONS, person);
    AccountFacts.CAPABILITIES.forEach(
        id -> context.tellIfChanged("capability.updated", ListPaths.CAPABILITIES, id));
    return seller.id;
  }

  String replaceBankAccount(WorldChange.ReplaceBankAccount change) {
    Seller seller = connected();
    String before = seller.bankAccount();
    context.touch(ListPaths.ACCOUNT, seller.id);
    context.touch(ListPaths.EXTERNAL_ACCOUNTS, before);
    seller.bankAccountsBefore++;
    String now = seller.bankAccount();
    context.tell("account.external_account.created", ListPaths.EXTERNAL_ACCOUNTS, now);
    context.tell("account.external_account.deleted", ListPaths.EXTERNAL_ACCOUNTS, before);
    context.tell("account.updated", ListPaths.ACCOUNT, seller.id);
    return now;
  }

  private Seller connected() {
    Seller seller = context.seller();
    if (seller.platform) {
      throw new IllegalArgumentException("The platform is no connected account");
    }
    return seller;
  }
}
