package io.stripejdbc.examples.benchmarks;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Account;
import com.stripe.model.Charge;
import com.stripe.model.Customer;
import com.stripe.model.Dispute;
import com.stripe.net.RequestOptions;
import com.stripe.param.AccountListParams;
import com.stripe.param.ChargeListParams;
import com.stripe.param.DisputeListParams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The questions in Stripe's own client: filters where the API has them, pages one by one. */
final class ByHand {
  private static final long PAGE = 100L;

  private final StripeClient client;

  ByHand(StripeClient client) {
    this.client = client;
  }

  /** A charge and whose it is. */
  record Owned(String account, Charge charge) {}

  List<String> accounts() throws StripeException {
    List<String> accounts = new ArrayList<>(List.of("platform"));
    AccountListParams all = AccountListParams.builder().setLimit(PAGE).build();
    for (Account account : client.v1().accounts().list(all).autoPagingIterable()) {
      accounts.add(account.getId());
    }
    return accounts;
  }

  private static RequestOptions as(String account) {
    return account.equals("platform")
        ? RequestOptions.getDefault()
        : RequestOptions.builder().setStripeAccount(account).build();
  }

  /** All charges of these accounts from a second on, 0 for all. */
  List<Owned> charges(List<String> accounts, long since) throws StripeException {
    ChargeListParams.Builder params = ChargeListParams.builder().setLimit(PAGE);
    if (since > 0) {
      params.setCreated(ChargeListParams.Created.builder().setGte(since).build());
    }
    List<Owned> found = new ArrayList<>();
    for (String account : accounts) {
      for (Charge charge :
          client.v1().charges().list(params.build(), as(account)).autoPagingIterable()) {
        found.add(new Owned(account, charge));
      }
    }
    return found;
  }

  /** The newest of all accounts. */
  String newest(int count) throws StripeException {
    List<Owned> heads = new ArrayList<>();
    ChargeListParams some = ChargeListParams.builder().setLimit((long) count).build();
    for (String account : accounts()) {
      for (Charge charge : client.v1().charges().list(some, as(account)).getData()) {
        heads.add(new Owned(account, charge));
      }
    }
    heads.sort((a, b) -> Long.compare(b.charge().getCreated(), a.charge().getCreated()));
    TreeSet<String> rows = new TreeSet<>();
    heads.subList(0, count).forEach(each -> rows.add(each.charge().getCreated().toString()));
    return String.join("\n", rows);
  }

  /** Count and sum by some key. */
  static String sums(List<Owned> charges, Predicate<Charge> wanted, boolean byAccount) {
    Map<String, long[]> sums = new HashMap<>();
    for (Owned each : charges) {
      if (wanted.test(each.charge())) {
        String key = each.charge().getCurrency();
        long[] sum =
            sums.computeIfAbsent(
                byAccount ? each.account() + " " + key : key, any -> new long[] {0, 0});
        sum[0]++;
        sum[1] += each.charge().getAmount();
      }
    }
    TreeSet<String> rows = new TreeSet<>();
    sums.forEach((key, sum) -> rows.add(key + " " + sum[0] + " " + sum[1]));
    return String.join("\n", rows);
  }

  /** Disputes with their charge, which comes along, and its customer, asked for once each. */
  String disputes() throws StripeException {
    DisputeListParams params =
        DisputeListParams.builder().setLimit(PAGE).addExpand("data.charge").build();
    Map<String, Customer> customers = new HashMap<>();
    TreeSet<String> rows = new TreeSet<>();
    for (Dispute dispute : client.v1().disputes().list(params).autoPagingIterable()) {
      String id = dispute.getChargeObject().getCustomer();
      if (id == null) {
        continue;
      }
      Customer customer = customers.get(id);
      if (customer == null) {
        customer = client.v1().customers().retrieve(id);
        customers.put(id, customer);
      }
      rows.add(dispute.getId() + " " + customer.getEmail());
    }
    return String.join("\n", rows);
  }
}
