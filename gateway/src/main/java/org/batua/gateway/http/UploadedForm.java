package org.batua.gateway.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The parts of a form with files: fields in memory, files on disk until it is closed.
final class UploadedForm implements Bodies.Parts, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UploadedForm.class);
  private static final int FIELD_BYTES_MAX = 65_536;
  private static final int FILES_MAX = 4;

  private final UploadFolder folder;
  private final Params params = new Params();
  private final List<Path> files = new ArrayList<>();
  private boolean isBegun;

  UploadedForm(UploadFolder folder) {
    this.folder = folder;
  }

  /// The form's parts come now, after the fields of the address.
  void begin(String query) {
    Bodies.form(query, params);
    params.endOfQuery();
    isBegun = true;
  }

  /// The whole form; empty when the request brought none.
  Optional<Params> read() {
    return isBegun ? Optional.of(params) : Optional.empty();
  }

  @Override
  public void take(String name, boolean isFile, MultipartInput part) throws IOException {
    if (!isFile) {
      var value = new Field();
      part.readBodyData(value);
      params.put(name, value.toString(StandardCharsets.UTF_8));
      return;
    }
    if (files.size() == FILES_MAX) {
      throw new Rejected(new Rejection.UnreadableBody("more than " + FILES_MAX + " files"));
    }
    var file = newFile();
    try (var out = Files.newOutputStream(file)) {
      part.readBodyData(out);
    }
    // a browser sends a file that was not chosen as an empty one
    if (Files.size(file) > 0) {
      params.putFile(name, file);
    }
  }

  private Path newFile() {
    try {
      var file = folder.newFile();
      files.add(file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("no file for an upload in java.io.tmpdir", e);
    }
  }

  @Override
  public void close() {
    for (var file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.atWarn().addKeyValue("file", file).setCause(e).log("an upload was not deleted");
      }
    }
  }

  /// A field's bytes, few.
  private static final class Field extends ByteArrayOutputStream {
    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      if (count + length > FIELD_BYTES_MAX) {
        throw new Rejected(
            new Rejection.UnreadableBody("a field is longer than " + FIELD_BYTES_MAX + " bytes"));
      }
      super.write(bytes, offset, length);
    }
  }
}
