package org.optimizerstudy.publishing;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;

/** The templates of pages. Everything that is put in is escaped, unless the template says not. */
final class Templates {

  private Templates() {}

  /** A template of the class path; its partials are in {@code report/}. */
  static Template of(String resource) {
    Mustache.Compiler compiler =
        Mustache.compiler()
            .escapeHTML(true)
            .emptyStringIsFalse(true)
            .strictSections(true)
            .withLoader(name -> Asset.reader("/report/" + name + ".html"));
    try (Reader reader = Asset.reader(resource)) {
      return compiler.compile(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
