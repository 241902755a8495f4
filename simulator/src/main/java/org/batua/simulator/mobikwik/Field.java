package org.batua.simulator.mobikwik;

import java.util.regex.Pattern;

/// A request's parameter with its rule, and the code that answers a broken one.
enum Field {
  CELL("cell", Code.BAD_CELL, "[6-9]\\d{9}"),
  AMOUNT("amount", Code.BAD_AMOUNT, "(?=.*[1-9])\\d{1,9}(\\.\\d{1,2})?"),
  ORDER_ID("orderid", Code.BAD_ORDER_ID, "[A-Za-z0-9_-]{8,30}"),
  TXID("txid", Code.BAD_ORDER_ID, "[A-Za-z0-9_-]{8,30}"),
  TOKEN("token", Code.TOKEN_INVALID, "\\S+"),
  OTP("otp", Code.OTP_MISSING, "\\d{6}"),
  EMAIL("email", Code.BAD_EMAIL, "[^@\\s]+@[^@\\s]+"),
  TOKEN_TYPE("tokentype", Code.BAD_REQUEST, "[01]"),
  TXN_TYPE("txntype", Code.BAD_REQUEST, "(?i)debit"),
  ACTION("action", Code.BAD_REQUEST, "existingusercheck"),
  CREDIT_METHOD("creditmethod", Code.BAD_REQUEST, "cashback"),
  REDIRECT_URL("redirecturl", Code.BAD_REQUEST, "https?://\\S+");

  private final String parameter;
  private final Code code;
  private final Pattern rule;

  Field(String parameter, Code code, String rule) {
    this.parameter = parameter;
    this.code = code;
    this.rule = Pattern.compile(rule);
  }

  String parameter() {
    return parameter;
  }

  Code code() {
    return code;
  }

  boolean accepts(String value) {
    return rule.matcher(value).matches();
  }
}
