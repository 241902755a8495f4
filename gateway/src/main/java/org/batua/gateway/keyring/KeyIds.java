package org.batua.gateway.keyring;

import com.google.crypto.tink.KeysetHandle;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/// The numbers of a set's keys, which are the hexadecimal prefix of what a key sealed.
final class KeyIds {
  private static final HexFormat HEX = HexFormat.of();

  private KeyIds() {}

  /// In the order in which they were added.
  static List<String> of(KeysetHandle keys) {
    return IntStream.range(0, keys.size())
        .mapToObj(place -> HEX.toHexDigits(keys.getAt(place).getId()))
        .toList();
  }

  /// The one that seals, then the others as they were added.
  static List<String> primaryFirst(KeysetHandle keys) {
    List<String> ids = new ArrayList<>();
    for (int place = 0; place < keys.size(); place++) {
      var id = HEX.toHexDigits(keys.getAt(place).getId());
      ids.add(keys.getAt(place).isPrimary() ? 0 : ids.size(), id);
    }
    return List.copyOf(ids);
  }
}
