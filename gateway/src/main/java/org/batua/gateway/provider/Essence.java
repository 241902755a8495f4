package org.batua.gateway.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.batua.gateway.connector.ProviderNotifications.Message;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What of a genuine notification its signature and its subject need. Everything else can be varied
/// by whoever has seen it once, and so does not make it another notification.
final class Essence {
  private static final JsonMapper JSON = JsonMapper.shared();

  private Essence() {}

  /// Takes away headers, fields and spaces as long as the notification stays the same.
  ///
  /// @param isSame whether a message is as genuine as the whole, and about the same
  static Message of(Message message, Predicate<Message> isSame) {
    var headers = headers(message, isSame);
    return body(new Message(headers, message.body()), isSame);
  }

  private static Map<String, String> headers(Message message, Predicate<Message> isSame) {
    Function<List<Map.Entry<String, String>>, Message> of =
        kept ->
            new Message(
                kept.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                message.body());
    var all = List.copyOf(new TreeMap<>(message.headers()).entrySet());
    return of.apply(needed(all, kept -> isSame.test(of.apply(kept)))).headers();
  }

  private static Message body(Message message, Predicate<Message> isSame) {
    var stripped = new Message(message.headers(), message.body().strip());
    var shorter = isSame.test(stripped) ? stripped : message;
    return shorter.body().startsWith("{") ? json(shorter, isSame) : form(shorter, isSame);
  }

  private static Message json(Message message, Predicate<Message> isSame) {
    JsonNode tree;
    try {
      tree = JSON.readTree(message.body());
    } catch (JacksonException e) {
      return message;
    }
    Function<List<Map.Entry<String, JsonNode>>, Message> of =
        kept -> {
          var object = JSON.createObjectNode();
          kept.forEach(field -> object.set(field.getKey(), field.getValue()));
          return new Message(message.headers(), JSON.writeValueAsString(object));
        };
    List<Map.Entry<String, JsonNode>> all = new ArrayList<>(tree.properties());
    all.sort(Map.Entry.comparingByKey());
    return isSame.test(of.apply(all))
        ? of.apply(needed(all, kept -> isSame.test(of.apply(kept))))
        : message;
  }

  private static Message form(Message message, Predicate<Message> isSame) {
    Function<List<String>, Message> of =
        kept -> new Message(message.headers(), String.join("&", kept));
    var all = List.of(message.body().split("&"));
    return of.apply(needed(all, kept -> isSame.test(of.apply(kept))));
  }

  /// By halves, so that a thousand superfluous parts cost no more tries than a few.
  private static <T> List<T> needed(List<T> all, Predicate<List<T>> isEnough) {
    return needed(List.of(), all, List.of(), isEnough);
  }

  private static <T> List<T> needed(
      List<T> before, List<T> parts, List<T> after, Predicate<List<T>> isEnough) {
    if (parts.isEmpty() || isEnough.test(joined(before, after))) {
      return List.of();
    }
    if (parts.size() == 1) {
      return parts;
    }
    var first = parts.subList(0, parts.size() / 2);
    var second = parts.subList(parts.size() / 2, parts.size());
    var neededFirst = needed(before, first, joined(second, after), isEnough);
    var neededSecond = needed(joined(before, neededFirst), second, after, isEnough);
    return joined(neededFirst, neededSecond);
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
