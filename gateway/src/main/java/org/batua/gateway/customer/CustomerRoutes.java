package org.batua.gateway.customer;

import static java.time.format.DateTimeFormatter.ISO_INSTANT;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Params;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import tools.jackson.databind.node.ObjectNode;

/// Customers on the wire.
public final class CustomerRoutes {
  private static final Pattern COUNTRY = Pattern.compile("\\+?[1-9][0-9]{0,3}");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]+");
  private static final int REFERENCE_LENGTH_MAX = 128;
  private static final int EMAIL_LENGTH_MAX = 128;
  private static final int NAME_LENGTH_MAX = 64;
  private static final int COUNT_DEFAULT = 10;
  private static final int COUNT_MAX = 100;
  private static final int OFFSET_MAX = 10_000_000;

  private final Customers customers;
  private final ClientTokens tokens;

  public CustomerRoutes(Customers customers, ClientTokens tokens) {
    this.customers = customers;
    this.tokens = tokens;
  }

  public List<Route> routes() {
    return List.of(
        Route.post("/customers", Access.KEY, this::create),
        Route.get("/customers", Access.KEY, this::list).compressible(),
        Route.get("/customers/{customer}", Access.KEY, this::get),
        Route.post("/customers/{customer}", Access.KEY, this::update));
  }

  private Answer create(Request request) {
    var params = request.params();
    params.require("object_reference_id");
    var reference = params.externalId("object_reference_id", REFERENCE_LENGTH_MAX).value();
    var changes = changes(params);
    boolean withToken = wantsToken(params);
    return answer(customers.create(request.merchant(), reference, changes), withToken);
  }

  private Answer get(Request request) {
    boolean withToken = wantsToken(request.params());
    return answer(customers.find(request.merchant(), request.path("customer")), withToken);
  }

  private Answer update(Request request) {
    var changes = changes(request.params());
    boolean withToken = wantsToken(request.params());
    return answer(
        customers.update(request.merchant(), request.path("customer"), changes), withToken);
  }

  private Answer list(Request request) {
    int count = request.params().wholeNumber("count", COUNT_DEFAULT, 1, COUNT_MAX);
    int offset = request.params().wholeNumber("offset", 0, 0, OFFSET_MAX);
    var listing = customers.list(request.merchant(), count, offset);
    var json = Answer.object();
    json.put("count", listing.customers().size());
    json.put("offset", offset);
    json.put("total", listing.total());
    var list = json.putArray("list");
    listing.customers().forEach(customer -> list.add(write(customer)));
    return Answer.ok(json);
  }

  private static boolean wantsToken(Params params) {
    return params.flag("options.get_client_auth_token");
  }

  private static Customer.Changes changes(Params params) {
    return new Customer.Changes(
        matching(params, "mobile_country_code", COUNTRY, 5, "must be a country's calling code")
            .map(code -> code.startsWith("+") ? code.substring(1) : code),
        params.text("mobile_number", MobileNumber.TEXT_LENGTH_MAX),
        matching(params, "email_address", EMAIL, EMAIL_LENGTH_MAX, "must be an e-mail address"),
        params.prose("first_name", NAME_LENGTH_MAX),
        params.prose("last_name", NAME_LENGTH_MAX));
  }

  private static Optional<String> matching(
      Params params, String name, Pattern form, int lengthMax, String expectation) {
    var text = params.text(name, lengthMax);
    if (text.isPresent() && !form.matcher(text.get()).matches()) {
      throw Params.invalid(name, expectation);
    }
    return text;
  }

  private Answer answer(Customer customer, boolean withToken) {
    var json = write(customer);
    if (withToken) {
      var issued = tokens.issue(customer.id());
      json.putObject("juspay")
          .put("client_auth_token", issued.token().reveal())
          .put(
              "client_auth_token_expiry",
              ISO_INSTANT.format(issued.expiresAt().truncatedTo(ChronoUnit.SECONDS)));
    }
    return Answer.ok(json);
  }

  private static ObjectNode write(Customer customer) {
    var contact = customer.contact();
    return Answer.object()
        .put("id", customer.id().value())
        .put("object", "customer")
        .put("object_reference_id", customer.reference())
        .put("mobile_country_code", contact.mobileCountryCode())
        .put("mobile_number", contact.mobileNumber().orElse(null))
        .put("email_address", contact.emailAddress().orElse(null))
        .put("first_name", contact.firstName().orElse(null))
        .put("last_name", contact.lastName().orElse(null))
        .put("date_created", ISO_INSTANT.format(customer.createdAt()))
        .put("last_updated", ISO_INSTANT.format(customer.updatedAt()));
  }
}
