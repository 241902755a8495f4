package org.batua.gateway.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.WalletError;
import tools.jackson.databind.node.ObjectNode;

/// Turns each refusal into the status and body that the wire contract names for it.
final class Rejections {
  private static final String NOT_FOUND = "Cannot find what you are looking for";
  private static final String BAD_KEY = "Invalid API Key. Please pass a valid and active api key.";
  private static final String USER = "USER_ERROR";

  private Rejections() {}

  static Answer render(Rejection rejection, String requestId) {
    return switch (rejection) {
      case Rejection.Unauthenticated _ -> unauthorized(BAD_KEY, "UNAUTHORIZED", requestId);
      case Rejection.BeyondKey(var message) -> unauthorized(message, "UNAUTHORIZED", requestId);
      case Rejection.ClientTokenExpired _ ->
          unauthorized("The client_auth_token has expired.", "EXPIRED", requestId);
      case Rejection.MissingFields(var names) -> missing(names, requestId);
      case Rejection.InvalidField(var name, var reason) ->
          invalid(Map.of(name, reason), "Invalid " + name + ": " + reason, requestId);
      case Rejection.UnreadableBody(var reason) ->
          invalid(Map.of(), "Unreadable request: " + reason, requestId);
      case Rejection.OfHttp http -> http(http, requestId);
      case Rejection.UnknownObject _, Rejection.UnknownLink _ ->
          notFound("object_not_found", NOT_FOUND, requestId);
      case Rejection.UnknownCustomerOfBalances _ ->
          wallet(400, "null_error", "Customer not found for given customerId.", Optional.empty());
      case Rejection.DuplicateCustomer _ ->
          new Body(400, "invalid_request_error", "unique")
              .message("Customer with given object reference id already exist for your account.")
              .info("ALREADY_EXISTS", USER, "The customer exists already.", requestId)
              .answer();
      case Rejection.OfMoney money -> money(money, requestId);
      case Rejection.OtpMissing _ ->
          wallet(400, "Invalid", "OTP is required while linking wallet.", Optional.empty());
      case Rejection.WalletRefused(var error, var message, _, var retryAfter) ->
          wallet(statusOf(error), error.name(), message, retryAfter);
      case Rejection.OtpLimit(var error, var retryAfter) ->
          wallet(429, error.name(), error.message(), Optional.of(retryAfter));
      case Rejection.ForeignForm _ -> foreignForm(requestId);
      case Rejection.TooManyRequests(var retryAfter) ->
          new Body(429, "Too Many Requests", "too_many_requests")
              .message("Too many requests. Slow down.")
              .info("INVALID_ACTION", USER, "Too many requests.", requestId)
              .retryAfter(retryAfter)
              .answer();
      case Rejection.Unavailable(var retryAfter) -> unavailable(retryAfter, requestId);
    };
  }

  private static Answer http(Rejection.OfHttp rejection, String requestId) {
    return switch (rejection) {
      case Rejection.UnsupportedMediaType(var given) ->
          new Body(415, "Unsupported Media Type", "unsupported_media_type")
              .message("Content-Type must be form, JSON or multipart, not " + shown(given))
              .info("INVALID_INPUT", USER, "Unsupported content type.", requestId)
              .answer();
      case Rejection.BodyTooLarge(var limit) ->
          new Body(413, "Request Entity Too Large", "request_too_large")
              .message("The request body must not be larger than " + limit + " bytes.")
              .info("INVALID_INPUT", USER, "The request is too large.", requestId)
              .answer();
      case Rejection.TooSlow _ ->
          new Body(408, "Request Timeout", "request_timeout")
              .message("The request was not received in time.")
              .info("INVALID_INPUT", USER, "The request was too slow.", requestId)
              .header("Connection", "close")
              .answer();
      case Rejection.UnsupportedContentEncoding(var given) ->
          new Body(415, "Unsupported Media Type", "unsupported_media_type")
              .message("Content-Encoding must be identity, not " + shown(given))
              .info("INVALID_INPUT", USER, "Unsupported content encoding.", requestId)
              .answer();
      case Rejection.MethodNotAllowed(var allowed) ->
          new Body(405, "Method Not Allowed", "method_not_allowed")
              .message("This URL takes " + String.join(", ", allowed) + ".")
              .info("INVALID_INPUT", USER, "Unsupported method.", requestId)
              .header("Allow", String.join(", ", allowed))
              .answer();
      case Rejection.UnknownPath _ ->
          notFound("url_not_found", "No such URL in this API.", requestId);
    };
  }

  private static Answer unavailable(Duration retryAfter, String requestId) {
    return new Body(503, "Service Unavailable", "service_unavailable")
        .message("The service cannot answer now. Try again with the same ids.")
        .info("INVALID_ACTION", "SERVER_ERROR", "Please try again.", requestId)
        .retryAfter(retryAfter)
        .answer();
  }

  private static Answer money(Rejection.OfMoney rejection, String requestId) {
    return switch (rejection) {
      case Rejection.UnknownOrder(var orderId) ->
          new Body(400, "NOT_FOUND", "")
              .put("order_id", orderId)
              .statusId(40)
              .message("Order Not Found")
              .info("RESOURCE_NOT_FOUND", USER, "Order Not Found", requestId)
              .answer();
      case Rejection.DuplicateRequest(var message) ->
          new Body(400, "Bad Request", "DUPLICATE_REQUEST")
              .message(message)
              .info("DUPLICATE_REQUEST", USER, message, requestId)
              .answer();
      case Rejection.OrderRefused(var code, var message) ->
          new Body(400, "ERROR", code)
              .statusId(-1)
              .message(message)
              .info("INVALID_ACTION", USER, message, requestId)
              .answer();
      case Rejection.TokenRefused(var fault, var message) ->
          new Body(400, "Bad Request", WalletError.WALLET_TOKEN_INVALID.name())
              .message(message)
              .info(tokenFault(fault), USER, message, requestId)
              .answer();
      case Rejection.OutcomeNotStored _ ->
          new Body(503, "Service Unavailable", WalletError.GATEWAY_OUTCOME_UNKNOWN.name())
              .message("The payment was sent, its outcome is not stored. Ask the order's status.")
              .info("INVALID_ACTION", "SERVER_ERROR", "The payment is being checked.", requestId)
              .retryAfter(Duration.ofSeconds(5))
              .answer();
      case Rejection.NoSuitableGateway _ ->
          new Body(400, "invalid_request_error", "invalid_request_error")
              .message("Can't find a suitable gateway to process the transaction")
              .info("INVALID_INPUT", USER, "This way of paying is not offered.", requestId)
              .answer();
    };
  }

  /// What is said of our own bugs: nothing but where to look.
  static Answer internalError(String requestId) {
    return new Body(500, "error", "internal_error")
        .message("Something went wrong on our side. Quote request id " + requestId + ".")
        .info("INVALID_ACTION", "SERVER_ERROR", "Something went wrong.", requestId)
        .answer();
  }

  /// What the HTTP layer refuses before there is a request.
  static Answer refusedEarly(int status, String message, int bodyBytes, String requestId) {
    return switch (status) {
      case 404 -> render(new Rejection.UnknownPath(), requestId);
      case 408 -> render(new Rejection.TooSlow(), requestId);
      case 413 -> render(new Rejection.BodyTooLarge(bodyBytes), requestId);
      default ->
          new Body(status, "Bad Request", "INVALID_REQUEST")
              .message(message)
              .info("INVALID_INPUT", USER, "The request is not valid HTTP.", requestId)
              .answer();
    };
  }

  private static Answer unauthorized(String developerMessage, String code, String requestId) {
    return new Body(401, "error", "access_denied")
        .message(developerMessage)
        .put("user_message", "Unauthorized.")
        .info(code, USER, "Unauthorized.", requestId)
        .header("WWW-Authenticate", "Basic realm=\"batua\"")
        .answer();
  }

  private static Answer foreignForm(String requestId) {
    return new Body(403, "Forbidden", "foreign_form")
        .message("The form was not sent from our page by the browser that got it.")
        .info("BAD_ORIGIN", USER, "Please open the page again.", requestId)
        .answer();
  }

  private static Answer notFound(String code, String message, String requestId) {
    return new Body(404, "invalid_request_error", code)
        .message(message)
        .info("RESOURCE_NOT_FOUND", USER, message, requestId)
        .answer();
  }

  private static Answer missing(List<String> names, String requestId) {
    var title = "Mandatory fields are missing";
    var body =
        new Body(400, "Bad Request", title)
            .message(title)
            .info("MISSING_MANDATORY_PARAMETER", USER, title, requestId);
    names.forEach(name -> body.field(name, "Missing mandatory parameter " + name));
    return body.answer();
  }

  private static Answer invalid(Map<String, String> fields, String detail, String requestId) {
    var body =
        new Body(400, "Bad Request", "INVALID_REQUEST")
            .message("Bad Request.")
            .info("INVALID_INPUT", USER, detail, requestId);
    fields.forEach((name, reason) -> body.field(name, "Invalid " + name + ": " + reason));
    return body.answer();
  }

  private static String tokenFault(Rejection.TokenFault fault) {
    return switch (fault) {
      case EXPIRED -> "EXPIRED";
      case INVALID -> "INVALID_INPUT";
    };
  }

  private static int statusOf(WalletError error) {
    return error == WalletError.GATEWAY_UNAVAILABLE || error == WalletError.GATEWAY_OUTCOME_UNKNOWN
        ? 502
        : 400;
  }

  /// The seeds' shape of a refused wallet call, in their order.
  private static Answer wallet(
      int status, String code, String message, Optional<Duration> retryAfter) {
    var json = Answer.object();
    json.put("error_message", message);
    json.put("status", "Invalid Request");
    json.put("error_code", code);
    return Answer.json(
        status,
        json,
        retryAfter.map(wait -> Map.of("Retry-After", seconds(wait))).orElse(Map.of()),
        code);
  }

  private static String seconds(Duration wait) {
    return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
  }

  private static String shown(String text) {
    return text.length() > 64 ? text.substring(0, 64) : text;
  }

  /// An error body in the making.
  private static final class Body {
    private final int status;
    private final String errorCode;
    private final ObjectNode json = Answer.object();
    private final Map<String, String> headers = new java.util.LinkedHashMap<>();

    Body(int status, String word, String errorCode) {
      this.status = status;
      this.errorCode = errorCode;
      json.put("status", word).put("error_code", errorCode);
    }

    Body message(String message) {
      json.put("error_message", message);
      return this;
    }

    Body statusId(int id) {
      json.put("status_id", id);
      return this;
    }

    Body put(String name, String value) {
      json.put(name, value);
      return this;
    }

    Body info(String code, String category, String userMessage, String requestId) {
      var info = json.putObject("error_info");
      info.put("code", code).put("category", category).put("user_message", userMessage);
      info.put("developer_message", json.path("error_message").stringValue());
      info.putArray("fields");
      info.put("request_id", requestId).put("href", "");
      return this;
    }

    Body field(String name, String reason) {
      json.withObject("/error_info")
          .withArray("fields")
          .addObject()
          .put("field_name", name)
          .put("reason", reason);
      return this;
    }

    Body header(String name, String value) {
      headers.put(name, value);
      return this;
    }

    Body retryAfter(Duration wait) {
      return header("Retry-After", seconds(wait));
    }

    Answer answer() {
      return Answer.json(status, json, headers, errorCode);
    }
  }
}
