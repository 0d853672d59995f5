package io.stripejdbc.emulator.request;

import java.util.LinkedHashMap;
import java.util.Map;

/** An HTTP answer: status, headers and the whole body. */
public final class ApiResponse {
  private final int status;
  private final String contentType;
  private final byte[] body;
  private final Map<String, String> headers = new LinkedHashMap<>();

  public ApiResponse(int status, String contentType, byte[] body) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
  }

  public static ApiResponse json(int status, byte[] body) {
    return new ApiResponse(status, "application/json", body);
  }

  public ApiResponse withBody(byte[] other) {
    ApiResponse response = new ApiResponse(status, contentType, other);
    response.headers.putAll(headers);
    return response;
  }

  public int status() {
    return status;
  }

  public String contentType() {
    return contentType;
  }

  public byte[] body() {
    return body;
  }

  public Map<String, String> headers() {
    return headers;
  }
}
