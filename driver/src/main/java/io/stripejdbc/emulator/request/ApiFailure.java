package io.stripejdbc.emulator.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.object.JsonNodes;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer that is an error, as the API words it. */
public final class ApiFailure extends RuntimeException {
  private final int status;
  private final String type;
  private final String code;
  private final String param;
  private final Map<String, String> headers = new LinkedHashMap<>();

  /** {@code code} and {@code param} may be empty: then the body does not name them. */
  public ApiFailure(int status, String type, String code, String param, String message) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
    this.code = code;
    this.param = param;
  }

  public static ApiFailure badRequest(String code, String param, String message) {
    return new ApiFailure(400, "invalid_request_error", code, param, message);
  }

  static ApiFailure unknownParameter(String name) {
    return badRequest("parameter_unknown", name, "Received unknown parameter: " + name);
  }

  public static ApiFailure missingParameter(String name) {
    return badRequest("parameter_missing", name, "Missing required param: " + name + ".");
  }

  /** {@code No such charge: 'ch_…'}. */
  public static ApiFailure noSuch(int status, String object, String id, String param) {
    return new ApiFailure(
        status,
        "invalid_request_error",
        "resource_missing",
        param,
        "No such " + object.replace('_', ' ') + ": '" + id + "'");
  }

  public static ApiFailure noPath(String method, String path) {
    return new ApiFailure(
        404,
        "invalid_request_error",
        "",
        "",
        "Unrecognized request URL (" + method + ": " + path + ").");
  }

  public ApiFailure with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  public int status() {
    return status;
  }

  public Map<String, String> headers() {
    return headers;
  }

  String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  public ObjectNode body() {
    ObjectNode body = JsonNodes.object();
    ObjectNode error = body.putObject("error");
    if (!code.isEmpty()) {
      error.put("code", code);
      error.put("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
    }
    error.put("message", text());
    if (!param.isEmpty()) {
      error.put("param", param);
    }
    error.put("type", type);
    return body;
  }
}
