package io.stripejdbc.stripe;

import io.stripejdbc.fetch.ApiError;
import io.stripejdbc.fetch.CallFailure.Facts;
import io.stripejdbc.fetch.PageRequest;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a refusal means: by its code and whether the request names an account, then by its
 * status. Its text is looked at only where a refusal has no code that tells; what that text does
 * not name is not guessed.
 *
 * <p>Texts as quoted in public tickets; codes of docs.stripe.com/error-codes.
 */
final class RefusalClassifier {
  private static final Set<String> OF_THE_KEY =
      Set.of("api_key_expired", "platform_api_key_expired", "secret_key_required");

  private static final Pattern ADDRESS = words("\\bIP\\b.{0,40}(address|allow|range|whitelist)");
  private static final Pattern PLATFORM =
      words("connect platforms? can|not (a|an? )?(stripe )?connect platform|signed up for connect");
  private static final Pattern CONNECTED =
      words(
          "restricted (api )?key.{0,40}stripe-(account|context)"
              + "|stripe-(account|context).{0,200}restricted"
              + "|permissions? for connected accounts");
  private static final Pattern RESTRICTED =
      words(
          "(available|accessible|supported|allowed|usable) (for use )?(by|for|with) restricted"
              + "|restricted (api )?keys? (can ?not|may not|are not|is not|aren't|isn't)"
              + "|is a restricted api key, but");
  private static final Pattern SLUG = words("'(rak_)?[a-z0-9_]+_(read|write)'");
  private static final Pattern KEY = words("\\bkey\\b|more permissions|\\brk_");
  private static final Pattern PERMISSION = words("permission");
  private static final Pattern SCOPE = words("\\bscopes?\\b|\\bread_(only|write)\\b");
  private static final Pattern PRODUCT =
      words(
          "\\bnot (been |currently |yet )?(set ?up|enabled|activated|onboarded|available|eligible)"
              + "|n't (been |currently |yet )?(set ?up|enabled|activated|onboarded|available)"
              + "|(must|need to|have to|please) (first )?(activate|enable|sign up|onboard|opt in)"
              + "|\\b(sign|signed) up for|not have access to|request access|only available"
              + "|(in|outside of) (test|live) ?mode|to get started");
  private static final Pattern NO_PATH = words("unrecognized request url");

  private RefusalClassifier() {}

  private static Pattern words(String pattern) {
    return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  /**
   * What the refusal means.
   *
   * @param page whether the body is a text that is no JSON, as the pages of proxies are
   */
  static RefusalKind kind(PageRequest request, Facts facts, boolean page) {
    if (facts.isLock()) {
      return RefusalKind.LOCK;
    }
    if (facts.isRateLimit()) {
      return RefusalKind.RATE_LIMIT;
    }
    RefusalKind told = byCode(request, facts);
    if (told != null) {
      return told;
    }
    int status = facts.status();
    if (Boolean.TRUE.equals(facts.shouldRetry()) || status == 408 || status == 409) {
      return RefusalKind.PASSING;
    }
    if (status >= 500) {
      return RefusalKind.FAILED;
    }
    return facts.error().equals(ApiError.NONE)
        ? withoutError(status, page)
        : byStatus(request, facts);
  }

  private static @Nullable RefusalKind byCode(PageRequest request, Facts facts) {
    String code = facts.error().code();
    if (code == null) {
      return null;
    }
    if (OF_THE_KEY.contains(code)) {
      return RefusalKind.KEY;
    }
    return switch (code) {
      case "account_invalid" ->
          request.accountAsked() == null ? RefusalKind.FORBIDDEN : RefusalKind.ACCOUNT;
      case "platform_account_required" -> RefusalKind.NO_PLATFORM;
      case "not_allowed_on_standard_account" -> RefusalKind.NO_CONTROL;
      case "more_permissions_required" -> permission(facts);
      default -> null;
    };
  }

  /** Which side of the key's permissions is short. */
  private static RefusalKind permission(Facts facts) {
    String text = text(facts);
    if (CONNECTED.matcher(text).find()) {
      return RefusalKind.NOT_FOR_CONNECTED;
    }
    return RESTRICTED.matcher(text).find()
        ? RefusalKind.NOT_FOR_RESTRICTED
        : RefusalKind.PERMISSION;
  }

  private static RefusalKind withoutError(int status, boolean page) {
    boolean ofTheKey = !page && (status == 401 || status == 403);
    if (!ofTheKey) {
      return RefusalKind.NOT_STRIPE;
    }
    return status == 401 ? RefusalKind.KEY : RefusalKind.FORBIDDEN;
  }

  private static RefusalKind byStatus(PageRequest request, Facts facts) {
    return switch (facts.status()) {
      case 200 ->
          "api_error".equals(facts.error().type()) ? RefusalKind.FAILED : RefusalKind.ERROR_BODY;
      case 401 -> ADDRESS.matcher(text(facts)).find() ? RefusalKind.ADDRESS : RefusalKind.KEY;
      case 403 -> forbidden(request, facts);
      case 404 ->
          NO_PATH.matcher(text(facts)).find() ? RefusalKind.NOT_AVAILABLE : RefusalKind.REQUEST;
      default ->
          facts.status() < 400
              ? RefusalKind.NOT_STRIPE
              : facts.status() == 400 ? invalid(facts) : RefusalKind.REQUEST;
    };
  }

  private static RefusalKind forbidden(PageRequest request, Facts facts) {
    String text = text(facts);
    if (ADDRESS.matcher(text).find()) {
      return RefusalKind.ADDRESS;
    }
    if (PLATFORM.matcher(text).find()) {
      return RefusalKind.NO_PLATFORM;
    }
    if (CONNECTED.matcher(text).find()) {
      return RefusalKind.NOT_FOR_CONNECTED;
    }
    if (RESTRICTED.matcher(text).find()) {
      return RefusalKind.NOT_FOR_RESTRICTED;
    }
    if (SLUG.matcher(text).find()) {
      return RefusalKind.PERMISSION;
    }
    if (SCOPE.matcher(text).find()) {
      return RefusalKind.SCOPE;
    }
    return unnamed(request, text);
  }

  private static RefusalKind unnamed(PageRequest request, String text) {
    boolean ofTheKey = KEY.matcher(text).find();
    if (ofTheKey && PERMISSION.matcher(text).find()) {
      return RefusalKind.PERMISSION;
    }
    if (PRODUCT.matcher(text).find()) {
      return RefusalKind.NOT_AVAILABLE;
    }
    String account = request.accountAsked();
    boolean itsOwn =
        account != null
            && !ofTheKey
            && (account.equals(request.accountInPath()) || text.contains(account));
    return itsOwn ? RefusalKind.NO_CONTROL : RefusalKind.FORBIDDEN;
  }

  /** A refusal of a parameter names it; one of the product names neither code nor parameter. */
  private static RefusalKind invalid(Facts facts) {
    ApiError error = facts.error();
    String text = text(facts);
    if (error.code() != null || error.param() != null) {
      return RefusalKind.REQUEST;
    }
    if (PLATFORM.matcher(text).find()) {
      return RefusalKind.NO_PLATFORM;
    }
    return PRODUCT.matcher(text).find() ? RefusalKind.NOT_AVAILABLE : RefusalKind.REQUEST;
  }

  private static String text(Facts facts) {
    String message = facts.error().message();
    return message == null ? "" : message;
  }
}
