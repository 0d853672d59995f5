package io.stripejdbc.catalog.generator;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stripejdbc.catalog.generator.ApiFacts.Endpoint;
import io.stripejdbc.catalog.generator.ApiFacts.Model;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * What the API has and this stripe-java has not: objects without a service, and lists of later
 * versions; kept in {@code additions.json}, from docs.stripe.com.
 *
 * @param versions later versions of the API whose lists are known, in their order
 */
public record ApiAdditions(
    List<String> versions, List<Endpoint> endpoints, Map<String, Model> models) {
  /** How the names of classes begin that stripe-java does not have. */
  public static final String PREFIX = "api.";

  /** The additions that are kept beside the generator. */
  public static ApiAdditions read() {
    try (InputStream in = ApiAdditions.class.getResourceAsStream("additions.json")) {
      return new ObjectMapper().readValue(in, ApiAdditions.class);
    } catch (IOException e) {
      throw new IllegalStateException("additions.json", e);
    }
  }
}
