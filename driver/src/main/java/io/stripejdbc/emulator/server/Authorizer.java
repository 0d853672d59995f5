package io.stripejdbc.emulator.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stripejdbc.emulator.request.ApiCall;
import io.stripejdbc.emulator.request.ApiFailure;
import io.stripejdbc.emulator.world.World;
import java.util.Base64;

/** Checks the key of a request, its version, its account and what the key may read. */
final class Authorizer {
  private final EmulatorOptions options;

  Authorizer(EmulatorOptions options) {
    this.options = options;
  }

  /** The key, or 401. */
  String key(ApiCall call) {
    String key = presented(call.header("authorization"));
    if (key.isEmpty()) {
      throw unauthorized(
          "You did not provide an API key. You need to provide your API key in the Authorization"
              + " header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').");
    }
    if (key.startsWith("pk_")) {
      throw new ApiFailure(
          401,
          "invalid_request_error",
          "secret_key_required",
          "",
          "This API call cannot be made with a publishable API key.");
    }
    if (!options.access().keys().contains(key)) {
      throw unauthorized("Invalid API Key provided: " + masked(key));
    }
    return key;
  }

  private static String presented(String header) {
    if (header.startsWith("Bearer ")) {
      return header.substring(7).strip();
    }
    if (header.startsWith("Basic ")) {
      String pair = new String(Base64.getDecoder().decode(header.substring(6).strip()), UTF_8);
      return pair.substring(0, Math.max(pair.indexOf(':'), 0));
    }
    return "";
  }

  private static ApiFailure unauthorized(String message) {
    return new ApiFailure(401, "invalid_request_error", "", "", message);
  }

  static String masked(String key) {
    int shown = Math.min(8, key.length());
    return key.substring(0, shown) + "****" + key.substring(Math.max(shown, key.length() - 4));
  }

  void version(ApiCall call) {
    String version = call.header("stripe-version");
    if (version.isEmpty() && call.v2()) {
      throw ApiFailure.badRequest(
          "", "", "You must provide a Stripe-Version header for calls of the v2 API.");
    }
    if (!version.isEmpty()
        && !options.access().apiVersion().isEmpty()
        && version.compareTo(options.access().apiVersion()) < 0) {
      throw ApiFailure.badRequest(
          "",
          "",
          "Invalid Stripe API version: "
              + version
              + "; this emulator speaks "
              + options.access().apiVersion()
              + " and later ones.");
    }
  }

  /** The name of the account that is asked about, or 403. */
  String account(ApiCall call, World world, String key) {
    if (call.v2() && !call.header("stripe-account").isEmpty()) {
      throw ApiFailure.badRequest(
          "", "", "The v2 API takes the account in the Stripe-Context header.");
    }
    String named = inPath(call);
    if (!named.isEmpty()) {
      requireAccess(named, world, key);
    }
    String account = call.account();
    if (account.isEmpty()) {
      return World.PLATFORM;
    }
    requireAccess(account, world, key);
    return world.platformId().equals(account) ? World.PLATFORM : account;
  }

  /** The account that the path is about, or empty. */
  private static String inPath(ApiCall call) {
    String prefix = "/v1/accounts/";
    if (!call.path().startsWith(prefix)) {
      return "";
    }
    int end = call.path().indexOf('/', prefix.length());
    return call.path().substring(prefix.length(), end < 0 ? call.path().length() : end);
  }

  private void requireAccess(String account, World world, String key) {
    boolean known = account.startsWith("acct_") && world.has(account);
    if (!known || options.access().refusedAccounts().contains(account)) {
      throw new ApiFailure(
          403,
          "invalid_request_error",
          "account_invalid",
          "",
          "The provided key '"
              + masked(key)
              + "' does not have access to account '"
              + account
              + "' (or that account does not exist). Application access may have been revoked.");
    }
  }

  /** Whether the key has this permission, or 403. */
  void permission(String key, String account, String slug) {
    boolean denied =
        options.access().deniedPermissions().contains(slug)
            || options.access().deniedPermissions().contains("rak_" + slug)
            || (slug.equals("balance_transaction_source_read")
                && options.access().deniedPermissions().contains("balance_read"));
    if (denied) {
      throw new ApiFailure(
          403,
          "invalid_request_error",
          "more_permissions_required",
          "",
          "The provided key '"
              + masked(key)
              + "' does not have the required permissions for this endpoint on account '"
              + account
              + "'. Having the 'rak_"
              + slug
              + "' permission would allow this request to continue.");
    }
  }
}
