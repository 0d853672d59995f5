package io.stripejdbc.fetch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The error object in the body of a refusal: {@code {"error":{"type","code","message","param"}}}.
 *
 * <p>Read leniently: a body that is HTML, empty or cut is an error without particulars.
 *
 * @param type {@code invalid_request_error} and the like
 * @param code machine-readable reason, absent on many refusals
 * @param param the parameter it is about
 * @param message Stripe's text; may contain masked keys
 */
public record ApiError(
    @Nullable String type,
    @Nullable String code,
    @Nullable String param,
    @Nullable String message) {
  /** An error that says nothing. */
  public static final ApiError NONE = new ApiError(null, null, null, null);

  private static final JsonFactory JSON =
      JsonFactory.builder().recyclerPool(JsonRecyclerPools.newConcurrentDequePool()).build();

  /** The error object in this body, {@link #NONE} when there is none. */
  public static ApiError parse(byte[] body) {
    try (JsonParser in = JSON.createParser(body)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return NONE;
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        boolean error = in.currentName().equals("error");
        JsonToken value = in.nextToken();
        if (error && value == JsonToken.START_OBJECT) {
          return fields(in);
        }
        if (error && value == JsonToken.VALUE_STRING) {
          return ofOAuth(in);
        }
        in.skipChildren();
      }
      return NONE;
    } catch (IOException notJson) {
      return NONE;
    }
  }

  /** {@code {"error":"invalid_grant","error_description":"…"}}, of OAuth and of gateways. */
  private static ApiError ofOAuth(JsonParser in) throws IOException {
    String code = in.getText();
    String message = null;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      boolean text = in.currentName().equals("error_description");
      if (in.nextToken() == JsonToken.VALUE_STRING && text) {
        message = in.getText();
      }
      in.skipChildren();
    }
    return new ApiError(null, code, null, message);
  }

  private static ApiError fields(JsonParser in) throws IOException {
    String type = null;
    String code = null;
    String param = null;
    String message = null;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      switch (name) {
        case "type" -> type = in.getValueAsString();
        case "code" -> code = in.getValueAsString();
        case "param" -> param = in.getValueAsString();
        case "message" -> message = in.getValueAsString();
        default -> in.skipChildren();
      }
    }
    return new ApiError(type, code, param, message);
  }
}
