package org.batua.gateway.base;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/// Why a file cannot be used, in words: what the JDK says of most failures is the file's name
/// alone.
public final class FileFailure {
  private FileFailure() {}

  /// The reason, without the name of the file that was asked for.
  public static String text(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file or directory";
      case AccessDeniedException _ -> "this user has no right to it";
      case FileAlreadyExistsException it -> it.getFile() + " is a file, and no directory";
      case NotDirectoryException it -> it.getFile() + " is no directory";
      case CharacterCodingException _ -> "it is no text in UTF-8";
      case FileSystemException it ->
          Optional.ofNullable(it.getReason()).map(FileFailure::lower).orElseGet(it::toString);
      default -> Optional.ofNullable(e.getMessage()).map(FileFailure::lower).orElseGet(e::toString);
    };
  }

  private static String lower(String text) {
    return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
