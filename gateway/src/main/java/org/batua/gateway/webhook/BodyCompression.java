package org.batua.gateway.webhook;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// Deflates bodies that are kept. A deflater has a quarter of a megabyte outside of the heap, which
/// costs more to make than a body costs to deflate, so that idle ones are used again.
final class BodyCompression {
  private final Queue<Deflater> idle = new ConcurrentLinkedQueue<>();

  byte[] deflated(String body) {
    var known = idle.poll();
    var deflater = known == null ? new Deflater(Deflater.BEST_SPEED) : known;
    var bytes = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(body.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    deflater.reset();
    idle.add(deflater);
    return bytes.toByteArray();
  }

  static String inflated(byte[] body) {
    try (var in = new InflaterInputStream(new ByteArrayInputStream(body))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
