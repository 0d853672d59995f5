package io.stripejdbc.stripe;

import io.stripejdbc.fetch.CallFailure.Facts;
import io.stripejdbc.fetch.PageRequest;

/** The sentence of a refusal: what was asked of whom, what came, what to do. */
final class RefusalSentence {
  private RefusalSentence() {}

  /**
   * The sentence, without what the server said itself.
   *
   * @param apiBase address of the API
   */
  static String of(PageRequest request, RefusalKind kind, Facts facts, String apiBase) {
    String where = where(request) + " (" + facts.status() + ")";
    return switch (kind) {
      case KEY ->
          "Stripe refused the API key ("
              + facts.status()
              + ") while reading "
              + where(request)
              + "; check property 'apiKey'";
      case ADDRESS ->
          "Stripe takes no request with this API key from this machine's IP address, so it could"
              + " not read "
              + where
              + "; allow the address in the key's settings";
      case ACCOUNT ->
          "Account '"
              + asked(request)
              + "' refused table '"
              + request.table()
              + "' ("
              + facts.status()
              + "): it does not exist or revoked the platform's access; "
              + leaveOut();
      case NO_CONTROL ->
          "Account '"
              + asked(request)
              + "' refused table '"
              + request.table()
              + "' ("
              + facts.status()
              + "); "
              + leaveOut();
      case NO_PLATFORM ->
          "The key's account is no Connect platform, so it cannot read "
              + where
              + "; set accounts=platform to read its own data alone";
      case NOT_FOR_CONNECTED ->
          "The API key may not read "
              + where
              + ": it has no permission for connected accounts; give the restricted key the"
              + " permission in the column 'Connected accounts' of its form"
              + PermissionHints.named(facts.error().message())
              + ", or set accounts=platform";
      case NOT_FOR_RESTRICTED ->
          "No restricted key may read "
              + where
              + ", whatever its permissions; use another kind of key, or leave the table out";
      case SCOPE ->
          "The access given to the application does not reach "
              + where
              + "; let the account connect again with a scope that allows reading it";
      case PERMISSION ->
          "The API key may not read "
              + where
              + PermissionHints.hint(request, facts.error().message());
      case FORBIDDEN -> "Stripe did not allow to read " + where;
      case NOT_AVAILABLE ->
          "Stripe does not offer "
              + where
              + ": not available on this account, its product is not set up there; "
              + leaveOut();
      case RATE_LIMIT -> "Stripe's rate limit (429" + reason(facts) + ") stopped " + where(request);
      case LOCK ->
          "Stripe could not lock an object of "
              + where
              + ": another request holds it; try again later";
      case PASSING ->
          "Stripe could not answer for " + where + " at the moment; run the statement again";
      case FAILED -> "Stripe failed (" + facts.status() + ") while reading " + again(request);
      case NOT_STRIPE -> notStripe(request, facts, apiBase);
      case ERROR_BODY -> "Stripe answered with an error in the place of data for " + where;
      case REQUEST -> "Stripe refused a request (" + facts.status() + ") for " + where(request);
    };
  }

  private static String again(PageRequest request) {
    return where(request) + "; try again later";
  }

  private static String notStripe(PageRequest request, Facts facts, String apiBase) {
    String host = apiBase.equals("https://api.stripe.com") ? "" : " of " + apiBase;
    return "The answer"
        + host
        + " for "
        + where(request)
        + " ("
        + facts.status()
        + ") is none of Stripe's API: a proxy, a gateway or another service gave it; check"
        + " properties 'apiBase' and 'proxy' and the network";
  }

  private static String reason(Facts facts) {
    String reason = facts.limitedReason();
    return reason == null ? "" : ", " + reason;
  }

  private static String leaveOut() {
    return "leave it out by a condition on connected_account, or set onAccountError=warn";
  }

  private static String asked(PageRequest request) {
    String account = request.accountAsked();
    return account == null ? request.account() : account;
  }

  /** What was asked, of whom. */
  static String where(PageRequest request) {
    return "table '" + request.table() + "' of account '" + asked(request) + "'";
  }
}
